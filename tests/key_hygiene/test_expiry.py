"""Expired but active, about to expire, without an end."""

import pytest

from keys_made import NOW, at, key
from upheld.facts.keys.key import NEVER, State
from upheld.key_hygiene.expiry import expiry, no_expiry
from upheld.key_hygiene.limits import Limits
from upheld.model import Verdict


@pytest.mark.parametrize(
    ("expires", "rule", "actual"),
    [
        ("2026-02-15", None, None),
        ("2026-02-14T23:59:59Z", "expires-soon", "expires in 14 days"),
        ("2026-02-01T12:00:00Z", "expires-soon", "expires in 1 day"),
        ("2026-01-31", "expires-soon", "expires today"),
        ("2026-01-31T12:00:00Z", "expired", "expired today and is still active"),
        ("2026-01-31T23:30:00-05:00", "expires-soon", "expires in 1 day"),
        ("2026-01-30", "expired", "expired 1 day ago and is still active"),
    ],
)
def test_days_left_are_those_of_the_calendar_in_utc(expires: str, rule: str | None, actual: str | None) -> None:
    remark = expiry(key(expires=expires), Limits(), seen=NOW, now=NOW)

    assert (remark.rule, remark.actual) == (rule, actual) if remark else rule is None


def test_what_will_expire_is_upheld_and_what_has_is_broken() -> None:
    soon = expiry(key(expires="2026-02-02"), Limits(), seen=NOW, now=NOW)
    over = expiry(key(expires="2026-01-02"), Limits(), seen=NOW, now=NOW)

    assert soon
    assert over
    assert (soon.verdict, over.verdict) == (Verdict.UPHELD, Verdict.BROKEN)
    assert soon.is_advice
    assert over.is_advice


def test_what_expired_after_the_metadata_were_taken_may_have_been_renewed() -> None:
    remark = expiry(key(expires="2026-01-29T12:00:00Z"), Limits(), seen=at("2026-01-28"), now=NOW)

    assert remark
    assert remark.verdict is Verdict.UNVERIFIED


def test_published_key_is_still_published() -> None:
    remark = expiry(key(kind="public-key", expires="2026-01-01"), Limits(), seen=NOW, now=NOW)

    assert remark
    assert remark.actual == "expired 30 days ago and is still published"


@pytest.mark.parametrize("state", [State.DEACTIVATED, State.SUSPENDED, State.DESTROYED])
def test_key_that_is_not_active_may_have_expired(state: State) -> None:
    assert expiry(key(expires="2020-01-01", state=state), Limits(), seen=NOW, now=NOW) is None


def test_only_what_is_known_to_have_no_end_lacks_one() -> None:
    never = no_expiry(key(expires=NEVER))

    assert never
    assert never.verdict is Verdict.BROKEN
    assert no_expiry(key()) is None
    assert no_expiry(key(expires="2030-01-01")) is None
    assert expiry(key(expires=NEVER), Limits(), seen=NOW, now=NOW) is None
