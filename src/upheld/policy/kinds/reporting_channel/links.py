"""Which part of a line an address belongs to, when a line holds several sentences."""

from upheld.policy.wording import Wording

LINKING = Wording(r"(?<!!)\[([^\]\[]{1,200})\]\(<?$")
_REFERRING = Wording(r"[\[`]([^\]\[`<]{1,200})")
_MARKS = Wording(r"[*_`]")
_OPENS_A_TARGET = ("(", "<", "=", '"', "'")
"""Before the address of a link whose words stand elsewhere: a line before, or after it."""


def without_marks(words: str) -> str:
    """Return words of a source line without the marks of emphasis and code."""
    return _MARKS.sub("", words)


def belongs_to(part: str, source: str, address: str, place: int) -> bool:
    """Tell whether an address of a source line stands in this part of it, or the words that link to it do."""
    before, found, _ = source.partition(address)
    if not found:
        match = _REFERRING.match(source[place:])
        return match is None or without_marks(match[1]).strip() in part
    words = LINKING.search(before)
    if words is None:
        return address in part or before.endswith(_OPENS_A_TARGET)
    return without_marks(words[1]).strip() in part
