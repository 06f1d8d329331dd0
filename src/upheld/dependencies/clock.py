"""The clock of a promised fix time: when it starts for a vulnerable dependency, when it runs out, and where it stands."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from upheld.nouns import dataclass
from upheld.policy.durations import Duration

_SATURDAY = 5


class State(StrEnum):
    """Where a clock stands."""

    IN_TIME = "in time"
    DUE_SOON = "due soon"
    LATE = "late"


@dataclass(frozen=True)
class FixClock:
    """A promised time that began with an event."""

    started: datetime
    within: Duration

    @property
    def due(self) -> datetime:
        """The last moment in time, in UTC."""
        return deadline(self.started, self.within)

    def days_left(self, now: datetime) -> int:
        """Return the days until the last one in time, below 0 where that has passed."""
        return (self.due.date() - now.astimezone(UTC).date()).days

    def state(self, now: datetime, due_soon: int) -> State:
        """Tell where it stands; `due_soon` is in days."""
        if now > self.due:
            return State.LATE
        return State.DUE_SOON if self.days_left(now) <= due_soon else State.IN_TIME


def deadline(started: datetime, within: Duration) -> datetime:
    """Return the last moment of a time; days are counted whole, so it ends with the last day in UTC.

    A range binds by its outer end. Business days are Monday to Friday; holidays differ by country and are not known.
    """
    begun = started.astimezone(UTC)
    try:
        if within.unit == "hour" and not within.business:
            return begun + timedelta(hours=within.high)
        return datetime.combine(_last_day(begun.date(), within), time.max, UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _last_day(first: date, within: Duration) -> date:
    match within.unit:
        case "month" | "quarter" | "year":
            return _months_later(first, within.high * {"month": 1, "quarter": 3, "year": 12}[within.unit])
        case "week" if within.business:
            return _business_days_later(first, 5 * within.high)
        case _ if within.business:
            return _business_days_later(first, within.days)
        case _:
            return first + timedelta(days=within.days)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _business_days_later(day: date, count: int) -> date:
    if day.weekday() >= _SATURDAY:  # the time begins with the last working day before
        day -= timedelta(days=day.weekday() - _SATURDAY + 1)
    weeks, rest = divmod(count, 5)
    over = 2 if day.weekday() + rest >= _SATURDAY else 0
    return day + timedelta(weeks=weeks, days=rest + over)
