"""Quarters: their names and days, and when a review is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.review.period import NoPeriodError, Period, is_due, next_period, quarters_between

DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))


@given(DAYS)
def test_every_day_lies_in_its_quarter(day: date) -> None:
    period = Period.of(day)

    assert period.first <= day <= period.last
    assert Period.read(str(period)) == period
    assert period.later(1).first == period.last + timedelta(days=1)


@given(DAYS, st.integers(-40, 40))
def test_quarters_are_counted_across_years(day: date, steps: int) -> None:
    period = Period.of(day)

    assert period.later(steps).since(period) == steps
    assert (period.later(steps) > period) == (steps > 0)


@pytest.mark.parametrize("text", ["2026-q4", "2026Q4", " 2026-Q4 "])
def test_a_quarter_may_be_written_in_some_ways(text: str) -> None:
    assert str(Period.read(text)) == "2026-Q4"


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q0", "2026-Q5", "26-Q1", "Q4-2026", "2026-Q4x", "0000-Q1", "9999-Q4", "２０２６-Q4"]
)
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(NoPeriodError, match="is no quarter; write it as 2026-Q4"):
        Period.read(text)


@pytest.mark.parametrize(
    ("days", "quarters"), [(None, 1), (7, 1), (30, 1), (90, 1), (92, 1), (180, 2), (182, 2), (365, 4), (730, 8)]
)
def test_a_rhythm_is_a_number_of_quarters(days: int | None, quarters: int) -> None:
    assert quarters_between(days) == quarters


@pytest.mark.parametrize(
    ("last", "days", "today", "due"),
    [
        (None, 90, "2026-11-22", "2026-Q4"),
        ("2026-Q4", 90, "2026-12-31", "2027-Q1"),
        ("2026-Q4", 90, "2027-01-01", "2027-Q1"),
        ("2026-Q3", None, "2026-11-22", "2026-Q4"),
        ("2025-Q1", 90, "2026-11-22", "2026-Q4"),
        ("2026-Q1", 365, "2026-11-22", "2027-Q1"),
        ("2025-Q4", 365, "2026-11-22", "2026-Q4"),
        ("2027-Q1", 90, "2026-11-22", "2027-Q2"),
    ],
)
def test_a_review_is_due_in_the_quarter_that_the_rhythm_comes_to(
    last: str | None, days: int | None, today: str, due: str
) -> None:
    before, day = Period.read(last) if last else None, date.fromisoformat(today)

    assert str(next_period(before, days, day)) == due
    assert is_due(before, days, day) == (next_period(before, days, day) == Period.of(day))
