"""What a claim about the design is about: the words of each subject."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.policy.wording import Wording

_SENSITIVE = (
    r"(?:secrets?|tokens?|credentials?|passwords?|passphrases?|(?:api|private|secret|signing"
    r"|encryption)\s+keys?|keys|cookies|sensitive\s+(?:\w+\s+)?(?:data|information|values?|headers?|fields?"
    r"|content|parameters?|details)|pii|personal\s+data|authorization\s+headers?)"
)
_NEVER = r"(?:never|not|\w+n['’]t|no\s+longer|cannot|without)"
_LOGGED = (
    r"(?:logged|logs?\b|logging|printed|echoed|written\s+to\s+(?:[\w.]+,?\s+(?:or\s+|and\s+)?){0,4}?(?:logs?|stdout|stderr|console)"
    r"|displayed|stored\s+in\s+[^.;|]{0,60}?\b(?:logs?|exceptions?)\b|(?:exposed?|included?|cached|shown|returned|leaked?|appears?|(?:shows?|turns?|ends?)\s+up|lands?|held|present)\s+in\s+[^.;|]{0,60}?\b(?:logs?"
    r"|outputs?|errors?|exceptions?|responses?))"
)
_FOLDER = r"(?:dirs?|director(?:y|ies)|folders?|workspaces?|roots?|paths?|projects?|trees?)"
_SANDBOXED = (
    r"(?:container|process|vm|sandbox|namespace)\s+of\s+(?:its|their)\s+own|cannot\s+(?:access|read|see|reach)\s+(?:the\s+)?(?:\w+\s+){0,2}?of\s+(?:another|others?)\b|(?:executed|runs?|compiled)\s+(?:in|inside|as|to)\s+(?:web\s?assembly|wasm)\b|no\s+access\s+to\s+(?:the\s+|your\s+)?(?:file\s?system|disk|files)\b(?![^.;|]{0,30}\bunless)|(?:sessions?|tenants?|users?|jobs?|workers?|processes|containers)\s+(?:do\s+not|never|don['’]t)\s+share\b|never\s+(?:run|share|execute)\w*\s+(?:on|in)\s+the\s+same\s+(?:virtual\s+)?(?:machine|process|container|vm|host|kernel)|writes?\s+(?:is|are)\s+(?:blocked|denied|refused)\b|(?:cannot|can['’]t|neither|nor)\b[^.;|]{0,40}?\b(?:read|see|reach|access)\s+(?:an)?others?['’]s?\b|out\s+of\s+(?:its|their)\s+reach\b|jail(?:s|ed)?\b|(?:refus|reject)\w*\b[^.;|]{0,80}?\bnot\s+(?:inside|within|under|below)\b|no\s+file\s?system\s+access\b|(?:reads?|writes?)\s+(?:exclusively|only|solely)\s+(?:inside|within|under|beneath|in)\b|sandbox(?:es|ed|ing)?|chroot\w*|seccomp|apparmor|selinux|gvisor|landlock|bubblewrap|firejail|jailed"
    r"|(?:path|directory)[\s-]traversal\s+(?:attacks?\s+)?(?:(?:is|are)\s+)?(?:prot|prev|guard|block|check|def|valid|saniti"
    r"|mitig|reject|attempts\s+are)\w*|(?:prevent|block|reject|protect|guard|stop)\w*\s+(?:against\s+)?(?:path"
    r"|directory)[\s-]traversal|symlinks?|multi[\s-]tenan\w+|"
    r"(?:process|user|session|tenant|organi[sz]ation|account|client|workspace|container|execution|runtime|code|memory|plugin|worker|pod"
    r"|data|project|database|storage|context|environment|network)s?(?:[\s-]level)?[\s-]+isolat\w+|"
    r"isolat(?:e|es|ed|ion)\s+(?:(?:server|worker|child|sub)?\s*process\w*|(?:per|by|from|in|between|within|of"
    r"|each|every|inside|containers?|environments?|contexts?|workers?|v8|vms?|users?|sessions?)\b)|"
    r"(?:each|every)\s+(?:[\w'’]+\s+){1,5}isolated\b|spawns?\s+(?:a\s+)?(?:new|fresh)\s+process|(?:own|separate|isolated|dedicated|fresh|disposable|throw-?away|ephemeral)\s+(?:sub|child"
    r"|worker\s+)?(?:process(?:es)?|containers?|namespaces?|(?:micro-?)?vms?\b)|"
    r"(?:path|file\s*path|directory)\s+(?:\w+\s+and\s+)?(?:saniti[sz]ation|containment|confinement|restrictions?"
    r"|whitelist\w*|allow-?list\w*)|(?:file\s+)?access\s+(?:is\s+)?(?:restricted|confined"
    r"|limited)\s+to(?!\s+(?:\w+\s+){0,3}(?:networks?|users?|maintainers?|admin\w*|roles?|ips?)\b)|"
    rf"(?:confined|restricted|limited|scoped|constrained|bound)\s+to\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:allowed"
    rf"|permitted|whitelisted|allow-?listed|approved|configured|safe|base|designated)\s+(?:\w+\s+)?{_FOLDER}|"
    rf"(?:reads?|writes?|touch(?:es)?|access(?:es)?|scans?)\s+only\s+(?:[\w-]+\s+){{0,5}}?{_FOLDER}\b|files?\s+(?:outside|above|beyond)\b[^.;|]{{0,40}}?\b(?:never|not|cannot|refused|rejected)\b|outside\s+(?:of\s+)?(?:the|your|its|a|an|of)\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:only\s+\w+|operat\w+|works?"
    rf"|writ\w+|reads?)\s+(?:\w+\s+){{0,2}}(?:files\s+)?(?:with)?in(?:side)?\s+(?:the|your"
    rf"|its)\s+(?:\w+\s+){{0,3}}{_FOLDER}|"
    r"confin(?:ed|es|ing|ement)\b|isolated\s+(?:\w+\s+)?(?:networks?|environments?|runtimes?|vms?|shells?|workers?|workspaces?|profiles?|stor(?:es?|age)|databases?)\b|"
    r"(?:(?:confined|restricted|limited|scoped|constrained)\s+to|(?:refus|reject|block|den[iy]|disallow|forbid|prevent)\w*\s+(?:(?:to|any|from)\s+)?(?:[\w-]+\s+){0,3}?outside(?:\s+of)?|(?:reads?|writes?|files?|access)\s+(?:is\s+|are\s+)?(?:only\s+)?(?:within|inside|under|beneath))\s+(?:(?:your|the|its)\s+)?[\"'`]?(?:\$\{?[A-Za-z]\w*|~/|~(?!\w)|/[a-z]\w*/|\./)|"
    rf"(?:stays?|remains?|lies?|resolves?)\s+(?:under|beneath|within|inside|in)\s+(?:the|its|your|an?)\s+(?:\w+\s+){{0,3}}{_FOLDER}\b|"
    r"absolute\s+paths?\b[^.;|]{0,40}\b(?:rejected|refused|blocked)\b|cannot\s+(?:access|connect\s+to|read|see|reach)\s+(?:each\s+other|(?:other|another|user)\b)|cross-(?:user"
    r"|tenant|session)\s+access"
)
_AUDITED = (
    r"(?<!in )(?<!in the )audit[\s-]+(?:log|trail|record|stor|event|retention|sink|chain)\w*"
    r"|auditable(?=\s+(?:\w+\s+){0,2}(?:logs?|events?|actions?|operations?|trail|history|records?|changes|decisions?|calls?)\b|\W*$|\W*:)|\w{1,40}_audit_(?:log|trail|event)\w*|tamper[\s-](?:evident|proof|resistant)\s+(?:\w+\s+)?logs?|(?:access|security"
    r"|activity|event|operation|action|request)s?(?:\s+event)?\s+logging|"
    r"(?:logs?|records?)\s+(?:all|every|each)\b|logs\s+(?:[\w-]+\s+){0,2}(?:events|actions|operations|attempts)\b|(?:all|every|each)\s+(?:[\w-]+\s+){1,5}logs?\s+to\b|logging\s+of\s+(?:all|every|security)|(?:comprehensive|detailed"
    r"|complete|structured|full)\s+(?:\w+\s+)?logging\b(?!\s+to\s+stderr)|logging\s+and\s+(?:monitoring|auditing)|"
    r"(?:all|every|each)\b[^.;|]{0,100}?\b(?:(?:is|are|gets?)\s+(?:\w+ly\s+)?)?(?:logged|recorded|noted|journal+ed|traced|traceable)\b|histor(?:y|ies)\s+of\s+(?:all|every|each)\b|"
    r"(?:all|every|each|everything)\b[^.;|]{0,100}?\b(?:leaves?|appears?|ends?\s+up|goes|lands?|(?:is|are)\s+(?:kept|written|stored|persisted|noted|appended|entered))\b[^.;|]{0,40}?\b(?:logs?|ledger|journal|trail|activity\s+feed|history|audit\s+\w+|record)\b|who\s+(?:did|changed|accessed|ran)\s+what\b|(?:writes?|appends?|adds?)\s+(?:each|every|all)\b[^.;|]{0,80}?\bto\s+(?:the|an?)\s+(?:[\w-]+\s+)?(?:ledger|log|journal|history)\b|append-only\s+(?:[\w-]+\s+){0,3}?(?:log|record|journal|ledger|history|table)\b|(?:trail|record)\s+of\s+(?:all\s+|every\s+)?(?:\w+\s+)?(?:changes|actions|access\w*|events|operations)\b|access\s+to\s+[^.;|]{1,40}?\b(?:is|gets)\s+(?:logged|tracked|recorded|audited)\b|"
    r"(?:actions?|operations?|events?|attempts?|requests?|calls?|uses?|commands?|queries|mutations?|transactions?|changes|access|log-?ins?|sign-?ins?|approvals?|edits|deletions|decisions?|executions?"
    r"|invocations?|sessions?)\s+(?:is|are|gets?)\s+(?:[\w-]+\s+and\s+)?(?:\w+ly\s+)?(?:logged|recorded|audited|auditable|journal+ed|written\s+to\s+(?:an?|the)\s+(?:\w+\s+)?(?:log|journal|ledger)\b)"
)
_MASKED = (
    r"redact\w*|(?:automat\w+|secret|output|response)\s+scrubb(?:ing|ed)\b|(?:secret|token|credential|password|pii|log|key)s?[\s-](?:mask|scrub|saniti[sz])\w+|data[\s-](?:mask|scrub)\w+|(?:is"
    r"|are|gets?|automatically)\s+(?:\w+ly\s+)?(?:masked|scrubbed)|masks?\s+(?:\w+\s+){0,2}(?:columns?|fields?)\b|masks?\s+(?:\w+\s+){0,2}"
    + _SENSITIVE
    + "|"
    rf"{_SENSITIVE}\b[^.;|]{{0,80}}?\b{_NEVER}\s+(?:be\s+|get\s+)?(?:\w+,\s*|\w+\s+or\s+)?{_LOGGED}"
    rf"|{_NEVER}\s+(?:write|record|put|include|store|send|pass)s?\s+(?:\w+\s+){{0,2}}{_SENSITIVE}\s+(?:to|in|into)\s+(?:\w+\s+){{0,2}}(?:events?|notes|logs?|outputs?|traces?|messages?|responses?|errors|reports?|history|transcripts?|prompts?)\b"
    rf"|{_SENSITIVE}\s+(?:\w+\s+)?(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:cut|removed|dropped|deleted|kept\s+out|purged|erased|anonymi[sz]ed|shortened|abbreviated|shown\s+in\s+short\w*)\b[^.;|]{{0,40}}?\b(?:logs?|outputs?|messages?|responses?|errors?|traces?|logged|dumps?|form)\b|(?:logger|formatter|log\s+filter)\s+(?:drops?|removes?|strips?|blanks?|hides?|cleans?)\s+(?:\w+\s+){{0,2}}?{_SENSITIVE}"
    rf"|(?:errors?|messages?|outputs?|responses?|logs?|traces?)\b[^.;|]{{0,40}}?\b(?:saniti[sz]ed|scrubbed|stripped|cleaned|filtered)\b[^.;|]{{0,80}}?\b{_SENSITIVE}"
    rf"|(?:{_SENSITIVE}|e-?mail\s+addresses|values\s+that\s+resemble\s+\w+)\b[^.;|]{{0,60}}?(?:\b(?:is|are|gets?|be|come\s+back|shown)\s+(?:\w+ly\s+)?(?:replaced\s+(?:by|with)\s+\W*(?:[*x•<\[#]|asterisks|stars|dots|(?:\w+\s+)?placeholder)|blanked|starred|wiped\s+from\s+(?:logs?|output)|left\s+out|(?:as\s+)?<hidden>|as\s+hashes)|\bmasked\s+form\b|\blast\s+four\b)|{_SENSITIVE}\b[^.;|]{{0,100}}?(?:<hidden>|\[hidden\]|\*{{3,}}|•{{2,}})|\bstripped\s+of\s+(?:\w+\W+){{0,3}}?(?:{_SENSITIVE}|authorization|set-cookie)|\bonly\s+the\s+last\s+(?:four|4)\b|\b(?:hid(?:es|den)|blanks|stars)\s+(?:out\s+)?(?:[\w-]+\s+){{0,4}}?{_SENSITIVE}"
    rf"|logs\s+(?:contain|include|hold|carry|show)\s+no\s+(?:\w+\s+){{0,2}}{_SENSITIVE}"
    rf"|{_NEVER}\s+(?:\w+ly\s+)?(?:log|logs|record|records|logging)\s+(?:\w+\s+){{0,3}}(?:bod(?:y|ies)|payloads?|prompts?|(?:message|file|request|response|user)\s+(?:contents?|data))\b"
    rf"|{_NEVER}\s+(?:\w+\s+(?:or|and)\s+)?(?:log|print|echo|display"
    rf"|expos)\w*\s+(?:or\s+\w+\s+)?(?:\w+\s+){{0,2}}{_SENSITIVE}(?!\s+(?:over|to)\s+the\s+network)|"
    rf"no\s+(?:\w+\s+){{0,2}}{_SENSITIVE}[^.;|]{{0,50}}?\b(?:in|into|to)\s+(?:\w+,?\s+){{0,3}}(?:and\s+"
    rf"|or\s+)?(?:logs?|responses?|(?:crash\s+|error\s+)(?:messages?|outputs?|reports?)|errors)\b|(?:strip|scrub|saniti[sz]|normali[sz]|clean)\w*\s+(?:\w+\s+){{0,2}}(?:errors?|messages?|outputs?|responses?)\b[^.;|]{{0,160}}?\b{_SENSITIVE}|"
    rf"no\s+{_SENSITIVE}\s+(?:is|are)\s+(?:ever\s+)?{_LOGGED}|"
    rf"(?:strip|scrub|filter|remov|obfuscat|mask|saniti[sz]|omit|hid)\w*\s+(?:\w+\s+){{0,3}}{_SENSITIVE}\s+(?:from"
    rf"|in|before)|{_SENSITIVE}\s+(?:\w+\s+)?(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:stripped|scrubbed|masked"
    rf"|obfuscated|hidden|omitted|filtered)|"
    rf"logs?\w*\s+(?:do|does|must|should|will)?(?:es)?\s*(?:not|n['’]t|never)\s+(?:\w+\s+){{0,2}}{_SENSITIVE}"
    rf"|logging\s+(?:\w+\s+)?(?:{_SENSITIVE}|without\s+{_SENSITIVE})|(?:saniti[sz]ed|safe|secure)\s+log(?:s|ging)"
    rf"|exclud\w+\s+" + _SENSITIVE + r"\b(?!\s+files?\b)"
    rf"|(?:errors?|exceptions?|responses?|outputs?|results?|messages?|logs?(?:\s+(?:lines?|files?|entries))?|tracebacks?|stack\s+traces?|diagnostics)(?:\s+\w+)?\s+(?:(?:do|does|will|can|must|may)\s*(?:not|n['’]t)|never|cannot)\s+(?:ever\s+)?(?:leak|reveal|disclose|contain|include|expose|carry|show|echo|print|hold)s?\s+(?:[\w-]+,?\s+(?:or\s+|and\s+)?){{0,4}}?{_SENSITIVE}"
)
_DRY = (
    r"(?<!package )(?<!registry )(?<!publish )(?<!publication )(?<!release )(?<!pack )(?<!pack --)(?<!publish --)(?:\w{1,30}_)?dry[\s_-]?runs?\b|simulation\s+mode|simulat\w+\s+(?:\w+\s+){0,2}(?:instead|without|before)"
    r"|(?:what-if|rehearsal|trial)\s+mode|(?:nothing|no\s+(?:file|data|change)s?)\s+(?:is|are|gets?)\s+(?:ever\s+)?(?:written|changed|deleted|applied|modified|touched)\s*(?:unless|until|;)|preview(?:ed|s)?\b[^.;|]{0,30}?\bbefore\b|only\s+(?:reports?|shows?|prints?|lists?|tells?|says?)\s+what\s+\w+\s+would\b|(?:shows?|shown|prints?|lists?|displays?|previews?)\b[^.;|]{0,60}?\b(?:would\s+(?:be\s+)?(?:run|do|change|happen|delete|write|apply|execute)|changes?|diff)\b[^.|]{0,40}?(?:\band\s+exits?\b|\bfirst\b|\bwithout\s+(?:\w+ing|touching)\b|\bnothing\b|\bno\s+file\b)|\bnot\s+applied\s+until\b"
    r"|preview\s+(?:mode|only|instead|before)|no-?op\s+mode|without\s+(?:actually\s+)?(?:executing|applying)"
)
_LEAST = (
    r"fewest\s+(?:scopes?|permissions?|rights|privileges?)|(?:(?:service|database|db|bot)\s+(?:account|user|role)|token)\s+(?:cannot|can\s+only|may\s+only)\b|(?:write|mutat\w+|destructive|dangerous)\b[^.;|]{0,50}?\b(?:have\s+to|must|need\s+to)\s+be\s+(?:(?:switched|turned)\s+on|enabled|allowed|activated)|(?:SELECT|read|view)\s+(?:rights?|permissions?|privileges?)\s+only\b|capabilit(?:y|ies)\s+(?:is|are)\s+dropped|(?:just|only)\s+the\s+(?:\w+\s+)?(?:rights|permissions?|privileges?|scopes?)\b|(?:sheds?|gives?\s+up|drops?)\s+(?:its\s+|all\s+)?(?:privileges|root|CAP_\w+)|(?:permissions?|scopes?|access|privileges?)\b[^.;|]{0,60}?\b(?:nothing\s+(?:else|more)|no\s+more|not\s+a\s+single|that['’]?s\s+all)\b|\bno\s+(?:permissions?|scopes?|privileges?)\s+beyond\b|(?:asks?|requests?|needs?|wants?|holds?)\b[^.;|]{0,80}?\bno\s+access\s+to\b|can\s+(?:only\s+|just\s+)?(?:read|write|list)\b[^.;|]{0,60}?\bnothing\s+(?:else|more)\b|can\s+(?:only|just)\s+(?:list|read)\b|\bUID\s+\d{3,}|(?:may|must|can)\s+not\s+run\s+privileged|role\s+with\s+\W?SELECT\W?\s+only|(?:tokens?|credentials?)\s+(?:that|which)\s+(?:is|are)\s+valid\s+for\s+one\b|least[\s-]privileges?|(?:minimal|minimum|lowest|limited|restricted|reduced|scoped|fine-grained"
    r"|granular)\s+(?!with\b|by\b|via\b|using\b)(?:\w+\s+){0,2}(?:permissions?|privileges?|rights|scopes?)\b"
    r"|cannot\s+bypass\s+(?:[\w'’]+\s+){0,3}permissions|"
    r"(?:\w{1,40}_)?read[\s_-]?only(?![a-z])(?!\s+(?:for\s+owner|root|file\s*system|by\s+owner|access\s+to\s+the\s+(?:repo|source)))"
    r"|\b(?:runs?|operates?|executes?|acts?|works?)\s+(?:\w+\s+)?(?:with|under)\s+(?:only\s+)?the\s+(?:same\s+)?(?:permissions|privileges|rights|access\s+rights)\s+(?:of|that|as|(?:you\s+)?granted\s+(?:to|by))\b"
    r"|(?<!\ba )non[\s-]?(?:root|privileged|admin\w*)\b(?!\s+(?:\w+\s+){0,2}(?:services?|operators?|attackers?|uids?|callers?|groups?)\b)|\bas\s+an?\s+non[\s-]?(?:root|privileged|admin\w*)\b|rootless|unprivileged|(?:normal|regular|standard|current"
    r"|dedicated|same)\s+user(?:['’]s)?\s+(?:account|permissions?|privileges?)|as\s+(?:a\s+)?(?:normal|regular"
    r"|standard|the\s+current)\s+user|"
    r"(?:no|not|don['’]t|doesn['’]t|never|without|avoid)\s+(?:\w+\s+){0,5}?(?:root\b"
    r"|admin(?:istrat\w+)?\s+(?:privileges?|rights|access)|elevated\s+\w+|sudo\b|superuser)|(?:drops?|dropped"
    r"|elevates?)\s+(?:\w+\s+)?(?:capabilities|privileges|root\b)|"
    r"(?:write|mutat\w+|destructive|dangerous|state-changing|trading|privileged)\b[^.;|]{0,50}?\b(?:disabled"
    r"|off)\s+by\s+default|must\s+be\s+(?:explicitly\s+(?:set|enabled)|(?:set|enabled)\s+explicitly)|"
    r"principle\s+of\s+least|get-only|(?:cannot|never|(?:does|do)\s+not|doesn['’]t)\s+(?:issue|make|perform"
    r"|execute|allow|permit)\s+(?:any\s+|an?\s+)?(?:mutat|write|destructive|state-chang|modif)\w*"
)
_GRANTED = r"(?:default[\s-]deny|deny[\s-]by[\s-]default)\s+(?:\w+\s+){0,2}(?:access|permissions?|privileges?)\b|(?:access|permissions?|privileges?)\s+(?:is|are)\s+denied\s+by\s+default|no\s+(?:write|delete|shell|root|admin)\s+access\b|\bno\s+(?:destructive|write|mutating|delete|admin\w*)\s+(?:\w+\s+)?(?:operations?|tools?|commands?|actions?|endpoints?|verbs?)\b|\b(?:governed|limited|bounded|constrained|restricted)\s+by\s+[^.;]{0,40}?\b(?:permissions?|privileges?|roles?|scopes?)\b|\bpermissions?\s+limit\b|\brespects?\s+[^.;]{0,30}?\bpermissions?\b|\bonly\s+(?:grants?|requests?|needs?|asks?\s+for|holds?)\s+[^.;]{0,40}?(?:\b(?:permissions?|scopes?|access|rights|privileges?|read|write)\b)|(?:guarded|protected|gated|controlled)\s+by\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}permissions?\b|(?:requires?|needs?)\s+(?:an?\s+)?(?:explicit\s+|runtime\s+)?permission\b|no\s+access\s+to\s+[^.;|]{1,40}\bunless\b|permissions?\s+(?:is|are)\s+(?:\w+ly\s+)?(?:scoped|limited|restricted)\s+to\b|cannot\s+(?:modify|change|alter|delete)\s+(?:your|any|user)\b|only\s+(?:get|read)\s+(?:requests?|operations?|calls?|access)\b|contents:\s*read\b|cannot\s+write\s+to\s+(?:the\s+)?(?:system|disk|file\s?system|database|files)\b"
_ENCRYPTED = (
    r"(?<!un)encrypt(?:ed|s|ion|ing)?\b(?!\s+(?:keys?\b(?!-)|your|e-?mail|communication|message|report))"
    r"|only\b[^.;|]{0,40}?\bdecrypt\w*|plain\s+http\b[^.;|]{0,20}?\b(?:refused|rejected|disabled|not\s+(?:supported|accepted))\b|never\s+sees?\s+(?:the\s+)?(?:plain\s?text|clear\s?text)|encipher\w*|sealed\s+(?:with|under)\b|(?:with|by|via|using)\s+(?:windows\s+)?dpapi\b|(?<!no )(?:mutual\s+)?m?tls\b|rustls|\bssl\b|(?<!http/)(?<!http or )(?<!http and )(?<!http\(s\) )(?<!outbound )(?<!\(on )(?<!not )https(?!://|\s+(?:credentials?|requests?|traffic|endpoints?|urls?|calls|clones?|ports?|through|links?|addresses|to(?!\s+(?:protect|secure|encrypt|ensure|prevent)))\b)|aes[\s-]?\d*|chacha20\w*|(?:tls\s+"
    r"|ssl\s+)?certificate\s+(?:validation|verification|pinning|checks?)"
    r"|validat\w+\s+(?:\w+\s+){0,2}certificates?|no\s+(?:cleartext|plain-?text)\s+(?:http|traffic|transport|connections?)\b|(?:key\s?chain|key\s?ring|credential\s+(?:manager|locker|store)|secret\s+service|vault)\b[^.|]{0,60}?\b(?:never|not)\s+(?:(?:stored|kept|saved|written|held|persisted)\s+)?(?:in\s+|as\s+)?(?:plain-?\s?text|clear-?\s?text|the\s+clear)\b|(?:protected|secured?|ciphered)\s+(?:\w+\s+){0,3}at[\s-]rest\b"
)

_WORDS = {
    "dry-run": Wording(rf"\b(?:{_DRY})"),
    "secret-masking": Wording(rf"\b(?:{_MASKED})"),
    "audit-logging": Wording(rf"\b(?:{_AUDITED})"),
    "sandboxing": Wording(rf"\b(?:{_SANDBOXED})"),
    "least-privilege": Wording(rf"\b(?:{_LEAST}|{_GRANTED})"),
    "encryption": Wording(rf"\b(?:{_ENCRYPTED})"),
}

ABOUT = (*_WORDS, "other")


_PATHS = Wording(
    r"\bvalidat\w+\s+(?:\w+\s+){0,2}paths?\b|\bpaths?\s+(?:are|is|get)\s+(?:\w+ly\s+)?(?:validated|saniti[sz]ed|checked|canonicali\w+|normali\w+|resolved)\b"
    r"|\b(?:path|file\s*path|directory)\s+(?:validation|normali[sz]ation)\b|\bpaths\b[^;|]{0,60}?\b(?:are|is)\s+(?:rejected|refused|denied|blocked)\b"
)
_BOUNDS = Wording(
    r"\b(?:director(?:y|ies)|folders?|roots?|workspaces?|allowed|permitted|allow-?list\w*|outside|within|inside|travers\w+|escap\w+|confin\w+|contain(?:ed|ment)|sandbox\w*|symlinks?|prefix\w*|boundar\w+)\b|(?<![\w.])\.\.(?![\w.])|\babsolute\s+paths"
)
"""What confines a path: without it in sight, one that is validated may lie anywhere."""


def confines_paths(text: str, around: str) -> int | None:
    """Return where a text says that paths are examined, if it or what stands around it tells of bounds."""
    match = _PATHS.search(text)
    return match.start() if match and _BOUNDS.search(f"{text} / {around}") else None


_VERB = Wording(r"\b(?:is|are|was|were|has|have|will|must|gets?)\b")
_LONGEST_SUBJECT = 60


@lru_cache(maxsize=512)  # the same headings stand above many statements
def subjects_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return each subject that a text names and where its words begin; a mechanism that is none of these is `other`.

    A log is told where it is named, since who does what may stand lines above.
    """
    found = ((about, wording.search(text)) for about, wording in _WORDS.items())
    return tuple(
        (about, match.end() - 1 if about == "audit-logging" else match.start()) for about, match in found if match
    )


def subjects_below(lead: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield each subject that an item names together with what introduces it: "Tokens are:", and below it "never logged"."""
    verb = _VERB.search(lead)
    spoken_of = lead[: verb.start()] if verb else lead.rstrip("*_: ")
    introduced = f"{spoken_of.replace('. ', ' ')[-_LONGEST_SUBJECT:]} {text}"
    for about, wording in _WORDS.items():
        if (match := wording.search(introduced)) and match.end() > len(introduced) - len(text):
            yield about, 0
