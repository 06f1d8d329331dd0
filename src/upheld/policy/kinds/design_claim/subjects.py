"""What a claim about the design is about: the words of each subject."""

from collections.abc import Iterator

from upheld.policy.wording import Wording

_SENSITIVE = (
    r"(?:secrets?|tokens?|credentials?|passwords?|passphrases?|(?:api|private|secret|signing"
    r"|encryption)\s+keys?|keys|cookies|sensitive\s+(?:\w+\s+)?(?:data|information|values?|headers?|fields?"
    r"|content|parameters?|details)|pii|personal\s+data|authorization\s+headers?)"
)
_NEVER = r"(?:never|not|\w+n['’]t|no\s+longer|cannot|without)"
_LOGGED = (
    r"(?:logged|logs?\b|logging|printed|echoed|written\s+to\s+(?:the\s+)?(?:logs?|stdout|stderr|console)"
    r"|displayed|stored\s+in\s+[^.;|]{0,60}?\b(?:logs?|exceptions?)\b|(?:exposed?|included?|shown|returned|leaked?|appears?|present)\s+in\s+[^.;|]{0,60}?\b(?:logs?"
    r"|outputs?|errors?|exceptions?|responses?))"
)
_FOLDER = r"(?:dirs?|director(?:y|ies)|folders?|workspaces?|roots?|paths?|projects?|trees?)"
_SANDBOXED = (
    r"sandbox(?:es|ed|ing)?|chroot\w*|seccomp|apparmor|selinux|gvisor|landlock|bubblewrap|firejail|jailed"
    r"|(?:path|directory)[\s-]traversal\s+(?:attacks?\s+)?(?:(?:is|are)\s+)?(?:prot|prev|guard|block|check|def|valid|saniti"
    r"|mitig|reject|attempts\s+are)\w*|(?:prevent|block|reject|protect|guard|stop)\w*\s+(?:against\s+)?(?:path"
    r"|directory)[\s-]traversal|symlinks?|multi[\s-]tenan\w+|"
    r"(?:process|user|session|tenant|organi[sz]ation|account|client|workspace|container|execution|runtime|code|memory|plugin|worker|pod"
    r"|data|project|database|storage|context|environment|network)s?(?:[\s-]level)?[\s-]+isolat\w+|"
    r"isolat(?:e|es|ed|ion)\s+(?:(?:server|worker|child|sub)?\s*process\w*|(?:per|by|from|in|between|within|of"
    r"|each|every|inside|containers?|environments?|contexts?|workers?|v8|vms?|users?|sessions?)\b)|"
    r"(?:each|every)\s+(?:[\w'’]+\s+){1,5}isolated\b|spawns?\s+(?:a\s+)?(?:new|fresh)\s+process|(?:own|separate|isolated|dedicated|fresh|disposable|throwaway|ephemeral)\s+(?:sub|child"
    r"|worker\s+)?(?:process(?:es)?|containers?|namespaces?|(?:micro-?)?vms?\b)|"
    r"(?:path|file\s*path|directory)\s+(?:\w+\s+and\s+)?(?:saniti[sz]ation|containment|confinement|restrictions?"
    r"|whitelist\w*|allow-?list\w*)|(?:file\s+)?access\s+(?:is\s+)?(?:restricted|confined"
    r"|limited)\s+to(?!\s+(?:\w+\s+){0,3}(?:networks?|users?|maintainers?|admin\w*|roles?|ips?)\b)|"
    rf"(?:confined|restricted|limited|scoped|constrained|bound)\s+to\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:allowed"
    rf"|permitted|whitelisted|allow-?listed|approved|configured|safe|base|designated)\s+(?:\w+\s+)?{_FOLDER}|"
    rf"outside\s+(?:of\s+)?(?:the|your|its|a|an|of)\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:only\s+\w+|operat\w+|works?"
    rf"|writ\w+|reads?)\s+(?:\w+\s+){{0,2}}(?:files\s+)?(?:with)?in(?:side)?\s+(?:the|your"
    rf"|its)\s+(?:\w+\s+){{0,3}}{_FOLDER}|"
    r"paths?\s+(?:are|is|get)\s+(?:\w+ly\s+)?confined|"
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
    r"(?:all|every|each)\b[^.;|]{0,100}?\b(?:(?:is|are|gets?)\s+(?:\w+ly\s+)?)?(?:logged|recorded)\b|"
    r"(?:actions?|operations?|events?|attempts?|requests?|calls?|uses?|commands?|queries|mutations?|transactions?|changes|access|decisions?|executions?"
    r"|invocations?|sessions?)\s+(?:is|are|gets?)\s+(?:[\w-]+\s+and\s+)?(?:\w+ly\s+)?(?:logged|recorded|audited|auditable)"
)
_MASKED = (
    r"redact\w*|(?:automat\w+|secret|output|response)\s+scrubb(?:ing|ed)\b|(?:secret|token|credential|password|pii|log|key)s?[\s-](?:mask|scrub|saniti[sz])\w+|data[\s-](?:mask|scrub)\w+|(?:is"
    r"|are|gets?|automatically)\s+(?:\w+ly\s+)?(?:masked|scrubbed)|masks?\s+(?:\w+\s+){0,2}(?:columns?|fields?)\b|masks?\s+(?:\w+\s+){0,2}"
    + _SENSITIVE
    + "|"
    rf"{_SENSITIVE}\b[^.;|]{{0,80}}?\b{_NEVER}\s+(?:be\s+|get\s+)?(?:\w+,\s*|\w+\s+or\s+)?{_LOGGED}"
    rf"|logs\s+(?:contain|include|hold|carry|show)\s+no\s+(?:\w+\s+){{0,2}}{_SENSITIVE}"
    rf"|{_NEVER}\s+(?:\w+ly\s+)?(?:log|logs|record|records|logging)\s+(?:\w+\s+){{0,3}}(?:bod(?:y|ies)|payloads?|prompts?|(?:message|file|request|response|user)\s+(?:contents?|data))\b"
    rf"|{_NEVER}\s+(?:\w+\s+(?:or|and)\s+)?(?:log|print|echo|display"
    rf"|expos)\w*\s+(?:or\s+\w+\s+)?(?:\w+\s+){{0,2}}{_SENSITIVE}|"
    rf"no\s+(?:\w+\s+){{0,2}}{_SENSITIVE}[^.;|]{{0,50}}?\b(?:in|into|to)\s+(?:\w+,?\s+){{0,3}}(?:and\s+"
    rf"|or\s+)?(?:logs?|responses?|(?:crash\s+|error\s+)(?:messages?|outputs?|reports?)|errors)\b|(?:strip|scrub|saniti[sz]|normali[sz]|clean)\w*\s+(?:\w+\s+){{0,2}}(?:errors?|messages?|outputs?|responses?)\b[^.;|]{{0,160}}?\b{_SENSITIVE}|"
    rf"no\s+{_SENSITIVE}\s+(?:is|are)\s+(?:ever\s+)?{_LOGGED}|"
    rf"(?:strip|scrub|filter|remov|obfuscat|mask|saniti[sz]|omit|hid)\w*\s+(?:\w+\s+){{0,3}}{_SENSITIVE}\s+(?:from"
    rf"|in|before)|{_SENSITIVE}\s+(?:\w+\s+)?(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:stripped|scrubbed|masked"
    rf"|obfuscated|hidden|omitted|filtered)|"
    rf"logs?\w*\s+(?:do|does|must|should|will)?(?:es)?\s*(?:not|n['’]t|never)\s+(?:\w+\s+){{0,2}}{_SENSITIVE}"
    rf"|logging\s+(?:\w+\s+)?(?:{_SENSITIVE}|without\s+{_SENSITIVE})|(?:saniti[sz]ed|safe|secure)\s+log(?:s|ging)"
    rf"|exclud\w+\s+" + _SENSITIVE + r"\b(?!\s+files?\b)"
    rf"|(?:errors?|exceptions?|responses?|outputs?|results?|messages?|logs?|tracebacks?|stack\s+traces?|diagnostics)(?:\s+\w+)?\s+(?:(?:do|does|will|can|must|may)\s*(?:not|n['’]t)|never|cannot)\s+(?:ever\s+)?(?:leak|reveal|disclose|contain|include|expose|carry|show|echo|print)s?\s+(?:[\w-]+,?\s+(?:or\s+|and\s+)?){{0,4}}?(?!sensitive){_SENSITIVE}"
)
_DRY = (
    r"(?<!package )(?<!registry )(?<!publish )(?<!publication )(?<!release )(?<!pack )(?<!pack --)(?<!publish --)dry[\s_-]?runs?\b|simulation\s+mode|simulat\w+\s+(?:\w+\s+){0,2}(?:instead|without|before)"
    r"|preview\s+(?:mode|only|instead|before)|no-?op\s+mode|without\s+(?:actually\s+)?(?:executing|applying)"
)
_LEAST = (
    r"least[\s-]privileges?|(?:minimal|minimum|lowest|limited|restricted|reduced|scoped|fine-grained"
    r"|granular)\s+(?!with\b|by\b|via\b|using\b)(?:\w+\s+){0,2}(?:permissions?|privileges?|rights|scopes?)\b"
    r"|(?:fine-grained|granular),?\s+(?:[\w-]+,?\s+){0,3}access\s+control|cannot\s+bypass\s+(?:[\w'’]+\s+){0,3}permissions|"
    r"read[\s_-]?only(?![a-z])(?!\s+(?:for\s+owner|root|file\s*system|by\s+owner|access\s+to\s+the\s+(?:repo|source)))"
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
_GRANTED = r"(?:default[\s-]deny|deny[\s-]by[\s-]default)\s+(?:\w+\s+){0,2}(?:access|permissions?|privileges?)\b|(?:access|permissions?|privileges?)\s+(?:is|are)\s+denied\s+by\s+default|no\s+(?:write|delete|shell|root|admin)\s+access\b|(?:guarded|protected|gated|controlled)\s+by\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}permissions?\b|(?:requires?|needs?)\s+(?:an?\s+)?(?:explicit\s+|runtime\s+)?permission\b|no\s+access\s+to\s+[^.;|]{1,40}\bunless\b|permissions?\s+(?:is|are)\s+(?:\w+ly\s+)?(?:scoped|limited|restricted)\s+to\b|cannot\s+(?:modify|change|alter|delete)\s+(?:your|any|user)\b|only\s+(?:get|read)\s+(?:requests?|operations?|calls?|access)\b|contents:\s*read\b|cannot\s+write\s+to\s+(?:the\s+)?(?:system|disk|file\s?system|database|files)\b"
_ENCRYPTED = (
    r"(?<!un)encrypt(?:ed|s|ion|ing)?\b(?!\s+(?:your|e-?mail|communication|message|report))"
    r"|(?:mutual\s+)?m?tls\b|rustls|\bssl\b|(?<!http/)(?<!http or )(?<!http and )(?<!http\(s\) )(?<!outbound )(?<!\(on )(?<!not )https(?!://|\s+(?:requests?|traffic|endpoints?|urls?|calls|clones?|ports?|through|links?|addresses|to(?!\s+(?:protect|secure|encrypt|ensure|prevent)))\b)|aes[\s-]?\d*|chacha20\w*|(?:tls\s+"
    r"|ssl\s+)?certificate\s+(?:validation|verification|pinning|checks?)"
    r"|validat\w+\s+(?:\w+\s+){0,2}certificates?|no\s+(?:cleartext|plain-?text)\s+(?:http|traffic|transport|connections?)\b|(?:key\s?chain|key\s?ring|credential\s+(?:manager|locker|store)|secret\s+service|vault)\b[^.|]{0,60}?\b(?:never|not)\s+(?:(?:stored|kept|saved|written|held|persisted)\s+)?(?:in\s+|as\s+)?(?:plain-?\s?text|clear-?\s?text|the\s+clear)\b|(?:protected|secured?|ciphered)\s+(?:\w+\s+){0,3}at[\s-]rest\b"
)

_WORDS = {
    "dry-run": Wording(rf"(?<![a-z])(?:{_DRY})"),
    "secret-masking": Wording(rf"\b(?:{_MASKED})"),
    "audit-logging": Wording(rf"\b(?:{_AUDITED})"),
    "sandboxing": Wording(rf"\b(?:{_SANDBOXED})"),
    "least-privilege": Wording(rf"(?<![a-z])(?:{_LEAST})|\b(?:{_GRANTED})"),
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


def subjects_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield each subject that a text names and where its words begin; a mechanism that is none of these is `other`."""
    for about, wording in _WORDS.items():
        if match := wording.search(text):
            yield about, match.start()
