"""How far apart the runs of a cron schedule are: five fields, in UTC, as GitHub and POSIX have them."""

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

_NAMES = {
    name: number
    for names, first in (("sun mon tue wed thu fri sat", 0), ("jan feb mar apr may jun jul aug sep oct nov dec", 1))
    for number, name in enumerate(names.split(), first)
}
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PART = re.compile(r"(?P<first>\*|\w{1,3})(?:-(?P<last>\w{1,3}))?(?:/(?P<step>\d{1,3}))?", re.ASCII)
_WORDS = {
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
}  # fmt: skip
_FIRST, _DAYS = date(2025, 1, 1), 3 * 365
"""Three years without a leap day's help: a schedule for 29 February alone has no run in them."""


class CronError(ValueError):
    """A schedule is no cron expression of five fields, or one that never comes."""


@lru_cache(maxsize=256)
def longest_gap(expression: str) -> float:
    """Return the longest time between two runs in days; less than one where it runs several times on each day.

    Raises:
        CronError: not valid, or without a run in three years.
    """
    fields = _WORDS.get(expression.strip().lower(), expression).split()
    if len(fields) != len(_RANGES):
        raise CronError(f"'{expression}' has {len(fields)} fields; 5 were expected")
    minutes, hours, days, months, weekdays = (
        _values(field, *bounds) for field, bounds in zip(fields, _RANGES, strict=True)
    )
    either = not fields[2].startswith("*") and not fields[4].startswith("*")
    weekdays = {day % 7 for day in weekdays}

    def comes(day: date) -> bool:
        in_month, in_week = day.day in days, (day.weekday() + 1) % 7 in weekdays
        return day.month in months and (in_month or in_week if either else in_month and in_week)

    every = (_FIRST + timedelta(number) for number in range(_DAYS))
    runs = [day.toordinal() for day in every if comes(day)]
    if len(runs) < 2:  # noqa: PLR2004 - a gap has two ends
        raise CronError(f"'{expression}' never comes")
    gap = max(later - earlier for earlier, later in pairwise(runs))
    return _within_a_day(minutes, hours) if gap == 1 else float(gap)


def _within_a_day(minutes: set[int], hours: set[int]) -> float:
    times = sorted(hour * 60 + minute for hour in hours for minute in minutes)
    following = (*times[1:], times[0] + 24 * 60)
    return max(later - earlier for earlier, later in zip(times, following, strict=True)) / (24 * 60)


def _values(field: str, lowest: int, highest: int) -> set[int]:
    found = set[int]()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise CronError(f"'{part}' is no part of a schedule")
        first = lowest if match["first"] == "*" else _number(match["first"])
        last = _number(match["last"]) if match["last"] else first
        if match["first"] == "*" or (match["step"] and not match["last"]):
            last = highest
        step = int(match["step"] or 1)
        if not lowest <= first <= last <= highest or step < 1:
            raise CronError(f"'{part}' is not within {lowest} and {highest}")
        found.update(range(first, last + 1, step))
    return found


def _number(text: str) -> int:
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    if not text.isdecimal():
        raise CronError(f"'{text}' is no part of a schedule")
    return int(text)
