"""The wordings that keep something out of a repository: "never commit", "not hard-coded", "no ... in code", "gitignored"."""

import re

from upheld.policy.statements import Statement, introduces
from upheld.policy.wording import Wording

_GATE = Wording(
    r"\b(?:key|token|secret|credential|password|passphrase|sensitive|cred|login|PAT|cert|config|host|endpoint|address|connection|\w+_(?:key|token|secret|pass))|\.env\b|\benv\w*\s+file|\b(?:infrastructure|internal|intranet|kubeconfigs?|ips?|variables|settings|servers?|machines?|seed|mnemonics?|wallets?|tfstate|state|inventory|prod|production|certs?|logins?|pins)\b|\.pem\b|\b(?:them|these|those|they|it)\b|\bgit-?ignore"
)
"""Small, and asked first: the wordings below take longer to compile than most policies to read."""
_NOT = r"(?:\b(?:never|not|cannot|avoid|don['’]ts?|without|nor|no\s+longer|refrain\s+from|prohibit(?:s|ed)?|forbid(?:s|den)?)\b|n['’]t\b|❌|🚫|⛔)"
_PLACE = (
    r"(?:(?<![\w.-])git(?![\w-])|\b(?:repos?|repositor(?:y|ies))\b(?!['’])|\b(?:source|application|client)[\s-]?(?:code|files?)\b"
    r"|\bcode(?:\s?base)?\b(?!\s+(?:review|scan|exec|snippet|inject|path|block|of)\w*)|\b(?:version|source|revision)[\s-]control\b|\bvcs\b|\bcommits?\b|\b(?:in|into)\s+(?:the\s+)?source\b|\bworkflows?\b|\bcommitted\b|\btracked\s+files?\b)"
)
_NAMED = r"(?:\w+_)?(?:keys?|tokens?|secrets?|credentials?|passwords?|passphrases?|certificates?|PATs?|\.env|sensitive\s+\w+)(?:_\w+)?"
_COMMITTING = (
    r"(?:commit(?:s|ted|ting)?(?!\s+(?:sha|hash|id|messages?|ourselves|resources)\b)(?!\s+to\b(?!\s+(?:the\s+|our\s+|this\s+|your\s+|a\s+|any\s+|public\s+|source\s+|version\s+)*(?:git|repo\w*|code\w*|control|source|vcs)))"
    r"|check(?:s|ed|ing)?[\s-]in(?:to)?|hard[\s-]?cod(?:e|es|ed|ing))\b"
)
_PLACING = r"(?:stor|put|includ|plac|embed|expos|publish|shar|bak|keep|kept|leav|writ|contain|present|ship|sav|persist|add|bundl|push|track|upload|hav|hold|belong|live|appear|exist|find|go|goes|reside|land|allow|permit|part\s+of|place\s+in|business\s+in)\w*"
_KEEPS_OUT = Wording(
    rf"{_NOT}[\s:*_!]*(?:\w+\s+){{0,3}}check(?:ed|ing)?\s+(?:[\w'’,/.-]+\s+){{1,5}}?in(?:to)?\b[^.;]{{0,20}}?{_PLACE}|"
    rf"{_NOT}[\s:*_!.-]*(?:[\w/-]+[\s*]+(?:[,/]\s*)?){{0,4}}{_COMMITTING}"
    rf"|{_NOT}[\s:*_!]*(?:[\w/-]+\s+){{0,3}}{_PLACING}\b[^;]{{0,120}}?{_PLACE}"
    r"|^\W*(?:never|do\s+not|don['’]t|avoid)\s+(?:expos|put|plac|stor|sav|writ|includ|keep)\w*\s+[^.;]{0,60}\bin(?:to)?\s+[^.;]{0,30}?(?:\.(?:toml|json|ya?ml|ini|conf|cfg|properties)\b|\bconfig(?:uration)?\s+files?\b)"
    rf"|\b(?:never|not|rather\s+than)\s+(?:\w+\s+)?(?:in|into|inside)\s+[^.;:]{{0,30}}{_PLACE}"
    rf"|\b(?:(?:out|outside)\s+of|(?:away|absent|excluded|stripped|omitted)\s+from|free\s+(?:of|from)[^.;:]{{0,60}}\bin)\s+[^.;:]{{0,30}}(?:{_PLACE}|\btree\b|\bgithub\b)"
    rf"|\b(?:kept|stored|lives?|held|managed|stays?)\s+in\s+(?:an?\s+)?(?:separate|another|private|closed|internal)\b[^.;]{{0,20}}\brepo|\b(?:repo\w*|source|project|package|code)\b[^.;]{{0,40}}\b(?:ships?|comes?|(?:is|was)\s+published)\s+without\b"
    rf"|\b(?:no|zero)\b(?:[\s*]+[\w,/&-]+){{0,5}}?[\s*]+{_NAMED}\b[^.;:]{{0,60}}?\b(?:in|into|inside|within|to|committed|checked)\b[^.;:]{{0,40}}?{_PLACE}"
    r"|\b(?:no|zero|free\s+(?:of|from))\s+(?:\w+\s+){0,2}hard[\s-]?coded\b"
    rf"|{_PLACE}[^.;:]{{0,40}}\b(?:contains?\s+no|never\s+(?:contains?|includes?|holds?|stores?)|holds?\s+no|has\s+no|have\s+no|free\s+(?:of|from)|(?:do|does|must|should|may|will|shall)\s*(?:not|n['’]t)\s+(?:\w+\s+){{0,4}}(?:contain|include|hold|store|have))\b(?![^.;]{{0,60}}\bplain)"
)
_NAMES = (
    r"(?:\b(?:\w+_)?(?:keys?|tokens?|secrets?|credentials?|creds|passwords?|passphrases?|certificates?|PATs?|(?:kube)?config\w*|settings|variables|state|host\s?names?|hosts?|ips?|addresses|urls?|domains?|endpoints?|server\s+names|servers|machines|intranet|wallets?|mnemonics?|seed\s+phrases?|tfstate|inventory|logins?|certs?|pins|kubeconfigs?|production\s+\w+)(?:_\w+)?\b"
    r"|\.(?:env|pem|key|p12)\b|\bsensitive\s+\w+)"
)
_NONE = r"(?:\b(?:no|not|never|none|nowhere|neither|nor|cannot|forbidden|nobody|zero)\b|n['’]t\b|❌|🚫)"
_IN_REPO = (
    r"(?:\b(?:in|into|to|inside|of|from|on|within|onto|through|alongside|with|enters?|reach(?:es)?|touch(?:es)?)\s+(?:(?:the|this|our|any|a|an|its|all|public|git|every)\s+){0,3}(?:(?:repos?|repositor(?:y|ies)|code(?:\s?base)?|source(?:s|\s+(?:code|tree|files?))?|tree|(?:git|commit)\s+history|history|commits?|pull\s+requests?|merge\s+requests?|patch(?:es)?|version\s+control|vcs|git|github)\b(?![\s-]+(?:secrets?|settings|variables|actions|issues?|discussions?|review|scan\w*|exec\w*|path)\b)(?!['’\w-]))"
    r"|\b(?:committed|checked\s+in|tracked|versioned|pushed)\b|\b(?:in\s+)?here\b(?=\W*$)|\b(?:in|into|to)\s+any\s+(?:\w+\s+)?files?\b|\b(?:embedded|bundled|baked|shipped|included)\s+in(?:to)?\s+(?:this|the|our)\s+(?:\w+\s+)?(?:package|binar(?:y|ies)|image|bundle|extension)\b)"
)
_A_SECRET = Wording(_NAMES)
_PLACED = Wording(_IN_REPO)
_KEPT_FROM = Wording(
    rf"{_NONE}(?!\s+(?:if|when|only)\b)|\b(?:refus|reject|block|stop|prevent|bar|fail)\w*\b|\bturns?\s+(?:down|away)\b|\bin\s+vain\b|\bkeep\w*(?=[^.;]{{0,60}}\bout\b)|\b(?:lives?|stored|kept|managed)\s+in\s+[^.;]{{0,20}}?\b(?:separate|private|closed|internal)\b(?=[^.;]{{0,10}}$)"
)
_HELD = Wording(
    rf"\b(?:repos?|repositor(?:y|ies)|history|git|tree|commits?|fixtures|codebase)\b[^.;]{{0,40}}?{_NONE}\s+(?:\w+\s+){{0,2}}?(?:contain|hold|has|have|had|carr|embed|includ|see|saw|know|knew|ship|list|bear|hid)\w*|\b(?:code|package|source)\s+(?:\w+\s+){{0,2}}?{_NONE}\s+(?:contain|hold|carr|embed|includ)\w*"
    r"|\b(?:repos?|repositor(?:y|ies)|history|git|tree|codebase)\b[^.;]{0,40}?\b(?:knows?|has|contains?|holds?|carries|sees|ships)\s+(?:no|nothing|neither|zero)\b(?!\s+(?:\w+\s+){0,2}(?:for|access|tests?|need)\b)"
    r"|\b(?:(?:refus|reject|block|stop|prevent|bar|catch)\w*|turns?\s+(?:down|away))\b[^.;]{0,30}?\b(?:commits?|push(?:es)?|pull\s+requests?|patch(?:es)?)\b"
    r"|\b(?:commits?|push(?:es)?|pull\s+requests?|patch(?:es)?)\b[^.;]{0,80}?\b(?:(?:is|are|gets?|will\s+be)\s+(?:\w+ly\s+)?(?:rejected|refused|blocked|declined|reverted|closed|rewritten|sent\s+back|turned\s+(?:down|away))|not\s+(?:be\s+)?(?:accepted|merged|allowed|pass))\b"
    r"|\bcommitting\s+[^.;]{0,60}?\b(?:forbidden|prohibited|banned|not\s+(?:allowed|permitted|tolerated))\b|\b(?:nobody|no\s+one)\s+(?:\w+\s+){0,2}?(?:commits?|checks\s+in|pushes)\b|\b(?:secret|password|credential|key|token)s?-free\b|\bunversioned\b"
    r"|\b(?:repos?|repositor(?:y|ies)|git|code(?:\s?base)?|history)\b[^.;]{0,20}\b(?:is|are)\s+(?:no|not\s+(?:a|the))\s+place\s+for\b|\b(?:never|do\s+not|don['’]t)\s+push\b|\b(?:clone|checkout)s?\b[^.;]{0,20}\bfree\s+(?:of|from)\b"
    r"|\bhard[\s-]?cod(?:ed|ing)\b[^.;]{0,40}\b(?:not\s+(?:allowed|permitted|tolerated|accepted)|forbidden|prohibited|banned)\b|\b(?:source\s+code|repository)\b[^.;]{0,20}\bwithout\b"
)
"""What does not hold, or does not let in, what is named before or after it."""
_NEAR = 60
_BREAK = Wording(r"[.;](?!\w)")
_SOUGHT = Wording(
    r"\b(?:looks?|search\w*|check\w*|test\w*|hunts?)\s+(?:\w+\s+){0,3}?for\b|\b(?:write|read|push)\s+(?:access|permissions?|rights?|to)\b|\bpermissions?\s+to\b|\bplain[\s-]?text\b|\b(?:un)?signed\b|\b(?:if|when)\s+no\b|\bnot\s+(?:all|every)\b|\b(?:no|any)\s+way\s+to\b|\b(?:once|by\s+mistake|accidentally|vulnerabilit(?:y|ies))\b"
)
_IGNORED = Wording(
    r"\bgit[\s-]?ignored\b|\b(?:is|are)(?:n['’]t|\s+(?:not|never))\s+tracked\b|(?<!your )\.gitignore\s+(?:file\s+)?(?:\w+ly\s+|already\s+)?(?:blocks|excludes|ignores|covers|lists|contains|includes)\b|\b(?:in|into|to|via|by|through)\s+(?:(?:the|your|our)\s+)?\.gitignore\b|\bignored\s+(?:by|in)\s+git\b|\bgit\s+ignores\b"
    r"|\bexcluded\s+from\s+(?:the\s+)?(?:git|version\s+control|source\s+control|the\s+repo\w*|commits?)\b|\b(?:is|are|kept|keeps?|stays?|remains?|left)\s+(?:\w+\s+){0,2}untracked\b|\([^)]{0,30}\buntracked\)"
)
_UNIGNORED = Wording(r"(?:\bnot|n['’]t)[\s*]+(?:\w+[\s-]+)?$|\bremov(?:ed?|ing)\b[^.;]{0,30}$")
_EXAMPLES = Wording(
    r"\b(?:examples?|samples?|templates?|fixtures?|demos?)\b[^.;]{0,60}\b(?:placeholders?|dumm(?:y|ies)|fake|made[\s-]up|invented|fictional)\b|\b(?:placeholders?|dumm(?:y|ies)|fake|made[\s-]up|invented|fictional)\b[^.;]{0,60}\b(?:examples?|samples?|templates?|fixtures?)\b"
)
_NO_COMMITMENT = Wording(
    r"^\W*(?:if|when|should)\s+[^;:]{0,80}\b(?:committed|pushed|leaked)\b|^\W*(?:wrong|bad|incorrect|insecure)\b(?!\W+(?:never|do\s+not|don['’]t)\b)|\binstead\s+of\s+hard|\b(?:if|when)\s+no\b|\btokens?\s+(?:can(?:not|['’]t)|does\s+not|has\s+no)\b|\b(?:report|proof[\s-]of[\s-]concept|poc)\b|\bif\s+you\s+(?:spot|find|notice|see|discover)\b"
)
_SCANS = Wording(r"\bscann(?:ing|ers?)\b")
_NOT_COMMITTED = Wording(
    r"\b(?:cannot|can['’]t|never|not)\s+(?:be\s+)?(?:\w+ly\s+)?(?:committed|pushed)\b|\bpush\s+protection\b[^.;]{0,60}\b(?:blocks?|rejects?|refuses|prevents?|stops?)\b"
)
"""What a scanner is there for, and more than that it runs."""
_LIST = Wording(
    rf"{_NOT}[\s:*_!]*(?:\w+\s+){{0,4}}{_COMMITTING}|\b(?:repo\w*|code(?:base)?|source|package|commits?)\b[^.;]{{0,40}}\b(?:not|never|n['’]t|no)\b[^.;]{{0,30}}\b(?:contain|include|hold|store|have)\b"
    r"|\bnot\b[^.;]{0,40}\b(?:in|part\s+of|to)\s+(?:this|the|our)\s+(?:\w+\s+)?(?:repo\w*|codebase|source)|\b(?:excluded|kept\s+out|absent)\s+(?:from|of)\s+(?:this|the|our|version|source)\s+(?:\w+\s+)?(?:repo\w*|codebase|control)"
    rf"|(?<!your )\.gitignore\b[^.;]{{0,40}}\b(?:exclu|ignor|cover)\w*[^.;]{{0,30}}:\s*$|{_NOT}[^.;]{{0,40}}\b(?:put|store|include|add|push|place)\w*\b[^.;]{{0,50}}{_PLACE}"
)
_LISTED = Wording(
    rf"{_NONE}[^.;]{{0,60}}?{_IN_REPO}|{_IN_REPO}[^.;]{{0,40}}?{_NONE}|\b(?:keep|kept|stays?|left|out)\s+out(?:side)?\s+of\b[^.;]{{0,30}}?\b(?:git|repo\w*|code\w*|version\s+control|history|commits?)\b"
)
_TITLED = Wording(rf"{_IN_REPO}|\b(?:in\s+git|committed|tracked)\b")
_CELL_NO = Wording(r"\W*(?:no|never|none|not)\b|[❌✗✘🚫]")
_BARE_PROHIBITION = Wording(r"\W*(?:never|do\s+not|don['’]?ts?|avoid)\W*$")
_COMMITS = Wording(rf"\W*{_COMMITTING}")
_SAFE = Wording(r"\b(?:safe|ok(?:ay)?|fine|allowed)\s+to\s+commit\b")
_SUBORDINATE = Wording(r"\bif\b|\bwhat\s+(?:if|to\s+do)\b|\baccidentally\b")


def keeps_out(statement: Statement) -> int | None:
    """Return where a statement says that something is not, or must not be, in the repository."""
    text = statement.text
    if not _GATE.search(text) or _NO_COMMITMENT.search(text):
        return None
    examples = None if _SAFE.search(statement.heading) else _EXAMPLES.search(text)
    if _SCANS.search(text) and not (ignores(statement) or _NOT_COMMITTED.search(text)):
        return None
    match = _KEEPS_OUT.search(text) or examples or ignores(statement) or _NOT_COMMITTED.search(text)
    if match is None and _COMMITS.match(text) and any(map(_BARE_PROHIBITION.match, _above(statement))):
        return 0
    return match.start() if match else _kept_out(text)


def _kept_out(text: str) -> int | None:
    """Return where a secret and the repository are named in a clause that denies that one is in the other."""
    if not _A_SECRET.search(text) or text.rstrip().endswith("?") or _SOUGHT.search(text):
        return None
    for place in _PLACED.all(text):
        begins = max((each.end() for each in _BREAK.all(text[: place.start()])), default=0)
        clause = text[max(begins, place.start() - 2 * _NEAR) : place.start()]
        if _KEPT_FROM.search(clause) and _A_SECRET.search(clause):
            return begins
    held = _HELD.search(text)
    return held.start() if held and _A_SECRET.search(text[max(0, held.start() - _NEAR) : held.end() + _NEAR]) else None


def ignores(statement: Statement) -> re.Match[str] | None:
    """Return where a statement says that git ignores a file."""
    text = statement.text
    return next((each for each in _IGNORED.all(text) if not _UNIGNORED.search(text[: each.start()][-40:])), None)


def is_listed(statement: Statement) -> bool:
    """Tell whether it is an item, and what introduces its list says that the repository does not hold such things."""
    if not _GATE.search(statement.text):
        return False
    if any(map(_TITLED.search, statement.titles)):
        return any(map(_CELL_NO.match, statement.cells[1:]))
    return any(
        (_LIST.search(lead) or _LISTED.search(lead)) and not _SUBORDINATE.search(lead) for lead in _above(statement)
    )


def _above(statement: Statement) -> tuple[str, ...]:
    """Return what introduces the statement's list: the leads that end with a colon, else the heading."""
    introducing = (lead for lead in statement.leads[-2:] if introduces(lead))
    leads = tuple(lead.rsplit(". ", 1)[-1] for lead in introducing)
    return leads or ((statement.heading,) if not statement.leads else ())
