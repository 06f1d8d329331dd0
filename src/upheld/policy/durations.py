"""Spans of time in words: "48 hours", "two weeks", "5-10 business days", "one month"."""

from collections.abc import Iterator
from typing import NamedTuple

from upheld.policy.wording import Wording

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS = {
    "hour": 1,
    "hr": 1,
    "h": 1,
    "day": 24,
    "d": 24,
    "week": 168,
    "wk": 168,
    "month": 720,
    "quarter": 2160,
    "year": 8760,
}
"""Hours in a unit; a month is counted as 30 days, a quarter as 90, a year as 365."""

_AMOUNT = rf"(?:\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_DURATION = Wording(
    rf"(?<![\w.$€£-])(?<!half )(?P<low>{_AMOUNT})(?:\s*\(\s*{_AMOUNT}\s*\))?"
    rf"(?:\s*(?:-|–|—|to|/|or)\s*(?P<high>{_AMOUNT})(?:\s*\(\s*{_AMOUNT}\s*\))?)?"
    r"(?:\s*[-‑]\s*|\s*\+\s*|\s+full\s+|\s*)"
    r"(?P<business>(?:business|working|work)[\s-]*)?(?:calendar[\s-]+)?"
    r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|months?|quarters?|years?)(?![\w@])"
)

_CADENCE = Wording(
    r"\b(?:(?P<half>semi|bi)[\s-]?)?(?P<word>daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b|\bevery\s+(?P<unit>day|week|month|quarter|year)\b"
)
_CADENCES = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}


class Duration(NamedTuple):
    """A span of time as it is promised; `low` and `high` are equal unless it is a range, whose outer end binds."""

    low: int
    high: int
    unit: str
    """`hour`, `day`, `week`, `month`, `quarter` or `year`."""
    business: bool = False
    """True where only working days count."""

    @property
    def hours(self) -> int:
        """The outer end in hours, a day counted as 24 and a month as 30 days."""
        return self.high * (8760 if self.unit == "year" else _UNITS[self.unit])

    @property
    def days(self) -> int:
        """The outer end in days, part of a day counted as a whole one."""
        return -(-self.hours // 24)

    def __str__(self) -> str:
        amount = str(self.high) if self.low == self.high else f"{self.low}-{self.high}"
        return f"{amount} {'business ' if self.business else ''}{self.unit}{'s' if self.high != 1 else ''}"


class FoundDuration(NamedTuple):
    """A duration and where it stands in a text."""

    duration: Duration
    start: int
    end: int


def durations(text: str) -> Iterator[FoundDuration]:
    """Yield every span of time that a text names, in order."""
    for match in _DURATION.all(text):
        unit = _unit(match["unit"])
        low = _number(match["low"])
        high = _number(match["high"]) if match["high"] else low
        if match["low"].lower() in {"a", "an"} and not match["unit"].lower().startswith(
            ("hour", "day", "week", "month", "year", "quarter")
        ):
            continue
        yield FoundDuration(Duration(min(low, high), max(low, high), unit, bool(match["business"])), *match.span())


def cadences(text: str) -> Iterator[FoundDuration]:
    """Yield every rhythm that a text names in one word ("weekly", "every month"), as the time between two beats."""
    for match in _CADENCE.all(text):
        unit = match["unit"] or _CADENCES.get((match["word"] or "").lower(), "year")
        amount = 2 if (match["half"] or "").lower() == "bi" else 1
        yield FoundDuration(Duration(amount, amount, unit.lower()), *match.span())


def _number(text: str) -> int:
    return _WORDS[text.lower()] if text.lower() in _WORDS else int(text)


def _unit(text: str) -> str:
    name = text.lower().rstrip("s") or text.lower()
    return {"hr": "hour", "h": "hour", "d": "day", "wk": "week"}.get(name, name)
