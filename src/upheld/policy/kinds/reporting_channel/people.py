"""People, chats and public trackers that are offered for reports without an address."""

from upheld.policy.kinds.reporting_channel.contact_files import contact_file
from upheld.policy.kinds.reporting_channel.words import ABOUT_UPDATES, DENIED, EXPLAINS_OR_OF_OTHERS, QUESTIONS
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_INSTEAD = Wording(
    r"\b(?:rather\s+than|instead\s+of)\b(?!\s+(?:writ\w+|e-?mail\w*|send\w*|contact\w*|us(?:e|ing))\b[^.;]{0,40}\b(?:e-?mail|mail|contact|address|list)\b)"
)
"""The rest is the way that is not wanted, unless that is the private one."""
_HOW_TO = Wording(r"\b(?:how|whom|who)\s+to\s+(?:contact|reach|e-?mail|message)\b[^.;,:]*$")
_NOT_IN_PUBLIC = Wording(
    r"\b(?:do\s+not|don['’]t|never|avoid)\s+(?:\w+ly\s+)?(?:disclos|discuss|shar|publish|rais|announc)\w*\b[^.;]{0,60}\b(?:public|issues?)\b"
)
_OF_DEPENDENCIES = Wording(r"\bdependenc(?:y|ies)\b|\bupgrad\w+")
_HANDLE = Wording(r"(?<![\w.@/+-])@(?P<name>[A-Za-z0-9][A-Za-z0-9-]{1,38})(?![\w/@-]|\.\w)")
_TO = r"\b(?:contact\w*|e-?mail\w*|message|dm|notify|inform|write|reach|report\w*|disclos\w*|sen[dt])\b[^.;(]{0,60}?"
_BY_EMAIL = r"\be-?mail(?:ing)?\b(?:(?!\b(?:or|via|through)\b)[^.;(]){0,40}?"
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
            r"|(?<!will )(?<!we may )(?<!either )\b(?:open\w*|creat\w*|fil(?:e|ing)|submit\w*|rais\w*)\s+(?:a|an)\s+(?:new\s+|regular\s+|public\s+|private\s+)?(?:(?:github|[“\"'‘]?security[”\"'’]?)\s+)?issues?\b"
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
    ("email-maintainers", Wording(rf"{_BY_EMAIL}\bmaintainers\b(?!\s*\([^)]*\b(?:owners?|profiles?)\b)")),
    ("email-maintainer", Wording(rf"{_BY_EMAIL}\b(?<!lead )maintainer\b(?!\s*\([^)]*\b(?:owners?|profiles?)\b)")),
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
_MAINTAINERS = Wording(r"^(?:email-)?maintainer")
_REACHES_THEM = Wording(r"maintainer|owner|discord|slack")
"""Channels that lead to the maintainers: to name these too would say it twice."""
_OF_SECURITY = Wording(r"\bvulnerab\w*|\bsecur\w*|\bsensitive\b|\bexploit\w*|\bsecrets?\b|\breport\w*")


def people(source: str, part: str, statement: Statement) -> list[tuple[int, str]]:
    """Return the channels that a part of a statement, from this line of the source, names with their places in it."""
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
    listed = contact_file(source, part)
    found: list[tuple[int, str]] = [listed] if listed else []
    for name, words in _OTHER:
        match = words.search(part)
        if (
            match
            and not DENIED.search(part[: match.end()])
            and not (_OTHER_LIST.search(text) and _MAINTAINERS.search(name))
            and not _is_spoilt(text[: text.find(part) + match.end()])
            and not (_MAINTAINERS.search(name) and (listed or any(_REACHES_THEM.search(other) for _, other in found)))
        ):
            found.append((match.start(), f"other:{name}"))
    return found


def _is_spoilt(text: str) -> bool:
    """Tell whether what leads to a channel makes it one for updates, one that is not wanted, or one to be found out."""
    return any(words.search(text) for words in (ABOUT_UPDATES, _INSTEAD, _HOW_TO))
