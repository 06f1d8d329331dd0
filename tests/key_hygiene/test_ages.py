"""Ages are right to the day, whatever the offsets in which dates are written."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys_made import NOW, at, key
from upheld.facts.keys.key import NEVER
from upheld.key_hygiene.ages import age_of, whole_days, why_unknown

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001 - the zone follows


@pytest.mark.parametrize(
    ("created", "now", "days"),
    [
        ("2026-01-31", "2026-01-31T23:59:59Z", 0),
        ("2025-11-02", "2026-01-31T23:59:59Z", 90),
        ("2025-11-01", "2026-01-31T23:59:59Z", 91),
        ("2025-11-02T20:00:00-05:00", "2026-01-31T23:59:59Z", 89),
        ("2025-11-03T08:00:00+09:00", "2026-01-31T23:59:59Z", 90),
        ("2026-01-30T12:00:00Z", "2026-01-31T11:59:59Z", 0),
        ("2026-01-30T12:00:00Z", "2026-01-31T12:00:00Z", 1),
        ("2024-02-28", "2024-03-01", 2),
        ("2025-10-25T12:00:00+02:00", "2025-10-26T12:00:00+01:00", 1),
    ],
)
def test_age_is_in_whole_days(created: str, now: str, days: int) -> None:
    age = age_of(key(created=created), at(now))

    assert age
    assert age.days == days


def test_age_is_counted_from_the_later_date() -> None:
    renewed = age_of(key(created="2020-01-01", changed="2026-01-30"), NOW)
    listed_anew = age_of(key(created="2026-01-29", changed="2020-01-01"), NOW)

    assert renewed
    assert listed_anew
    assert (renewed.days, listed_anew.days) == (1, 2)


def test_never_rotated_is_told_only_where_the_metadata_say_so() -> None:
    never = age_of(key(created="2026-01-30", changed=NEVER), NOW)
    unknown = age_of(key(created="2026-01-30"), NOW)

    assert never
    assert unknown
    assert (never.told, unknown.told) == ("is 1 day old and was never rotated", "is 1 day old")


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({}, "has no age: nothing tells when it was made or rotated"),
        ({"changed": NEVER}, "was never rotated, and nothing tells when it was made"),
        ({"created": "2026-02-01T00:10:00Z"}, "was created after the time of the run, so its age cannot be told"),
        ({"created": "2020-01-01", "changed": "2026-03-01"}, "was changed after the time of the run, so its age"),
    ],
)
def test_what_has_no_age_says_why(dates: dict[str, Any], why: str) -> None:
    assert age_of(key(**dates), NOW) is None
    assert why_unknown(key(**dates), NOW).startswith(why)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20_000)), ZONES, ZONES)
def test_offsets_change_no_age(since: datetime, passed: timedelta, one: timezone, other: timezone) -> None:
    until = since + passed

    assert whole_days(since.astimezone(one), until.astimezone(other)) == passed.days


@given(MOMENTS, st.integers(0, 20_000), st.timedeltas(timedelta(0), timedelta(days=1) - timedelta(microseconds=1)))
def test_a_part_of_a_day_is_no_day(since: datetime, days: int, more: timedelta) -> None:
    age = age_of(key(created=since), since + timedelta(days=days) + more)

    assert age
    assert age.days == days
