"""Too old, never rotated, of no known age: around the limit, and of keys that need no rotation."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys_made import NOW, at, key
from upheld.facts.keys.key import NEVER, Key, State
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import Remark
from upheld.key_hygiene.rotation import rotation
from upheld.model import Verdict


def told(about: Key, promised: int | None = 90, seen: str | None = None) -> Remark | None:
    return rotation(about, Limits(promised), seen=at(seen) if seen else NOW, now=NOW)


@pytest.mark.parametrize(
    ("created", "is_told"),
    [
        ("2025-11-02", False),
        ("2025-11-01", True),
        ("2025-11-02T20:00:00-05:00", False),
        ("2025-11-02T05:00:00+09:00", True),
    ],
)
def test_the_limit_itself_is_within_it(created: str, is_told: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (told(key(created=created)) is not None) is is_told


def test_message_says_what_is_and_then_what_was_expected() -> None:
    about = key("ci", kind="deploy-key", created="2025-07-01")
    remark = told(about)

    assert remark
    assert remark.message(about) == "deploy key `ci` is 214 days old; keys are to be rotated every 90 days"
    assert (remark.rule, remark.verdict, remark.is_advice) == ("too-old", Verdict.BROKEN, False)
    assert remark.shown == "made on 2025-07-01"


def test_which_date_counts_and_what_it_proves_is_shown() -> None:
    remark = told(key(created="2020-01-01", changed="2025-10-01", note="the date proves that it was written"))

    assert remark
    assert remark.shown == "changed on 2025-10-01; the date proves that it was written"


def test_without_a_number_90_days_are_advice() -> None:
    remark = told(key(created="2025-11-01"), promised=None)

    assert remark
    assert (remark.is_advice, remark.expected) == (True, "keys are to be rotated regularly, taken as every 90 days")
    assert told(key(created="2025-11-02"), promised=None) is None


def test_key_that_was_never_rotated_is_told_when_it_is_too_old() -> None:
    old, young = key(created="2025-01-01", changed=NEVER), key(created="2026-01-01", changed=NEVER)
    remark = told(old)

    assert remark
    assert (remark.rule, remark.actual) == ("never-rotated", "is 395 days old and was never rotated")
    assert told(young) is None


@pytest.mark.parametrize("dates", [{}, {"changed": NEVER}, {"created": "2026-02-02"}, {"created": NEVER}])
def test_unknown_age_is_never_broken(dates: dict[str, Any]) -> None:
    remark = told(key(**dates))

    assert remark
    assert (remark.rule, remark.verdict) == ("unknown-age", Verdict.UNVERIFIED)


@pytest.mark.parametrize("state", [each for each in State if each is not State.ACTIVE])
def test_key_that_is_not_active_needs_no_rotation(state: State) -> None:
    assert told(key(created="2001-01-01", state=state)) is None


def test_what_became_too_old_after_the_metadata_were_taken_may_have_been_rotated() -> None:
    remark = told(key(created="2025-11-01"), seen="2026-01-28")

    assert remark
    assert remark.verdict is Verdict.UNVERIFIED
    assert "unless it was rotated since the metadata were taken on 2026-01-28" in remark.actual


def test_what_was_too_old_when_the_metadata_were_taken_is_broken_with_its_age_of_today() -> None:
    remark = told(key(created="2025-10-01"), seen="2026-01-28")

    assert remark
    assert (remark.verdict, remark.actual) == (Verdict.BROKEN, "is 122 days old")


@given(st.integers(0, 4000), st.integers(0, 1000), st.integers(0, 30))
def test_nothing_is_broken_within_the_limit_and_nothing_is_silent_beyond_it(age: int, limit: int, since: int) -> None:
    remark = rotation(key(created=NOW - timedelta(days=age)), Limits(limit), seen=NOW - timedelta(days=since), now=NOW)
    broken = remark is not None and remark.verdict is Verdict.BROKEN

    assert (remark is not None) == (age > limit)
    assert broken == (age - since > limit)
