"""Compromised, suspected or leaked: whether a key was rotated since."""

import pytest

from keys_made import NOW, at, key
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.incidents import Incident, incident
from upheld.key_hygiene.remark import Remark
from upheld.model import Verdict

ON_THE_10TH = Incident(name="ci", since=at("2026-01-10"), what="may have been compromised on 2026-01-10 (a log)")


def told(about: Key, *incidents: Incident, seen: str | None = None) -> Remark | None:
    return incident(about, incidents or (ON_THE_10TH,), seen=at(seen) if seen else NOW, now=NOW)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ("2026-01-09T23:59:59Z", Verdict.BROKEN),
        ("2026-01-10", Verdict.UPHELD),
        ("2026-01-09T21:00:00-05:00", Verdict.UPHELD),
        ("2026-01-10T06:00:00+09:00", Verdict.BROKEN),
        ("2026-01-20", Verdict.UPHELD),
    ],
)
def test_rotation_on_the_same_day_or_later_counts(changed: str, verdict: Verdict) -> None:
    remark = told(key(created="2025-01-01", changed=changed))

    assert remark
    assert remark.verdict is verdict


def test_the_last_of_several_incidents_counts() -> None:
    later = Incident(name="CI", since=at("2026-01-20"), what="was seen in a ticket")
    remark = told(key(changed="2026-01-15"), later, ON_THE_10TH)

    assert remark
    assert remark.actual == "was seen in a ticket, and was not rotated since"


@pytest.mark.parametrize("name", ["ci", "CI", "42", "key inventory/CI"])
def test_key_is_named_by_name_id_or_source(name: str) -> None:
    remark = told(key(id="42", created="2025-01-01"), Incident(name=name, since=at("2026-01-10"), what="was lost"))

    assert remark
    assert remark.verdict is Verdict.BROKEN


def test_other_keys_are_left_alone() -> None:
    assert told(key("other", created="2025-01-01")) is None
    assert told(key("c", created="2025-01-01")) is None


def test_key_without_dates_is_unverified() -> None:
    remark = told(key())

    assert remark
    assert remark.verdict is Verdict.UNVERIFIED


def test_metadata_from_before_the_incident_tell_nothing_of_it() -> None:
    remark = told(key(created="2025-01-01"), seen="2026-01-09T12:00:00Z")

    assert remark
    assert remark.verdict is Verdict.UNVERIFIED


def test_rotation_in_the_future_is_none() -> None:
    remark = told(key(created="2025-01-01", changed="2026-03-01"))

    assert remark
    assert remark.verdict is Verdict.UNVERIFIED


def test_incident_after_the_run_has_not_happened() -> None:
    assert told(key(created="2025-01-01"), Incident(name="CI", since=at("2026-02-02"), what="was lost")) is None


def test_key_that_is_marked_as_compromised_is_broken_until_a_rotation_is_known() -> None:
    marked = key(created="2026-01-01", state=State.COMPROMISED)
    remark = incident(marked, (), seen=NOW, now=NOW)

    assert remark
    assert (remark.rule, remark.verdict) == ("compromised", Verdict.BROKEN)
    assert incident(key(created="2026-01-01"), (), seen=NOW, now=NOW) is None


def test_public_key_that_was_revoked_as_compromised_is_done_with() -> None:
    revoked = key(kind="public-key", state=State.COMPROMISED, note="revoked on 2025-01-01: compromised")

    assert incident(revoked, (), seen=NOW, now=NOW) is None


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.DESTROYED])
def test_key_that_was_taken_away_needs_no_rotation(state: State) -> None:
    assert told(key(created="2025-01-01", state=state)) is None


def test_worst_of_several_incidents_is_told() -> None:
    unsure = leak("2026-01-20", sure=False)
    remark = told(key(created="2026-01-01"), ON_THE_10TH, unsure)

    assert remark
    assert (remark.rule, remark.is_unsure) == ("compromised", False)


@pytest.mark.parametrize(
    ("renewed", "verdict", "unsure"),
    [
        ("2026-01-07T23:00:00Z", Verdict.BROKEN, False),
        ("2026-01-08", Verdict.BROKEN, True),
        ("2026-01-08T00:00:01Z", Verdict.BROKEN, False),
        ("2026-01-09T00:00:00Z", Verdict.BROKEN, True),
        ("2026-01-10T11:59:59Z", Verdict.BROKEN, True),
        ("2026-01-10T12:00:00Z", Verdict.UPHELD, False),
    ],
)
def test_leak_breaks_only_a_key_that_was_renewed_before_its_commit_was_written(
    renewed: str, verdict: Verdict, *, unsure: bool
) -> None:
    remark = told(key(created="2025-01-01", changed=renewed), leak("2026-01-10T12:00:00Z", "2026-01-08T12:00:00Z"))

    assert remark
    assert (remark.rule, remark.verdict, remark.is_unsure) == ("leaked", verdict, unsure)


def test_leak_of_which_nobody_knows_since_when_is_to_look_at() -> None:
    remark = told(key(created="2025-01-01"), leak("2026-01-10", None))

    assert remark
    assert (remark.verdict, remark.is_unsure) == (Verdict.BROKEN, True)
    assert remark.expected == "since when it stands there, `--history` tells"


def test_leak_of_what_may_be_another_key_is_to_look_at_and_over_with_a_rotation() -> None:
    unsure = leak("2026-01-10", sure=False)
    before, after = (told(key(created=day), unsure) for day in ("2026-01-09", "2026-01-11"))

    assert before
    assert before.is_unsure
    assert after is None


def leak(since: str, at_least: str | None = "2025-12-31", *, sure: bool = True) -> Incident:
    first = at(at_least) if at_least else None
    return Incident(name="ci", since=at(since), since_at_least=first, what="stands", rule="leaked", is_sure=sure)
