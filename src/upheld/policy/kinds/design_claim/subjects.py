"""What a claim about the design is about: the words of each subject."""

from collections.abc import Iterator

from upheld.policy.wording import Wording

_SECRET = r"(?:secrets?|tokens?|credentials?|passwords?|passphrases?|(?:api|private|secret|signing|encryption)\s+keys?|keys|cookies|sensitive\s+(?:\w+\s+)?(?:data|information|values?|headers?|fields?|content|parameters?|details)|pii|personal\s+data|authorization\s+headers?)"
_NEVER = r"(?:never|not|\w+n['’]t|no\s+longer|cannot|without)"
_LOGGED = r"(?:logged|logs?\b|logging|printed|echoed|written\s+to\s+(?:the\s+)?(?:logs?|stdout|stderr|console)|displayed|(?:exposed?|included?|shown|returned|leaked?|appears?|present)\s+in\s+[^.;|]{0,60}?\b(?:logs?|outputs?|errors?|exceptions?|responses?))"
_FOLDER = r"(?:director(?:y|ies)|folders?|workspaces?|roots?|paths?|projects?|trees?)"
_SANDBOXED = (
    r"sandbox(?:es|ed|ing)?|chroot\w*|seccomp|apparmor|selinux|gvisor|landlock|bubblewrap|firejail|jailed|(?:path|directory)[\s-]traversal\s+(?:attacks?\s+)?(?:(?:is|are)\s+)?(?:prot|prev|guard|block|check|def|mitig|reject|attempts\s+are)\w*|(?:prevent|block|reject|protect|guard|stop)\w*\s+(?:against\s+)?(?:path|directory)[\s-]traversal|symlinks?|multi[\s-]tenan\w+|"
    r"(?:process|user|session|tenant|client|workspace|container|execution|runtime|code|memory|plugin|worker|data|project|database|storage|context|environment)s?(?:[\s-]level)?[\s-]+isolat\w+|"
    r"isolat(?:e|es|ed|ion)\s+(?:(?:server|worker|child|sub)?\s*process\w*|(?:per|by|from|in|between|within|of|each|every|inside|containers?|environments?|contexts?|workers?|v8|vms?|users?|sessions?)\b)|"
    r"(?:own|separate|isolated|dedicated)\s+(?:sub|child|worker\s+)?(?:process(?:es)?|containers?|namespaces?|vm)|"
    r"(?:path|file\s*path|directory)\s+(?:validation|saniti[sz]ation|containment|confinement|restrictions?|whitelist\w*|allow-?list\w*|normali[sz]ation)|(?:file\s+)?access\s+(?:is\s+)?(?:restricted|confined|limited)\s+to|"
    rf"(?:confined|restricted|limited|scoped|constrained|bound)\s+to\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:allowed|permitted|whitelisted|allow-?listed|approved|configured|safe|base|designated)\s+(?:\w+\s+)?{_FOLDER}|"
    rf"outside\s+(?:of\s+)?(?:the|your|its|a|an|of)\s+(?:\w+\s+){{0,3}}{_FOLDER}|(?:only\s+\w+|operat\w+|works?|writ\w+|reads?)\s+(?:\w+\s+){{0,2}}(?:files\s+)?(?:with)?in(?:side)?\s+(?:the|your|its)\s+(?:\w+\s+){{0,3}}{_FOLDER}|"
    r"validat\w+\s+(?:\w+\s+){0,2}paths?|paths?\s+(?:are|is|get)\s+(?:\w+ly\s+)?(?:validated|sanitized|sanitised|checked|confined|canonicali\w+|normali\w+|resolved)|"
    r"cannot\s+(?:access|connect\s+to|read|see|reach)\s+(?:each\s+other|(?:other|another|user)\b)|cross-(?:user|tenant|session)\s+access"
)
_AUDITED = (
    r"(?<!in )(?<!in the )audit[\s-]+(?:log|trail|record|stor|event|retention|sink|chain)\w*|(?<!chain )auditable|tamper[\s-](?:evident|proof|resistant)\s+(?:\w+\s+)?logs?|(?:access|security|activity|event|operation|action|request)s?(?:\s+event)?\s+logging|"
    r"(?:logs?|records?)\s+(?:all|every|each)\b|logging\s+of\s+(?:all|every|security)|(?:comprehensive|detailed|complete|structured|full)\s+(?:\w+\s+)?logging\b|logging\s+and\s+(?:monitoring|auditing)|"
    r"(?:all|every|each)\b[^.;|]{0,60}?\b(?:(?:is|are|gets?)\s+(?:\w+ly\s+)?)?(?:logged|recorded|audited)\b|"
    r"(?:actions?|operations?|events?|attempts?|requests?|calls?|changes|access|decisions?|executions?|invocations?)\s+(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:logged|recorded|audited)"
)
_MASKED = (
    r"redact\w*|(?:secret|token|credential|password|pii|data|log|key)s?[\s-](?:mask|scrub|saniti[sz])\w+|(?:is|are|gets?|automatically)\s+(?:\w+ly\s+)?(?:masked|scrubbed)|masks?\s+(?:\w+\s+){0,2}"
    + _SECRET
    + "|"
    rf"{_SECRET}\b[^.;|]{{0,80}}?\b{_NEVER}\s+(?:be\s+|get\s+)?(?:\w+,\s*|\w+\s+or\s+)?{_LOGGED}|{_NEVER}\s+(?:\w+\s+(?:or|and)\s+)?(?:log|print|echo|display|expos)\w*\s+(?:or\s+\w+\s+)?(?:\w+\s+){{0,2}}{_SECRET}|"
    rf"no\s+(?:\w+\s+){{0,2}}{_SECRET}[^.;|]{{0,50}}?\b(?:in|into|to)\s+(?:\w+,?\s+){{0,3}}(?:and\s+|or\s+)?logs?\b|no\s+{_SECRET}\s+(?:is|are)\s+(?:ever\s+)?{_LOGGED}|"
    rf"(?:strip|scrub|filter|remov|obfuscat|mask|saniti[sz]|omit|hid)\w*\s+(?:\w+\s+){{0,3}}{_SECRET}\s+(?:from|in|before)|{_SECRET}\s+(?:\w+\s+)?(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:stripped|scrubbed|masked|obfuscated|hidden|omitted|filtered)|"
    rf"logs?\w*\s+(?:do|does|must|should|will)?(?:es)?\s*(?:not|n['’]t|never)\s+(?:\w+\s+){{0,2}}{_SECRET}|logging\s+(?:\w+\s+)?(?:{_SECRET}|without\s+{_SECRET})|(?:saniti[sz]ed|safe|secure)\s+log(?:s|ging)|exclud\w+\s+"
    + _SECRET
    + r""
)
_DRY = r"dry[\s_-]?runs?\b|simulation\s+mode|simulat\w+\s+(?:\w+\s+){0,2}(?:instead|without|before)|preview\s+(?:mode|only|instead|before)|no-?op\s+mode|without\s+(?:actually\s+)?(?:executing|applying)"
_LEAST = (
    r"least[\s-]privileges?|(?:minimal|minimum|lowest|limited|restricted|reduced|scoped|fine-grained|granular)\s+(?:\w+\s+){0,2}(?:permissions?|privileges?|rights|scopes?)\b|"
    r"read[\s-]?only\b(?!\s+(?:for\s+owner|root|file\s*system|by\s+owner|access\s+to\s+the\s+(?:repo|source)))|non[\s-]?(?:root|privileged|admin\w*)\b|rootless|unprivileged|(?:normal|regular|standard|current|dedicated|same)\s+user(?:['’]s)?\s+(?:account|permissions?|privileges?)|as\s+(?:a\s+)?(?:normal|regular|standard|the\s+current)\s+user|"
    r"(?:no|not|don['’]t|doesn['’]t|never|without|avoid)\s+(?:\w+\s+){0,5}?(?:root\b|admin(?:istrat\w+)?\s+(?:privileges?|rights|access)|elevated\s+\w+|sudo\b|superuser)|(?:drops?|dropped|elevates?)\s+(?:\w+\s+)?(?:capabilities|privileges)|"
    r"(?:write|mutat\w+|destructive|dangerous|state-changing|trading|privileged)\b[^.;|]{0,50}?\b(?:disabled|off)\s+by\s+default|must\s+be\s+(?:explicitly\s+(?:set|enabled)|(?:set|enabled)\s+explicitly)|"
    r"principle\s+of\s+least|get-only|(?:cannot|never|(?:does|do)\s+not|doesn['’]t)\s+(?:issue|make|perform|execute|allow|permit)\s+(?:any\s+|an?\s+)?(?:mutat|write|destructive|state-chang|modif)\w*"
)
_ENCRYPTED = r"(?<!un)encrypt(?:ed|s|ion|ing)?\b(?!\s+(?:your|e-?mail|communication|message|report))|(?:mutual\s+)?m?tls\b|rustls|\bssl\b|https(?!://)|aes[\s-]?\d*|chacha20\w*|(?:tls\s+|ssl\s+)?certificate\s+(?:validation|verification|pinning|checks?)|at[\s-]rest\b"

_WORDS = {
    "dry-run": Wording(rf"\b(?:{_DRY})"),
    "secret-masking": Wording(rf"\b(?:{_MASKED})"),
    "audit-logging": Wording(rf"\b(?:{_AUDITED})"),
    "sandboxing": Wording(rf"\b(?:{_SANDBOXED})"),
    "least-privilege": Wording(rf"\b(?:{_LEAST})"),
    "encryption": Wording(rf"\b(?:{_ENCRYPTED})"),
}


def subjects_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield each subject that a text names and where its words begin; a mechanism that is none of these is `other`."""
    for about, wording in _WORDS.items():
        if match := wording.search(text):
            yield about, match.start()
