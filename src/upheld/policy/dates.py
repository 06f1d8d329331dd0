"""Dates as people write them in policies. An end date names the last supported day, so a month or a year ends with its last."""

from calendar import monthrange
from datetime import date
from itertools import pairwise

from upheld.policy.wording import Wording

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:(?<=jan|feb)r?uary|(?<=mar)ch|(?<=apr)il|(?<=jun)e|(?<=jul)y|(?<=aug)ust|(?<=sep)t(?:ember)?|(?<=oct)ober|"
    r"(?<=nov|dec)ember)?(?![a-z])\.?"
)
_YEAR = r"((?:19|20)\d\d)"
_ISO = Wording(rf"\b{_YEAR}[-\u2010\u2011/.](\d\d?)[-\u2010\u2011/.](\d\d?)(?:\b|t\d)")
_NUMERIC = Wording(rf"\b(\d\d?)[-/.](\d\d?)[-/.]{_YEAR}\b")
_DAY_MONTH_YEAR = Wording(rf"\b(\d\d?)(?:st|nd|rd|th)?\.?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b")
_MONTH_DAY_YEAR = Wording(rf"\b{_MONTH}\s+(\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}\b")
_MONTH_YEAR = Wording(rf"\b{_MONTH}[\s,-]+(?:of\s+)?{_YEAR}\b")
_YEAR_MONTH_DAY = Wording(rf"\b{_YEAR},?[\s-]+{_MONTH},?[\s-]+(\d\d?)(?:st|nd|rd|th)?\b")
_YEAR_NAMED_MONTH = Wording(rf"\b{_YEAR},?[\s-]+{_MONTH}(?!(?<=may)\s+[a-z])")
"""The month's name after its year; "until 2026 may change" names no month."""
_YEAR_MONTH = Wording(rf"\b{_YEAR}[-/](\d\d)\b")
_NUMBER_YEAR = Wording(rf"(?<![\d./-])(?:(\d\d?)[-/]|(\d\d)\.){_YEAR}\b")
_QUARTER = Wording(rf"\bq([1-4])[\s/-]*{_YEAR}\b|\b{_YEAR}[\s/-]*q([1-4])\b")
_HALF = Wording(rf"\bh([12])[\s/-]*{_YEAR}\b|\b{_YEAR}[\s/-]*h([12])\b")
_YEAR_ALONE = Wording(rf"\b{_YEAR}\b")
_MONTHS_IN_A_YEAR = 12
_SPAN = Wording(
    rf"(?:\s[-–—]\s|[–—→]|\b(?:to|until|till|through)\b)(?=\s*(?:the\s+)?(?:end\s+of\s+)?(?:\d|q\d|h\d|{_MONTH}))"
)
"""What parts the two dates of "2025-01-01 to 2026-12-31"."""


def last_day(text: str) -> date | None:
    """Return the last day that a date in `text` names, or None where there is none.

    `23/06/2026` is read day first, as most of the world writes it, unless that is no date and month first is.
    Of a span, the second date counts.
    """
    text = text.lower()
    starts = [0, *(match.end() for match in _SPAN.all(text))]
    found = (_last_day(text[start:end]) for start, end in pairwise([*starts, len(text)]))
    return next((day for day in reversed(list(found)) if day), None)


def _last_day(text: str) -> date | None:
    if match := _ISO.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.search(text):
        year = int(match[3])
        return _day(year, int(match[2]), int(match[1])) or _day(year, int(match[1]), int(match[2]))
    if match := _DAY_MONTH_YEAR.search(text):
        return _day(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    if match := _MONTH_DAY_YEAR.search(text):
        return _day(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2]))
    if match := _YEAR_MONTH_DAY.search(text):
        return _day(int(match[1]), _MONTHS.index(match[2]) + 1, int(match[3]))
    return _last_day_of_a_period(text)


def _last_day_of_a_period(text: str) -> date | None:
    if match := _MONTH_YEAR.search(text):
        return _end_of_month(int(match[2]), _MONTHS.index(match[1]) + 1)
    if match := _YEAR_NAMED_MONTH.search(text):
        return _end_of_month(int(match[1]), _MONTHS.index(match[2]) + 1)
    if match := _QUARTER.search(text):
        return _end_of_month(int(match[2] or match[3]), 3 * int(match[1] or match[4]))
    if match := _HALF.search(text):
        return _end_of_month(int(match[2] or match[3]), 6 * int(match[1] or match[4]))
    if match := _YEAR_MONTH.search(text):
        return _end_of_month(int(match[1]), int(match[2]))
    if match := _NUMBER_YEAR.search(text):
        return _end_of_month(int(match[3]), int(match[1] or match[2]))
    if match := _YEAR_ALONE.search(text):
        return date(int(match[1]), 12, 31)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= _MONTHS_IN_A_YEAR else None


def as_written(text: str) -> str | None:
    """Return the date in `text` in ISO form and no more exact than it is written: `2026-02-01`, `2026-02`, `2026`."""
    day = last_day(text)
    if day is None:
        return None
    if any(each.search(text.lower()) for each in (_ISO, _NUMERIC, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _YEAR_MONTH_DAY)):
        return day.isoformat()
    periods = (_MONTH_YEAR, _YEAR_NAMED_MONTH, _QUARTER, _HALF, _YEAR_MONTH, _NUMBER_YEAR)
    return f"{day:%Y-%m}" if any(each.search(text.lower()) for each in periods) else f"{day:%Y}"
