"""Times without a span in words: the day that a label counts to, and numbers below a title that names their unit."""

import re
from collections.abc import Iterator

from upheld.patterns import pattern
from upheld.policy.durations import FoundDuration, durations
from upheld.policy.wording import Wording

_COUNTED = r"(?:(?:by|on|until|within)\s+)?(?P<unit>hour|day|week|month)s?\s+(?:\d{1,3}\s*[-–—]\s*)?(?P<last>\d{1,3})"
_LABEL_THAT_COUNTS = pattern(rf"\W{{0,4}}{_COUNTED}\s*(?:[:–—)]|-\s)", re.IGNORECASE)
_CELL_THAT_COUNTS = pattern(rf"\s*{_COUNTED}\s*\+?\s*", re.IGNORECASE)
_NUMBER = pattern(
    r"[\s≤<=~≈+]{0,6}(?:(?:up\s+to|within|under|at\s+most|max(?:imum|\.)?|by|about|around)\s+)?(?:\d{1,4}\s*[-–—]\s*)?(?P<last>\d{1,4})\s*\+?\s*",
    re.IGNORECASE,
)
_UNIT_IN_TITLE = Wording(r"\b(hours?|(?:business\s+|working\s+)?days?|weeks?|months?)\b")


def times_of_label(text: str) -> list[FoundDuration]:
    """Return the time that a label counts to, as in a calendar: "Day 3: we acknowledge the report"."""
    match = _LABEL_THAT_COUNTS.match(text)
    return _counted(match["last"], match["unit"], *match.span()) if match else []


def _counted(amount: str, unit: str, start: int, end: int) -> list[FoundDuration]:
    """Return a time of so many units that stands here; none of nothing."""
    found = durations(f"{amount} {unit}s") if int(amount) else ()
    return [FoundDuration(each.duration, start, end) for each in found]


def times_in_cell(cell: str, title: str) -> Iterator[FoundDuration]:
    """Yield the durations of a cell; a bare number counts in the unit that the column's title names."""
    unit = _UNIT_IN_TITLE.search(title)
    number = _NUMBER.fullmatch(cell) if unit else None
    counts = _CELL_THAT_COUNTS.fullmatch(cell)
    if unit and number and int(number["last"]):
        yield from _counted(number["last"], unit[1].rstrip("s"), 0, len(cell))
    elif counts:
        yield from _counted(counts["last"], counts["unit"], 0, len(cell))
    else:
        yield from durations(cell)
