from datetime import date

import pytest

from upheld.policy.dates import last_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026\u201109\u201130", date(2026, 9, 30)),
        ("2026/9/3", date(2026, 9, 3)),
        ("2026.09.30", date(2026, 9, 30)),
        ("2026-09-15T00:00:00Z", date(2026, 9, 15)),
        ("30.09.2026", date(2026, 9, 30)),
        ("30-09-2026", date(2026, 9, 30)),
        ("30 September 2026", date(2026, 9, 30)),
        ("30th of September, 2026", date(2026, 9, 30)),
        ("1st Oct. 2026", date(2026, 10, 1)),
        ("30-Sep-2026", date(2026, 9, 30)),
        ("September 30, 2026", date(2026, 9, 30)),
        ("Sept 30th 2026", date(2026, 9, 30)),
        ("DECEMBER 1 2026", date(2026, 12, 1)),
        ("2026 September 30", date(2026, 9, 30)),
        ("2026, Sept. 30th", date(2026, 9, 30)),
        ("2026-Sep-30", date(2026, 9, 30)),
    ],
)
def test_a_day_is_read_in_every_usual_spelling(text: str, day: date) -> None:
    assert last_day(text) == day
    assert last_day(f"supported until {text} at least") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("September 2026", date(2026, 9, 30)),
        ("Feb. 2027", date(2027, 2, 28)),
        ("February of 2028", date(2028, 2, 29)),
        ("2026-09", date(2026, 9, 30)),
        ("09/2026", date(2026, 9, 30)),
        ("09.2026", date(2026, 9, 30)),
        ("2026 September", date(2026, 9, 30)),
        ("2026 May", date(2026, 5, 31)),
        ("2026 may be extended", date(2026, 12, 31)),
        ("Q1 2026", date(2026, 3, 31)),
        ("2026-Q3", date(2026, 9, 30)),
        ("H1 2026", date(2026, 6, 30)),
        ("2026 H2", date(2026, 12, 31)),
        ("the end of 2026", date(2026, 12, 31)),
        ("2026", date(2026, 12, 31)),
    ],
)
def test_a_period_ends_with_its_last_day(text: str, day: date) -> None:
    assert last_day(text) == day


def test_an_ambiguous_date_is_read_day_first() -> None:
    assert last_day("04/05/2026") == date(2026, 5, 4)


def test_month_first_is_taken_where_day_first_is_no_date() -> None:
    assert last_day("04/25/2026") == date(2026, 4, 25)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-13-01", "31 June 2026", "2026-00", "99.99.2026"],
)
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert last_day(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "soon", "when 3.0 is out", "30/09/26", "1.2.3", "20260930", "12 months", "3026-01-01", "build 202609"],
)
def test_text_without_a_date_has_none(text: str) -> None:
    assert last_day(text) is None


@pytest.mark.parametrize("text", ["marketing 2026", "maybe 2026", "decided in 2026", "novel 2026"])
def test_a_word_that_begins_like_a_month_is_none(text: str) -> None:
    assert last_day(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-01 - 2026-09-30",
        "2024-10-01 to 2026-09-30",
        "1 Oct 2024 – 30 Sep 2026",
        "Oct 2024 → Sep 2026",
        "fixes until 2025-09-30, security until 2026-09-30",
    ],
)
def test_a_span_ends_with_its_second_date(text: str) -> None:
    assert last_day(text) == date(2026, 9, 30)
