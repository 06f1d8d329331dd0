"""When a policy was last reviewed, and by when it has to be again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from upheld.dependencies.clock import deadline
from upheld.nouns import dataclass
from upheld.policy.dates import last_day
from upheld.policy.durations import Duration
from upheld.policy.kinds.policy_review import PolicyReview
from upheld.policy.rhythms import rhythm

_BY_CALENDAR = {30: "month", 90: "quarter", 365: "year"}
"""Rhythms that go by the calendar, so that a quarter may have 92 days."""


@dataclass(frozen=True)
class Due:
    """A review that is to come."""

    since: date
    """The last day on which the policy was reviewed, as far as is stated or recorded."""
    last: date
    """The last day on which the next one is in time."""
    told: str
    """As the beginning of a sentence."""
    by_date: bool
    """Whether the policy's own date tells of the last one."""


def due_of(promise: PolicyReview, recorded: date | None) -> Due | None:
    """Return when the next review is due; None where no rhythm or no last review is known, and no day is named."""
    stated = last_day_of(promise.last_updated)
    known = [day for day in (stated, recorded) if day]
    named = last_day_of(promise.next_review)
    if named and (recorded is None or recorded < (stated or named)):
        since = stated or named
        return Due(since, named, f"the next review is planned for {promise.next_review}", by_date=stated is not None)
    beat = rhythm(promise.cadence) if promise.cadence else None
    if beat is None or beat.days is None or not known:
        return None
    since = max(known)
    by_date = since == stated
    said = promise.last_updated if by_date else f"{since} by its record"
    told = f"the policy is to be reviewed {beat.word}, and last was on {said}"
    return Due(since, _after(since, beat.days), told, by_date)


def due_by_record(promise: PolicyReview, recorded: date) -> Due | None:
    """Return when the next review is due by a record, whatever day the policy itself names."""
    return due_of(replace(promise, last_updated=None, next_review=None), recorded)


def last_day_of(written: str | None) -> date | None:
    """Return the last day of `2026-02-01`, `2026-02` or `2026`."""
    return last_day(written) if written else None


def _after(since: date, days: int) -> date:
    unit = _BY_CALENDAR.get(days)
    if unit is None:
        return since + timedelta(days=days)
    return deadline(datetime.combine(since, time(), UTC), Duration(1, 1, unit)).date()
