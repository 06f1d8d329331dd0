"""People, chats and public trackers that are offered for reports without an address."""

import re
from bisect import bisect_left
from collections.abc import Mapping

from upheld.policy.kinds.reporting_channel.contact_files import contact_file
from upheld.policy.kinds.reporting_channel.own_deeds import done_by_us
from upheld.policy.kinds.reporting_channel.words import ABOUT_UPDATES, DENIED, EXPLAINS_OR_OF_OTHERS, QUESTIONS, denied
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_INSTEAD = Wording(
    r"\bnot\s+(?:in|via|through|as|on|by|using|with)\s+(?:\w+\s+){0,3}\w+$|\b(?:before|without|prior\s+to)\s+(?:open|creat|fil|rais|submitt)ing\b|\b(?:rather\s+than|instead\s+of)\b(?!\s+(?:writ\w+|e-?mail\w*|send\w*|contact\w*|us(?:e|ing))\b[^.;]{0,40}\b(?:e-?mail|mail|contact|address|list)\b)"
)
"""The rest is the way that is not wanted, unless that is the private one."""
_HOW_TO = Wording(r"\b(?:how|whom|who)\s+to\s+(?:contact|reach|e-?mail|message)\b[^.;,:]*$")
_NOT_IN_PUBLIC = Wording(
    r"\b(?:do\s+not|don['’]t|never|avoid)\s+(?:\w+ly\s+)?(?:disclos|discuss|shar|publish|rais|announc)\w*\b[^.;]{0,60}\b(?:public|issues?)\b"
)
_OF_DEPENDENCIES = Wording(r"\bdependenc(?:y|ies)\b|\bupgrad\w+")
_HANDLE = Wording(r"(?<![\w.@/+-])@(?P<name>[A-Za-z0-9][A-Za-z0-9-]{1,38})(?![\w/@-]|\.\w|['’]s\b)")
_JOINS = re.compile(r"[\s,/&]{0,6}(?:and/or|and|or)?[\s,]{0,6}", re.IGNORECASE)
_TO = r"\b(?:contact\w*|e-?mail\w*|message|dm|notify|inform|write|reach|report\w*|disclos\w*|sen[dt])\b[^.;(]{0,60}?"
_BY_EMAIL = r"\be-?mail(?:ing)?\b(?:(?!\b(?:or|via|through)\b)[^.;(]){0,40}?"
_TELLS = r"\b(?:contact|e-?mail|message|dm|reach(?:\s+out)?|report|disclose|submit|send|write|open|file)\b[^.;:]{0,80}?"
BY_EMAIL = "other:email"
_PLATFORMS: Mapping[str, str] = {
    "hackerone": r"hacker\s?one",
    "bugcrowd": "bugcrowd",
    "huntr": r"huntr(?:\.\w{2,4})?",
    "intigriti": "intigriti",
    "yeswehack": "yeswehack",
    "immunefi": "immunefi",
    "patchstack": "patchstack",
    "tidelift": "tidelift",
}
_CHATS = ("twitter", "telegram", "signal", "linkedin", "mastodon", "matrix", "irc")


def _on_platform(words: str) -> Wording:
    return Wording(
        rf"\b(?:report(?:ed)?|submit(?:ted)?|disclosed?|received|accepted)\b[^.,;]{{0,100}}\b(?:through|via|on|at|using|to|in)\s+(?:\w+\s+){{0,3}}?{words}\b"
        rf"|\buses?\s+(?:the\s+)?{words}\b[^.;]{{0,60}}\b(?:report\w*|disclosures?|vulnerabilit\w+|submissions?|security\s+issues?)\b"
    )


_OTHER: tuple[tuple[str, Wording], ...] = (
    *((name, _on_platform(words)) for name, words in _PLATFORMS.items()),
    *(
        (name, Wording(rf"{_TELLS}\b(?:on|via|through|over)\s+{name}\b|\bjoin\s+(?:the|our)\s+{name}\b"))
        for name in _CHATS
    ),
    (
        "maintainer-profiles",
        Wording(
            r"(?<!if your )\b(?:contact\w*|(?<!see the )e-?mail\w*|reach|message|details)\b[^.;]{0,100}\bprofiles?\b|\bprofiles?\b[^.;]{0,40}\bcontact\b"
        ),
    ),
    ("discord", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bdiscord\b|^\W*discord\W*:")),
    ("slack", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bslack\b(?!\s+(?:bug|security|program))")),
    (
        "github-discussions",
        Wording(
            r"\bopen\s+a\s+(?:private\s+)?github\s+discussion\b|\b(?:start|open|create)\s+a\s+(?:new\s+)?discussion\s+thread\b"
        ),
    ),
    (
        "private-issue",
        Wording(r"\b(?:open|creat|fil|submit|rais)\w*\s+an?\s+(?:private|confidential)\s+(?:\w+\s+)?issue\b"),
    ),
    (
        "github-issues",
        Wording(
            r"\buse\s+(?:the\s+|our\s+)?(?:github\s+)?issue\s+tracker\s+to\s+report\b|\bopen\s+a\s+ticket\s+(?:on|in)\s+our\b|\b(?:report\w*|disclos\w*|submit\w*)\b[^.;]{0,60}\b(?:via|through|using|by\s+(?:opening|creating|filing)|in|as\s+an?|under)\s+(?:\w+\s+){0,3}?issues?\b"
            r"|\b(?:open\w*(?:\s+up)?|creat\w*|fil(?:e|ing)|submit\w*|rais\w*)\s+(?:a|an)\s+(?:(?:new|regular|public|minimal|brief|short|blank|placeholder)\s+)?(?:(?:github|[“\"'‘]?security[”\"'’]?)\s+)?issues?\b(?!\s+(?:via|by|through)\s+e-?mail)"
        ),
    ),
    (
        "security-team",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|notify|inform\w*|reach(?:\s+out\s+to)?)\s+(?:the|our)\s+security\s+team\b"
        ),
    ),
    (
        "repository-owner",
        Wording(
            rf"{_TO}\b(?:repo(?:sitory)?|project)\s+owners?\b(?!\s+(?:through|via)\s*$|['’]s?\s+(?:\w+\s+){{0,2}}profile)|\btheir\s+(?:\w+\s+){{0,2}}contact\s+channel\b"
        ),
    ),
    (
        "repository-maintainer",
        Wording(rf"{_TO}\brepo(?:sitory)?\s+maintainer\b"),
    ),
    ("lead-maintainer-email", Wording(rf"{_BY_EMAIL}\blead\s+maintainer\b")),
    ("maintainers-email", Wording(rf"{_BY_EMAIL}\bmaintainers\b(?!\s*\([^)]*\b(?:owners?|profiles?)\b)")),
    ("maintainer-email", Wording(rf"{_BY_EMAIL}\b(?<!lead )maintainer\b(?!\s*\([^)]*\b(?:owners?|profiles?)\b)")),
    (
        "maintainers",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|(?<!the )(?<!your )(?<!this )report(?:ed|ing)?\b[^.;]{0,160}\bto|disclose[^.;]{0,40}\bto|(?:sen[dt]|e-?mail)[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?maintainers\b"
        ),
    ),
    (
        "maintainer",
        Wording(
            r"\b(?:contact\w*|(?<!the )(?<!your )(?<!an )e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|(?<!the )(?<!your )(?<!this )report(?:ed|ing)?\b[^.;]{0,160}\bto|disclose[^.;]{0,40}\bto|(?:sen[dt]|e-?mail)[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?(?:maintainer|me\b(?!\s+(?:via|through|by|using|at|on)))\b"
        ),
    ),
)
_EMAIL_ALONE = Wording(
    rf"{_TELLS}\b(?:(?:by|via|through|over|or)\s+(?:\w+\s+)?e-?mail|an\s+e-?mail\s+or)\b(?!\s+(?:to|the|a|an|address\w*|notif\w+|me|us|our)\b)|\bsend\s+(?:me|us)\s+an\s+e-?mail\b(?!\s+(?:to|at)\b)"
)
_RECEIVED = Wording(
    r"\b(?:once|after|when|if)\b[^.;]{0,60}\b(?:submitted|reported|sent|receive[d]?|hear)\b|\b(?:follow|followed|updated)\b|\bwe\s+(?:will|may)\b"
)
"""Speaks of e-mails that come later, or from the project."""
_NO_ANSWER = Wording(
    r"\b(?:if|should|unless)\b[^.;]{0,60}(?:\bnot\b|\bno\b|n['’]t\b)[^.;]{0,60}\b(?:respon\w+|repl(?:y|ied|ies)|acknowledg\w+|answer\w*|receive[ds]?|hear[d]?|confirmation)\b|\bif\b[^,.;]{0,30}\byou\s+(?:do|did)\s+not,|\bfollow(?:ing)?[\s-]up\s+(?:via|through|by|with|at|on|again)\b|\bto\s+(?:confirm|ensure)\s+(?:\w+\s+){0,2}recei"
)
"""Where to ask what became of a report that was sent elsewhere."""
_OF_ASSIGNEES = Wording(r"\b(?:assign\w*|review(?:ers?|ed)|code\s?owners?|collaborators?|thanks?|credited)\b")
_MAIN_CLAUSE_FOLLOWS = Wording(r"\bbefore\s+(?:you\s+)?(?:report|submit|contact|disclos|send|e-?mail)\w*\b[^.,;:]*$")
_OTHER_LIST = Wording(r"\b(?:to|via|at|through|by|using|on)\s*:\W*$")
"""Below it stand the addresses of those that it names."""
_OTHERS_WITH_ADDRESSES = Wording(r"^maintainer|^security-team")
_IN_A_CLAUSE = Wording(
    r"\b(?:because|since|that|which|although|if\s+(?:this|that|it|they|an?|the)\b|when\s+(?:this|that|it|they|an?|the)\b)[^.;,:]{0,160}$"
)
"""Before a public place that is only spoken of."""
_MAINTAINERS = Wording(r"^maintainer")
_IN_PUBLIC = frozenset({"github-issues", "github-discussions"})
_OPENED = _IN_PUBLIC | {"private-issue"}
_NO_FLAW = Wording(
    r"(?:\bnot|n['’]t)\s+(?:(?:an?|really|actually|considered|related\s+to|about|the)\s+){0,3}(?:security|vulnerab\w+|exploitable)\b|\bif\s+not,"
)
"""Of what the public place is for."""
_REACHES_THEM = Wording(r"maintainer|owner|discord|slack")
"""Channels that lead to the maintainers: to name these too would say it twice."""
_OF_SECURITY = Wording(r"\bvulnerab\w*|\bsecur\w*|\bsensitive\b|\bexploit\w*|\bsecrets?\b|\breport\w*")


def people(source: str, part: str, statement: Statement) -> list[tuple[int, str]]:
    """Return the channels that a part of a statement, from this line of the source, names with their places in it."""
    handles = _HANDLE.all(part)
    if handles and not _OF_ASSIGNEES.search(statement.text):
        return [(each.start(), f"other:@{each['name']}") for each in _joined(handles, part)]
    text = statement.text
    if (
        DENIED.search(text)
        or _NOT_IN_PUBLIC.search(text)
        or _NO_ANSWER.search(text)
        or _OF_DEPENDENCIES.search(statement.heading)
        or not _OF_SECURITY.search(f"{statement.heading} {text}")
    ):
        return []
    if any(map(EXPLAINS_OR_OF_OTHERS.search, (text, statement.heading))) or QUESTIONS.search(
        f"{statement.heading} {statement.label}"
    ):
        return []
    listed = contact_file(source, part)
    found: list[tuple[int, str]] = [listed] if listed else []
    begins = max(0, text.find(part))
    line = bisect_left(statement.lines, (begins, 0))
    before = statement.lines[line - 1][0] if line else begins
    for name, words in _OTHER:
        end = _end(words, text, before, begins, len(part))
        if (
            end
            and not denied(text[begins:end])
            and not (name in _IN_PUBLIC and _NO_FLAW.search(text))
            and not (_OTHER_LIST.search(text) and _OTHERS_WITH_ADDRESSES.search(name))
            and not (name in _OPENED and (_IN_A_CLAUSE.search(text[:end]) or done_by_us(text[:end])))
            and not _is_spoilt(text[:end])
            and not (_MAINTAINERS.search(name) and (listed or any(_REACHES_THEM.search(other) for _, other in found)))
        ):
            found.append((end - begins, f"other:{name}"))
    if (by_email := _by_email(text[begins : begins + len(part)], text)) and not any(
        "mail" in name for _, name in found
    ):
        found.append((by_email, BY_EMAIL))
    return found


def _joined(handles: list[re.Match[str]], part: str) -> list[re.Match[str]]:
    """Return the first handle with those that are joined to it by commas and words: "@ann, @bob or @eve"."""
    found = handles[:1]
    for each in handles[1:]:
        if not _JOINS.fullmatch(part[found[-1].end() : each.start()]):
            break
        found.append(each)
    return found


def _by_email(part: str, text: str) -> int | None:
    """Return where a part of a text says that reports come by e-mail, without an address."""
    match = _EMAIL_ALONE.search(part)
    return match.end() if match and not _RECEIVED.search(text) and not _is_spoilt(text) else None


def _end(words: Wording, text: str, before: int, begins: int, length: int) -> int | None:
    """Return where the words end that name a channel in the part of a text that begins here, or that begin in the line before."""
    if match := words.search(text[begins : begins + length]):
        return begins + match.end()
    if before == begins:
        return None
    across = words.all(text[before : begins + length])
    return next((before + match.end() for match in across if match.end() > begins - before > match.start()), None)


def _is_spoilt(text: str) -> bool:
    """Tell whether what leads to a channel makes it one for updates, one that is not wanted, or one to be found out."""
    return any(words.search(text) for words in (ABOUT_UPDATES, _INSTEAD, _HOW_TO, _MAIN_CLAUSE_FOLLOWS))
