from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.facts.keys.key import NEVER
from upheld.facts.keys.moments import moment

EVENING = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-31T23:30:00Z",
        "2026-01-31t23:30:00z",
        "2026-01-31T23:30:00+00:00",
        "2026-01-31 23:30:00+00:00",
        "2026-01-31 23:30:00 UTC",
        "2026-01-31T23:30Z",
        "2026-02-01T05:00:00+05:30",
        "2026-02-01T13:30:00+14:00",
        "2026-01-31T11:30:00-12:00",
        "2026-01-31T18:30:00-0500",
        "2026-01-31T23:30:00.000000000Z",
        1769902200,
        1769902200.0,
        1769902200000,
        "1769902200",
        "1769902200000",
        "1769902200.000",
    ],
)
def test_one_moment_is_read_alike_in_every_zone_and_unit(value: object) -> None:
    assert moment(value) == EVENING


def test_a_day_alone_begins_in_utc() -> None:
    assert moment("2024-02-29") == datetime(2024, 2, 29, tzinfo=UTC)


def test_nanoseconds_are_cut_to_microseconds() -> None:
    assert moment("2026-01-31T23:30:00.123456789Z") == EVENING.replace(microsecond=123456)


def test_a_leap_second_belongs_to_its_minute() -> None:
    assert moment("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("value", ["9999-12-31T23:59:59Z", "9999-12-31", "9999-12-31T23:59:59.999-12:00"])
def test_the_last_day_of_time_is_never(value: str) -> None:
    assert moment(value) is NEVER


@pytest.mark.parametrize("value", [None, "", "  ", 0, "0001-01-01T00:00:00Z"])
def test_what_nobody_set_is_not_known(value: object) -> None:
    assert moment(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T23:30:00+25:00",
        "2026-W05-1",
        "31.01.2026",
        "01/31/2026",
        "١٧٦٩٩٠٢٢٠٠",
        -1,
        1e300,
        float("nan"),
        float("inf"),
        True,
        [],
        {},
        "2026-01-31T23:30:00Z" * 10_000,
    ],
)
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is no time"):
        moment(value)


def test_a_time_without_its_offset_is_refused_since_it_may_be_a_day_off() -> None:
    with pytest.raises(ValueError, match="without its offset"):
        moment("2026-01-31T23:30:00")


@given(st.datetimes(datetime(1971, 1, 1), datetime(2900, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_seconds_milliseconds_and_text_say_the_same(made: datetime) -> None:
    made = made.replace(microsecond=0, fold=0)
    seconds = int(made.timestamp())
    expected = datetime.fromtimestamp(seconds, UTC)

    assert moment(expected.isoformat()) == expected
    if seconds >= 100_000_000:
        assert moment(seconds * 1000) == expected
        assert moment(seconds) == expected
        assert moment(str(seconds)) == expected
