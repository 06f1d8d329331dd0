"""Comments beside a secret that allow it: ours with a reason and a day, other scanners' without."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from upheld.nouns import dataclass

_OURS = re.compile(
    rb"upheld:[ \t]{0,4}allow[ \t]{1,4}secret\b(?P<stated>[ \t]{0,4}--[ \t]{0,4}"
    rb"(?P<reason>\S[^\r\n]{2,300}?)[ \t]{1,4}until[ \t]{1,4}(?P<day>\d{4}-\d\d-\d\d)(?!\d))?",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    rb"(?P<name>(?:gitleaks|betterleaks):allow|pragma:[ \t]{0,4}(?:allow|white)list[ -]secret"
    rb"|trufflehog:ignore|kingfisher:ignore|ggignore)",
    re.IGNORECASE,
)
_THEIR_NEXT = re.compile(rb"(?P<name>pragma:[ \t]{0,4}(?:allow|white)list[ -]nextline[ -]secret)", re.IGNORECASE)
_ALONE = re.compile(rb"[^\w\r\n]{0,80}")
_LONGEST_LINE = 4_000
_LACKS = "states no reason and no day: `upheld: allow secret -- reason until 2026-12-31`"


@dataclass(frozen=True)
class Mark:
    """A comment that allows a secret."""

    words: str
    """What it is called."""
    line: int
    reason: str = ""
    until: date | None = None
    lacks: str = ""
    """What it would take, as the end of a sentence; empty where it counts."""
    foreign: bool = False


def mark_at(text: bytes, offset: int, line: int, secrets: Sequence[tuple[int, int]]) -> Mark | None:
    """Return the comment on the line of an offset, or alone on the line above; none in which a secret stands itself.

    `secrets` are the spans of all secrets in the text, sorted.
    """
    start = text.rfind(b"\n", max(0, offset - _LONGEST_LINE), offset) + 1 or max(0, offset - _LONGEST_LINE)
    end = text.find(b"\n", offset, offset + _LONGEST_LINE)
    end = end if end >= 0 else min(len(text), offset + _LONGEST_LINE)
    above = text.rfind(b"\n", max(0, start - 1 - _LONGEST_LINE), max(0, start - 1)) + 1
    for first, last, number, alone in ((start, end, line, False), (above, max(above, start - 1), line - 1, True)):
        found = _ours(text, first, last, number) or _theirs(text, first, last, number, alone=alone)
        if found is None:
            continue
        mark, at, until = found
        if alone and not _ALONE.fullmatch(text, first, at):
            continue
        if not _overlaps(secrets, at, until):
            return mark
    return None


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some spans, sorted and apart from each other, has a part between two offsets."""
    at = bisect_left(spans, (start, start))
    return any(first < end and start < last for first, last in spans[max(0, at - 1) : at + 1])


def _ours(text: bytes, first: int, last: int, line: int) -> tuple[Mark, int, int] | None:
    match = _OURS.search(text, first, last)
    if match is None:
        return None
    words = "`upheld: allow secret`"
    if not match["stated"]:
        mark = Mark(words, line, lacks=_LACKS)
    else:
        try:
            until = date.fromisoformat(match["day"].decode())
            mark = Mark(words, line, match["reason"].decode("utf-8", "replace").strip(), until)
        except ValueError:
            mark = Mark(words, line, lacks="names a day that there is not")
    return mark, *match.span()


def _theirs(text: bytes, first: int, last: int, line: int, *, alone: bool) -> tuple[Mark, int, int] | None:
    match = (_THEIR_NEXT if alone else _THEIRS).search(text, first, last)
    if match is None:
        return None
    words = " ".join(match["name"].decode().lower().split())
    return Mark(f"`{words}`", line, lacks="states no reason and no end", foreign=True), *match.span()
