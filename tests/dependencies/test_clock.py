"""When a promised time ends, and where its clock stands."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from upheld.dependencies.clock import FixClock, State, deadline
from upheld.policy.durations import Duration


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def last_day(start: str, amount: int, unit: str, *, business: bool = False) -> str:
    return deadline(at(start), Duration(amount, amount, unit, business)).date().isoformat()


@pytest.mark.parametrize(
    ("amount", "unit", "ends"),
    [
        (1, "day", "2026-01-31"),
        (7, "day", "2026-02-06"),
        (2, "week", "2026-02-13"),
        (1, "month", "2026-02-28"),
        (1, "quarter", "2026-04-30"),
        (1, "year", "2027-01-30"),
        (0, "day", "2026-01-30"),
    ],
)
def test_a_time_ends_with_its_last_calendar_day(amount: int, unit: str, ends: str) -> None:
    assert last_day("2026-01-30T10:00", amount, unit) == ends


@pytest.mark.parametrize(
    ("start", "amount", "ends"),
    [
        ("2026-01-29", 1, "2026-01-30"),  # Thursday to Friday
        ("2026-01-30", 1, "2026-02-02"),  # Friday to Monday
        ("2026-01-31", 1, "2026-02-02"),  # from a Saturday
        ("2026-02-01", 1, "2026-02-02"),  # from a Sunday
        ("2026-01-30", 5, "2026-02-06"),
        ("2026-01-30", 10, "2026-02-13"),
        ("2026-01-28", 3, "2026-02-02"),
    ],
)
def test_business_days_pass_over_weekends(start: str, amount: int, ends: str) -> None:
    assert last_day(start, amount, "day", business=True) == ends


def test_a_business_week_has_five_days() -> None:
    assert last_day("2026-01-28", 2, "week", business=True) == last_day("2026-01-28", 10, "day", business=True)


@given(
    some.dates(datetime(1990, 1, 1, tzinfo=UTC).date(), datetime(2100, 1, 1, tzinfo=UTC).date()), some.integers(1, 400)
)
def test_business_days_count_the_working_days_after_the_start(day: datetime, count: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = deadline(start, Duration(count, count, "day", business=True)).date()
    days = (start.date() + timedelta(days=n) for n in range(1, (end - start.date()).days + 1))

    assert sum(each.weekday() < 5 for each in days) == count
    assert end.weekday() < 5


def test_hours_end_with_the_hour() -> None:
    assert deadline(at("2026-01-30T10:00"), Duration(48, 48, "hour")) == at("2026-02-01T10:00")


def test_a_range_binds_by_its_outer_end() -> None:
    assert deadline(at("2026-01-30"), Duration(5, 10, "day")).date().isoformat() == "2026-02-09"


def test_days_are_those_of_utc() -> None:
    start = datetime(2026, 1, 30, 23, 30, tzinfo=timezone(timedelta(hours=-5)))

    assert deadline(start, Duration(1, 1, "day")).date().isoformat() == "2026-02-01"


def test_a_time_beyond_the_calendar_never_ends() -> None:
    assert deadline(at("9999-01-01"), Duration(9999, 9999, "year")).year == 9999


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        ("2026-01-31", State.IN_TIME, 30),
        ("2026-02-15", State.IN_TIME, 15),
        ("2026-02-16", State.DUE_SOON, 14),
        ("2026-03-02T23:59:59", State.DUE_SOON, 0),
        ("2026-03-03", State.LATE, -1),
    ],
)
def test_a_clock_goes_from_in_time_to_late(now: str, state: State, left: int) -> None:
    clock = FixClock(at("2026-01-31T08:00"), Duration(30, 30, "day"))

    assert (clock.state(at(now), due_soon=14), clock.days_left(at(now))) == (state, left)
