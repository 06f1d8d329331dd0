"""The wordings that keep something out of a repository: "never commit", "not hard-coded", "no ... in code", "gitignored"."""

import re

from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_GATE = Wording(
    r"\b(?:key|token|secret|credential|password|passphrase|sensitive|cred|login|PAT|cert|config|host|endpoint|address|connection|\w+_(?:key|token|secret|pass))|\.env\b|\benv\w*\s+file|\b(?:infrastructure|internal|ips?)\b|\b(?:them|these|those|they|it)\b|\bgit-?ignore"
)
"""Small, and asked first: the wordings below take longer to compile than most policies to read."""
_NOT = r"(?:\b(?:never|not|cannot|avoid|don['’]ts?|without|nor|no\s+longer|refrain\s+from|prohibit(?:s|ed)?|forbid(?:s|den)?)\b|n['’]t\b|❌|🚫|⛔)"
_PLACE = (
    r"(?:(?<![\w.-])git(?![\w-])|\b(?:repos?|repositor(?:y|ies))\b(?!['’])|\b(?:source|application|client)[\s-]?(?:code|files?)\b"
    r"|\bcode(?:base)?\b(?!\s+(?:review|scan|exec|snippet|inject|path|block|of)\w*)|\b(?:version|source|revision)[\s-]control\b|\bvcs\b|\bcommits?\b|\b(?:in|into)\s+(?:the\s+)?source\b|\bworkflows?\b|\bcommitted\b|\btracked\s+files?\b)"
)
_NAMED = r"(?:\w+_)?(?:keys?|tokens?|secrets?|credentials?|passwords?|passphrases?|certificates?|PATs?|\.env|sensitive\s+\w+)(?:_\w+)?"
_COMMITTING = (
    r"(?:commit(?:s|ted|ting)?(?!\s+(?:sha|hash|id|messages?|ourselves|resources)\b)(?!\s+to\b(?!\s+(?:the\s+|our\s+|this\s+|your\s+|a\s+|any\s+|public\s+|source\s+|version\s+)*(?:git|repo\w*|code\w*|control|source|vcs)))"
    r"|check(?:s|ed|ing)?[\s-]in(?:to)?|hard[\s-]?cod(?:e|es|ed|ing))\b"
)
_PLACING = r"(?:stor|put|includ|plac|embed|expos|publish|shar|bak|keep|kept|leav|writ|contain|present|ship|sav|persist|add|bundl|push|track|upload|hav|hold)\w*"
_KEEPS_OUT = Wording(
    rf"{_NOT}[\s:*_!]*(?:\w+\s+){{0,3}}check(?:ed|ing)?\s+(?:[\w'’,/.-]+\s+){{1,5}}?in(?:to)?\b[^.;]{{0,20}}?{_PLACE}|"
    rf"{_NOT}[\s:*_!.-]*(?:[\w/-]+[\s*]+(?:[,/]\s*)?){{0,4}}{_COMMITTING}"
    rf"|{_NOT}[\s:*_!]*(?:[\w/-]+\s+){{0,3}}{_PLACING}\b[^;]{{0,120}}?{_PLACE}"
    r"|^\W*(?:never|do\s+not|don['’]t|avoid)\s+(?:expos|put|plac|stor|sav|writ|includ|keep)\w*\s+[^.;]{0,60}\bin(?:to)?\s+[^.;]{0,30}?(?:\.(?:toml|json|ya?ml|ini|conf|cfg|properties)\b|\bconfig(?:uration)?\s+files?\b)"
    rf"|\b(?:never|not|rather\s+than)\s+(?:\w+\s+)?(?:in|into|inside)\s+[^.;:]{{0,30}}{_PLACE}"
    rf"|\b(?:out|outside)\s+of\s+[^.;:]{{0,30}}{_PLACE}"
    rf"|\b(?:no|zero)\b(?:[\s*]+[\w,/&-]+){{0,5}}?[\s*]+{_NAMED}\b[^.;:]{{0,60}}?\b(?:in|into|inside|within|to|committed|checked)\b[^.;:]{{0,40}}?{_PLACE}"
    r"|\b(?:no|zero|free\s+(?:of|from))\s+(?:\w+\s+){0,2}hard[\s-]?coded\b"
    rf"|{_PLACE}[^.;:]{{0,40}}\b(?:contains?\s+no|never\s+(?:contains?|includes?|holds?|stores?)|holds?\s+no|has\s+no|have\s+no|free\s+(?:of|from)|(?:do|does|must|should|may|will|shall)\s*(?:not|n['’]t)\s+(?:\w+\s+){{0,4}}(?:contain|include|hold|store|have))\b"
)
_IGNORED = Wording(
    r"\bgit[\s-]?ignored\b|(?<!your )\.gitignore\s+(?:file\s+)?(?:\w+ly\s+|already\s+)?(?:blocks|excludes|ignores|covers|lists|contains|includes)\b|\b(?:in|into|to|via|by|through)\s+(?:(?:the|your|our)\s+)?\.gitignore\b|\bignored\s+(?:by|in)\s+git\b"
    r"|\bexcluded\s+from\s+(?:the\s+)?(?:git|version\s+control|source\s+control|the\s+repo\w*|commits?)\b|\b(?:is|are|kept|keeps?|stays?|remains?|left)\s+(?:\w+\s+){0,2}untracked\b|\([^)]{0,30}\buntracked\)"
)
_UNIGNORED = Wording(r"(?:\bnot|n['’]t)[\s*]+(?:\w+[\s-]+)?$|\bremov(?:ed?|ing)\b[^.;]{0,30}$")
_EXAMPLES = Wording(
    r"\b(?:examples?|samples?|templates?|fixtures?|demos?)\b[^.;]{0,60}\b(?:placeholders?|dummy|fake)\b|\b(?:placeholders?|dummy|fake)\b[^.;]{0,60}\b(?:examples?|samples?|templates?|fixtures?)\b"
)
_NO_COMMITMENT = Wording(
    r"^\W*(?:if|when|should)\s+[^;:]{0,80}\b(?:committed|pushed|leaked)\b|^\W*(?:wrong|bad|incorrect|insecure)\b(?!\W+(?:never|do\s+not|don['’]t)\b)|\binstead\s+of\s+hard|\b(?:report|proof[\s-]of[\s-]concept|poc)\b|\bif\s+you\s+(?:spot|find|notice|see|discover)\b|\bscann(?:ing|ers?)\b"
)
_LIST = Wording(
    rf"{_NOT}[\s:*_!]*(?:\w+\s+){{0,4}}{_COMMITTING}|\b(?:repo\w*|code(?:base)?|source|package|commits?)\b[^.;]{{0,40}}\b(?:not|never|n['’]t|no)\b[^.;]{{0,30}}\b(?:contain|include|hold|store|have)\b"
    r"|\bnot\b[^.;]{0,40}\b(?:in|part\s+of|to)\s+(?:this|the|our)\s+(?:\w+\s+)?(?:repo\w*|codebase|source)|\b(?:excluded|kept\s+out|absent)\s+(?:from|of)\s+(?:this|the|our|version|source)\s+(?:\w+\s+)?(?:repo\w*|codebase|control)"
    rf"|(?<!your )\.gitignore\b[^.;]{{0,40}}\b(?:exclu|ignor|cover)\w*[^.;]{{0,30}}:\s*$|{_NOT}[^.;]{{0,40}}\b(?:put|store|include|add|push|place)\w*\b[^.;]{{0,50}}{_PLACE}"
)
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
    match = _KEEPS_OUT.search(text) or examples or ignores(statement)
    if match is None and _COMMITS.match(text) and any(map(_BARE_PROHIBITION.match, _above(statement))):
        return 0
    return match.start() if match else None


def ignores(statement: Statement) -> re.Match[str] | None:
    """Return where a statement says that git ignores a file."""
    text = statement.text
    return next((each for each in _IGNORED.all(text) if not _UNIGNORED.search(text[: each.start()][-40:])), None)


def is_listed(statement: Statement) -> bool:
    """Tell whether it is an item, and what introduces its list says that the repository does not hold such things."""
    if not _GATE.search(statement.text):
        return False
    return any(_LIST.search(lead) and not _SUBORDINATE.search(lead) for lead in _above(statement))


def _above(statement: Statement) -> tuple[str, ...]:
    """Return what introduces the statement's list: the leads that end with a colon, else the heading."""
    introducing = (lead for lead in statement.leads[-2:] if lead.rstrip("*_ ").endswith(":"))
    leads = tuple(lead.rsplit(". ", 1)[-1] for lead in introducing)
    return leads or ((statement.heading,) if not statement.leads else ())
