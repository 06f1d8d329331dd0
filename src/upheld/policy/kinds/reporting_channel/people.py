"""People, chats and public trackers that are offered for reports without an address."""

from upheld.policy.kinds.reporting_channel.words import ABOUT_UPDATES, DENIED, EXPLAINS_OR_OF_OTHERS, QUESTIONS
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_INSTEAD = Wording(
    r"\b(?:rather\s+than|instead\s+of)\b(?!\s+(?:writ\w+|e-?mail\w*|send\w*|contact\w*|us(?:e|ing))\b[^.;]{0,40}\b(?:e-?mail|mail|contact|address|list)\b)"
)
"""The rest is the way that is not wanted, unless that is the private one."""
_NOT_IN_PUBLIC = Wording(
    r"\b(?:do\s+not|don['’]t|never|avoid)\s+(?:\w+ly\s+)?(?:disclos|discuss|shar|publish|rais|announc)\w*\b[^.;]{0,60}\b(?:public|issues?)\b"
)
_OF_DEPENDENCIES = Wording(r"\bdependenc(?:y|ies)\b|\bupgrad\w+")
_HANDLE = Wording(r"(?<![\w.@/+-])@(?P<name>[A-Za-z0-9][A-Za-z0-9-]{1,38})(?![\w/@-]|\.\w)")
_TO = r"\b(?:contact\w*|e-?mail\w*|message|dm|notify|inform|write|reach|report\w*|disclos\w*|sen[dt])\b[^.;(]{0,60}?"
_OTHER: tuple[tuple[str, Wording], ...] = (
    (
        "maintainer-profiles",
        Wording(
            r"(?<!if your )\b(?:contact\w*|e-?mail\w*|reach|message|details)\b[^.;]{0,100}\bprofiles?\b|\bprofiles?\b[^.;]{0,40}\bcontact\b"
        ),
    ),
    ("discord", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bdiscord\b|^\W*discord\W*:")),
    ("slack", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bslack\b")),
    (
        "github-discussions",
        Wording(
            r"\bopen\s+a\s+(?:private\s+)?github\s+discussion\b|\b(?:start|open|create)\s+a\s+(?:new\s+)?discussion\s+thread\b"
        ),
    ),
    (
        "github-issues",
        Wording(
            r"\buse\s+(?:the\s+|our\s+)?(?:github\s+)?issue\s+tracker\s+to\s+report\b|\bopen\s+a\s+ticket\s+(?:on|in)\s+our\b|\b(?:report\w*|disclos\w*|submit\w*)\b[^.;]{0,60}\b(?:via|through|using|by\s+(?:opening|creating|filing)|in|as|under)\s+(?:\w+\s+){0,3}?issues?\b"
            r"|(?<!will )(?<!we may )(?<!either )\b(?:open\w*|creat\w*|fil(?:e|ing)|submit\w*|rais\w*)\s+(?:a|an)\s+(?:new\s+|regular\s+|public\s+|private\s+)?(?:(?:github|security)\s+)?issues?\b"
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
            rf"{_TO}\b(?:repo(?:sitory)?|project)\s+owners?\b(?!\s+(?:through|via)\s*$)|\btheir\s+(?:\w+\s+){{0,2}}contact\s+channel\b"
        ),
    ),
    (
        "repository-maintainer",
        Wording(rf"{_TO}\brepo(?:sitory)?\s+maintainer\b"),
    ),
    (
        "maintainers",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report(?:ed|ing)?\b[^.;]{0,160}\bto|disclose[^.;]{0,40}\bto|(?:sen[dt]|e-?mail)[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?maintainers\b"
        ),
    ),
    (
        "maintainer",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report(?:ed|ing)?\b[^.;]{0,160}\bto|disclose[^.;]{0,40}\bto|(?:sen[dt]|e-?mail)[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?(?:maintainer|me)\b"
        ),
    ),
)
_OTHER_LIST = Wording(r"\b(?:to|via|at|through|by|using|on)\s*:\W*$")
"""Below it stand the addresses of those that it names."""
_REACHES_THEM = Wording(r"maintainer|owner|discord|slack")
"""Channels that lead to the maintainers: to name these too would say it twice."""
_OF_SECURITY = Wording(r"\bvulnerab\w*|\bsecur\w*|\bsensitive\b|\bexploit\w*|\bsecrets?\b|\breport\w*")


def people(part: str, statement: Statement) -> list[tuple[int, str]]:
    """Return the channels that a part of a statement names, each with its place in that part."""
    handle = _HANDLE.search(part)
    if handle:
        return [(handle.start(), f"other:@{handle['name']}")]
    text = statement.text
    if (
        DENIED.search(text)
        or _NOT_IN_PUBLIC.search(text)
        or _OF_DEPENDENCIES.search(statement.heading)
        or not _OF_SECURITY.search(f"{statement.heading} {text}")
    ):
        return []
    if any(map(EXPLAINS_OR_OF_OTHERS.search, (text, statement.heading))) or QUESTIONS.search(
        f"{statement.heading} {statement.label}"
    ):
        return []
    found: list[tuple[int, str]] = []
    for name, words in _OTHER:
        match = words.search(part)
        if (
            match
            and not DENIED.search(part[: match.end()])
            and not (_OTHER_LIST.search(text) and name.startswith("maintainer"))
            and not _is_spoilt(text[: text.find(part) + match.end()])
            and not (name.startswith("maintainer") and any(_REACHES_THEM.search(other) for _, other in found))
        ):
            found.append((match.start(), f"other:{name}"))
    return found


def _is_spoilt(text: str) -> bool:
    """Tell whether what leads to a channel makes it one for updates, or one that is not wanted."""
    return ABOUT_UPDATES.search(text) is not None or _INSTEAD.search(text) is not None
