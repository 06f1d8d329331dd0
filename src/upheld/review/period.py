"""Quarters of a year, and whether a review of one is due."""

import re
from datetime import date, timedelta
from typing import Self

from upheld.errors import UserError
from upheld.nouns import dataclass

_WRITTEN = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE | re.ASCII)
_QUARTERS = 4
_DAYS = 365 / _QUARTERS


class NoPeriodError(UserError):
    """What was given names no quarter."""


@dataclass(frozen=True, order=True)
class Period:
    """A quarter of a year."""

    year: int
    quarter: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `2026-Q4`.

        Raises:
            NoPeriodError: it is written in another way.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or not 1 <= int(match[1]) <= date.max.year - 1:
            raise NoPeriodError(f"'{text}' is no quarter; write it as 2026-Q4")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    def later(self, quarters: int) -> "Period":
        """Return the quarter so many after this one."""
        year, quarter = divmod(self.number + quarters, _QUARTERS)
        return Period(year, quarter + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.quarter - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.later(1).first - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.quarter}"

    def since(self, other: "Period") -> int:
        """Return how many quarters it comes after another one."""
        return self.number - other.number

    @property
    def number(self) -> int:
        """Its place among all quarters."""
        return self.year * _QUARTERS + self.quarter - 1


def quarters_between(days: int | None) -> int:
    """Return how many quarters lie between two reviews that are promised every so many days; 1 where none are."""
    return max(1, round((days or 0) / _DAYS))


def next_period(last: Period | None, days: int | None, today: date) -> Period:
    """Return the quarter in which a review is due: this one where there was none yet, or it is overdue."""
    now = Period.of(today)
    return now if last is None else max(now, last.later(quarters_between(days)))


def is_due(last: Period | None, days: int | None, today: date) -> bool:
    """Tell whether a review is due, by the period of the last record and the days that the policy promises between two."""
    return last is None or Period.of(today).since(last) >= quarters_between(days)
