"""How old a metadata file may be, and which need not be new."""

from datetime import datetime, timedelta

import pytest

from keys_made import NOW, at
from upheld.facts.keys.key import Evidence
from upheld.key_hygiene.freshness import seen_at, staleness
from upheld.key_hygiene.limits import Limits


def evidence(made: datetime | None = None, source: str = "GitHub secrets") -> Evidence:
    return Evidence("secrets.json", source, made)


@pytest.mark.parametrize(
    ("made", "is_stale"), [("2026-01-24", False), ("2026-01-23T23:00:00Z", True), ("2026-02-09", False)]
)
def test_file_may_be_as_old_as_the_limit(made: str, is_stale: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (staleness(evidence(at(made)), None, Limits(), NOW) is not None) is is_stale


def test_file_that_does_not_say_is_as_old_as_its_commit() -> None:
    why = staleness(evidence(), NOW - timedelta(days=30), Limits(), NOW)

    assert why == "does not say when it was taken, and was committed 30 days ago, on 2026-01-01"
    assert staleness(evidence(NOW), NOW - timedelta(days=30), Limits(), NOW) is None


def test_file_that_nothing_dates_was_given_for_the_run() -> None:
    assert staleness(evidence(), None, Limits(), NOW) is None
    assert seen_at(evidence(), None, NOW) == NOW


@pytest.mark.parametrize("source", ["key inventory", "X.509 certificates", "OpenPGP public keys", "security.txt"])
def test_statements_and_published_files_do_not_age(source: str) -> None:
    assert staleness(evidence(source=source), at("2020-01-01"), Limits(), NOW) is None
    assert seen_at(evidence(source=source), at("2020-01-01"), NOW) == NOW


def test_inventory_that_says_when_it_was_taken_ages() -> None:
    assert (
        staleness(evidence(at("2026-01-01"), "key inventory"), None, Limits(), NOW)
        == "was taken 30 days ago, on 2026-01-01"
    )
    assert staleness(evidence(at("2026-01-01"), "key inventory"), None, Limits(evidence_age=30), NOW) is None


def test_nothing_is_seen_after_the_run() -> None:
    assert seen_at(evidence(NOW + timedelta(days=1)), None, NOW) == NOW
