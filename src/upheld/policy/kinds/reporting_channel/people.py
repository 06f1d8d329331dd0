"""People, chats and public trackers that are offered for reports without an address."""

from upheld.policy.kinds.reporting_channel.words import ABOUT_UPDATES, DENIED, EXPLAINS_OR_OF_OTHERS, QUESTIONS
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_INSTEAD = Wording(r"\b(?:rather\s+than|instead\s+of)\b")
_HANDLE = Wording(r"(?<![\w.@/+-])@(?P<name>[A-Za-z0-9][A-Za-z0-9-]{1,38})(?![\w./@-])")
_OTHER: tuple[tuple[str, Wording], ...] = (
    (
        "maintainer-profiles",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|reach|message|details)\b[^.;]{0,100}\bprofiles?\b|\bprofiles?\b[^.;]{0,40}\bcontact\b"
        ),
    ),
    ("discord", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bdiscord\b|^\W*discord\W*:")),
    ("slack", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bslack\b")),
    ("github-discussions", Wording(r"\bopen\s+a\s+(?:private\s+)?github\s+discussion\b")),
    (
        "github-issues",
        Wording(
            r"\b(?:report\w*|disclos\w*|submit\w*)\b[^.;]{0,60}\b(?:via|through|using|by\s+(?:opening|creating|filing)|in|as|under)\s+(?:\w+\s+){0,3}?issues?\b"
            r"|\b(?:open\w*|creat\w*|fil(?:e|ing)|submit\w*|rais\w*)\s+(?:a|an)\s+(?:new\s+|regular\s+|public\s+|private\s+)?(?:(?:github|security)\s+)?issues?\b"
        ),
    ),
    (
        "security-team",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|notify|inform\w*|reach(?:\s+out\s+to)?)\s+(?:the|our)\s+security\s+team\b"
        ),
    ),
    (
        "maintainers",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report\w*[^.;]{0,40}\bto|disclose[^.;]{0,40}\bto|send[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?maintainers\b"
        ),
    ),
    (
        "maintainer",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report\w*[^.;]{0,40}\bto|disclose[^.;]{0,40}\bto|send[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?(?:maintainer|me)\b"
        ),
    ),
)
_REACHES_THEM = Wording(r"maintainer|discord|slack")
"""Channels that lead to the maintainers: to name these too would say it twice."""
_OF_SECURITY = Wording(r"\bvulnerab\w*|\bsecur\w*|\bsensitive\b|\bexploit\w*|\bsecrets?\b|\breport\w*")


def people(part: str, statement: Statement) -> list[tuple[int, str]]:
    """Return the channels that a part of a statement names, each with its place in that part."""
    handle = _HANDLE.search(part)
    if handle:
        return [(handle.start(), f"other:@{handle['name']}")]
    text = statement.text
    if (
        ABOUT_UPDATES.search(text)
        or DENIED.search(text)
        or _INSTEAD.search(text)
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
            and not (name.startswith("maintainer") and any(_REACHES_THEM.search(other) for _, other in found))
        ):
            found.append((match.start(), f"other:{name}"))
    return found
