"""Which keys have leaked: by names and identifiers, with the moments between which nobody knows."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from keys_made import NOW, at, key
from upheld.facts.keys.key import Key
from upheld.facts.leaks import Commit, Leak
from upheld.facts.leaks.naming import Called
from upheld.key_hygiene.incidents import Incident
from upheld.key_hygiene.leaking import leaked
from upheld.model import Location, Waiver
from upheld.secrets import Confidence

COMMIT = Commit("0123456789abcdef" * 2, at("2026-01-10T12:00:00Z"), at("2026-01-08"))


def leak(*variables: str, ids: tuple[str, ...] = (), **stated: Any) -> Leak:
    made = Leak(
        rule="github-token",
        title="GitHub token",
        category="api-keys",
        confidence=Confidence.HIGH,
        path="deploy.sh",
        lines=(3,),
        commit=COMMIT,
        brought_by=COMMIT,
        called=Called(frozenset(variables), frozenset(ids)),
    )
    return replace(made, **stated)


def incidents(*leaks: Leak, keys: tuple[Key, ...] = (), used: tuple[str, ...] = (), **asked: Any) -> list[Incident]:
    def line_time(_: Location) -> datetime | None:
        return asked.get("line_time")

    return list(leaked(leaks, keys, used=used, line_time=line_time, now=NOW))


def test_leak_is_of_the_key_whose_name_the_variable_bears() -> None:
    (found,) = incidents(leak("bot_token"), keys=(key("BOT_TOKEN"), key("OTHER_TOKEN")))

    assert (found.name, found.rule, found.is_sure) == ("bot_token", "leaked", True)
    assert (found.since, found.since_at_least) == (COMMIT.at, COMMIT.written)
    assert found.what == "stands in the history since 2026-01-10 (deploy.sh:3, commit 0123456789ab)"


def test_leak_that_nothing_known_is_called_like_is_left_to_the_scan() -> None:
    assert incidents(leak("BOT_TOKEN"), leak(), keys=(key("BOT"),)) == []


def test_secret_that_only_workflows_name_may_have_leaked_too() -> None:
    assert [each.name for each in incidents(leak("BOT_TOKEN"), used=("BOT_TOKEN",))] == ["BOT_TOKEN"]


@pytest.mark.parametrize("name", ["API_KEY", "token", "clientSecret", "DEPLOY", "ci"])
def test_name_that_many_keys_bear_does_not_make_sure(name: str) -> None:
    (found,) = incidents(leak(name), keys=(key(name),))

    assert not found.is_sure


def test_name_that_two_known_keys_bear_does_not_make_sure() -> None:
    found = incidents(leak("BOT_TOKEN"), keys=(key("BOT_TOKEN"), key("bot_token", source="GitHub secrets")))

    assert [each.is_sure for each in found] == [False]


def test_leak_that_is_to_review_does_not_make_sure() -> None:
    (found,) = incidents(leak("BOT_TOKEN", confidence=Confidence.MEDIUM), keys=(key("BOT_TOKEN"),))

    assert not found.is_sure


@pytest.mark.parametrize("about", [key("a", id="AKIA1"), key("a", fingerprint="AKIA1")], ids=["id", "fingerprint"])
def test_identifier_makes_sure_whatever_the_variable_is(about: Key) -> None:
    (found,) = incidents(leak("API_KEY", ids=("AKIA1",)), keys=(about,))

    assert (found.name, found.is_sure) == ("AKIA1", True)
    assert found.is_about(about)


def test_without_the_history_only_the_line_tells_since_when() -> None:
    standing = leak("BOT_TOKEN", commit=None, brought_by=None)
    (dated,) = incidents(standing, keys=(key("BOT_TOKEN"),), line_time=at("2026-01-20"))
    (undated,) = incidents(standing, keys=(key("BOT_TOKEN"),))

    assert (dated.since, dated.since_at_least) == (at("2026-01-20"), None)
    assert dated.what == "stands in deploy.sh:3, on a line last changed on 2026-01-20"
    assert (undated.since, undated.what) == (NOW, "stands in deploy.sh:3")


def test_value_that_still_stands_is_told_with_its_place_and_its_first_commit() -> None:
    (found,) = incidents(leak("BOT_TOKEN", commit=None), keys=(key("BOT_TOKEN"),))

    assert found.what == "stands in deploy.sh:3, and in the history since 2026-01-10 (commit 0123456789ab)"


def test_commit_of_a_change_alone_is_not_known_to_be_the_first() -> None:
    (found,) = incidents(leak("BOT_TOKEN", brought_by=None), keys=(key("BOT_TOKEN"),))

    assert (found.since, found.since_at_least) == (COMMIT.at, None)


def test_commit_of_the_future_tells_no_time() -> None:
    ahead = Commit("a" * 40, at("2027-01-01"), at("2025-01-01"))
    (found,) = incidents(leak("BOT_TOKEN", brought_by=ahead, commit=ahead), keys=(key("BOT_TOKEN"),))

    assert (found.since, found.since_at_least) == (NOW, None)


def test_what_is_not_committed_or_allowed_has_not_leaked() -> None:
    def allowed(until: str) -> Leak:
        return leak("BOT_TOKEN", waiver=Waiver((), "of a test server", "deploy.sh", until, None, Location("deploy.sh")))

    keys = (key("BOT_TOKEN"),)

    assert incidents(leak("BOT_TOKEN", untracked=True), allowed("2026-01-31"), keys=keys) == []
    assert len(incidents(allowed("2026-01-30"), keys=keys)) == 1


def test_of_many_leaks_of_one_name_those_that_count_are_told() -> None:
    def at_day(day: int, *, knows_first: bool = True) -> Leak:
        commit = Commit(f"{day:040}", at(f"2026-01-{day:02}"), at("2025-12-01"))
        return leak("BOT_TOKEN", commit=commit, brought_by=commit if knows_first else None)

    leaks = (*(at_day(day) for day in range(1, 20)), at_day(20, knows_first=False))
    found = incidents(*leaks, keys=(key("BOT_TOKEN"),))

    assert [(each.since, each.since_at_least) for each in found] == [
        (at("2026-01-20"), None),
        (at("2026-01-01"), at("2025-12-01")),
    ]
