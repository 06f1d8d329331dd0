"""Files of the repository that say whom to tell: "the maintainers listed in `CODEOWNERS`"."""

from upheld.policy.wording import Wording

_FILE = r"(?:\.{0,2}/)?(?:[\w.-]+/)*(?P<file>[A-Z][\w.-]*\.(?:md|rst|txt|toml)|(?:CODE)?OWNERS|MAINTAINERS|AUTHORS|CONTACTS?)"
_LISTED = Wording(
    rf"\b(?:maintainers?|owners?|team|contacts?|channels?|address(?:es)?|people|persons?)\b[^.;]{{0,40}}\b(?:listed|named|given|found|described|specified|published)\s+(?:in|at|on|under)\s+(?:the\s+|our\s+)?{_FILE}(?![\w/])"
)
_LINKED = Wording(
    rf"\[(?P<words>[^\]\[]{{0,60}}\b(?:maintainers?|owners?|team|contacts?)\b[^\]\[]{{0,60}})\]\(<?{_FILE}(?:#[^)\s]*)?>?\)"
)
_MARKS = Wording(r"[*_`]")


def contact_file(source: str, part: str) -> tuple[int, str] | None:
    """Return the file that this part of a source line names or links to for contacts, as a channel with its place."""
    if match := _LISTED.search(part):
        return match.start(), f"other:{match['file']}"
    match = _LINKED.search(source)
    if match and (place := part.find(_MARKS.sub("", match["words"]).strip())) >= 0:
        return place, f"other:{match['file']}"
    return None
