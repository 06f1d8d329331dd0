from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledgers import entry
from upheld.model import Location, NotificationKind, RefusedWaiver, Verdict, Waiver
from upheld.waivers import Waivers

TODAY = date(2026, 6, 1)
WAIVER = Waiver(("some-rule",), "we know", "the team", "2026-12-31", None, Location(".upheld.yml", 3, 5))


def told(waiver: Waiver, *lines: int) -> list[str]:
    """Return what is told of a waiver in a run with findings on these lines."""
    waivers = Waivers((waiver,))
    notes = waivers.notifications([waivers.applied(entry(line), TODAY) for line in lines], TODAY)
    return [note.message for note in notes]


@pytest.mark.parametrize("expires", ["2026-06-01", "2026-06-02", "2030-01-01"])
def test_a_waiver_excuses_up_to_its_last_day(expires: str) -> None:
    waiver = replace(WAIVER, expires=expires)

    assert Waivers((waiver,)).applied(entry(), TODAY).waiver is waiver


@pytest.mark.parametrize("expires", ["2026-05-31", "2020-01-01"])
def test_an_expired_waiver_excuses_nothing(expires: str) -> None:
    assert Waivers((replace(WAIVER, expires=expires),)).applied(entry(), TODAY).waiver is None


@pytest.mark.parametrize(
    ("stated", "excused"),
    [
        ({}, True),
        ({"subject": "3"}, True),
        ({"subject": "4"}, False),
        ({"rules": ("other-rule",)}, False),
        ({"rules": ("other-rule",), "subject": "3"}, False),
    ],
)
def test_a_waiver_excuses_its_rule_and_where_it_names_one_its_subject(stated: dict[str, Any], *, excused: bool) -> None:
    applied = Waivers((replace(WAIVER, **stated),)).applied(entry(3), TODAY)

    assert (applied.waiver is not None) is excused
    assert applied.breaks_the_build is not excused


@pytest.mark.parametrize("verdict", [Verdict.UPHELD, Verdict.UNVERIFIED])
def test_only_what_is_broken_needs_a_waiver(verdict: Verdict) -> None:
    assert Waivers((WAIVER,)).applied(entry(verdict=verdict), TODAY).waiver is None


def test_a_valid_waiver_counts_beside_an_expired_one() -> None:
    expired = replace(WAIVER, expires="2026-01-01")

    assert Waivers((expired, WAIVER)).applied(entry(), TODAY).waiver is WAIVER


def test_a_waiver_in_use_that_holds_for_long_is_not_told() -> None:
    assert told(WAIVER, 3) == []


@pytest.mark.parametrize("expires", ["2026-06-01", "2026-06-15"])
def test_a_waiver_that_soon_expires_is_told(expires: str) -> None:
    assert told(replace(WAIVER, expires=expires), 3) == [f"the waiver of 'some-rule' by the team expires on {expires}"]


def test_a_waiver_that_expires_later_is_not_told_yet() -> None:
    assert told(replace(WAIVER, expires="2026-06-16"), 3) == []


def test_an_expired_waiver_is_told() -> None:
    assert told(replace(WAIVER, expires="2026-05-31"), 3) == [
        "the waiver of 'some-rule' by the team expired on 2026-05-31; what it excused counts again"
    ]


@pytest.mark.parametrize("lines", [(), (4,)])
def test_a_waiver_that_excuses_nothing_is_told(lines: tuple[int, ...]) -> None:
    assert told(replace(WAIVER, subject="3"), *lines) == [
        "the waiver of 'some-rule' by the team excuses nothing; remove it"
    ]


def test_a_note_points_at_the_waiver() -> None:
    (note,) = Waivers((WAIVER,)).notifications([], TODAY)

    assert (note.kind, note.location, note.rule) == (NotificationKind.NOTE, WAIVER.location, "some-rule")


def test_a_waiver_of_what_could_not_be_verified_is_not_called_needless() -> None:
    waivers = Waivers((WAIVER,))

    assert list(waivers.notifications([entry(verdict=Verdict.UNVERIFIED)], TODAY)) == []


@pytest.mark.parametrize(("come", "excused"), [(False, True), (True, False), (None, False)])
def test_a_waiver_until_an_event_ends_when_that_has_come(*, come: bool | None, excused: bool) -> None:
    until = {} if come is None else {"fixed": come}
    found = entry()
    found = replace(found, finding=replace(found.finding, until=until))
    waivers = Waivers((replace(WAIVER, expires="fixed"),))
    applied = waivers.applied(found, TODAY)

    assert (applied.waiver is not None) is excused
    told = [note.message for note in waivers.notifications([applied], TODAY)]
    if come:
        assert told == [
            f"the waiver of 'some-rule' by the team held until 'fixed', and that has come: {found.finding.subject} counts again"
        ]


def test_any_other_subject_of_a_finding_names_it() -> None:
    found = entry()
    found = replace(found, finding=replace(found.finding, also=("CVE-2025-1111",)))

    assert Waivers((replace(WAIVER, subject="CVE-2025-1111"),)).applied(found, TODAY).waiver
    assert Waivers((replace(WAIVER, subject="x", also=("CVE-2025-1111",)),)).applied(found, TODAY).waiver


def test_a_waiver_of_a_folder_holds_below_it_only() -> None:
    found = entry()
    inside, beside = (
        replace(found, finding=replace(found.finding, location=Location(path, 1))) for path in ("a/x.lock", "ab/x.lock")
    )
    waivers = Waivers((replace(WAIVER, folder="a/"),))

    assert waivers.applied(inside, TODAY).waiver
    assert waivers.applied(beside, TODAY).waiver is None


@pytest.mark.parametrize(("subject", "told"), [("CVE-2025-1111", True), ("CVE-2025-2222", False)])
def test_a_refused_statement_is_told_where_it_would_have_excused(subject: str, *, told: bool) -> None:
    found = entry()
    found = replace(found, finding=replace(found.finding, also=("CVE-2025-1111",)))
    waivers = Waivers((), (RefusedWaiver((subject,), Location("osv-scanner.toml", 3), "states no `reason`"),))
    notes = [note.message for note in waivers.notifications([found], TODAY)]

    assert notes == (["the statement on CVE-2025-1111 excuses nothing: it states no `reason`"] if told else [])
