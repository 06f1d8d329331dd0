"""New, existing, fixed: the head's ledger beside that of its base."""

from dataclasses import replace
from typing import Any

import pytest

from ledgers import entry, ledger
from upheld.model import Entry, Level, Standing, Verdict, Waiver
from upheld.model import Location as Place
from upheld.standing import compared


def finding(subject: str, verdict: Verdict = Verdict.BROKEN, **stated: Any) -> Entry:
    return replace(entry(verdict=verdict, subject=subject, **stated), fingerprint=subject)


def standings(*head: Entry, base: tuple[Entry, ...] = ()) -> list[Standing | None]:
    return [each.standing for each in compared(ledger(*head), ledger(*base)).entries]


def test_what_the_base_did_not_say_is_new() -> None:
    assert standings(finding("a"), finding("b"), base=(finding("a"),)) == [Standing.EXISTING, Standing.NEW]


def test_the_same_subject_with_another_line_or_message_is_the_same() -> None:
    assert standings(finding("a", line=9, message="3 of them"), base=(finding("a", message="2 of them"),)) == [
        Standing.EXISTING
    ]


def test_one_more_of_the_same_is_new() -> None:
    assert standings(finding("a"), finding("a"), base=(finding("a"),)) == [Standing.EXISTING, Standing.NEW]


def test_what_was_unverified_and_is_broken_now_is_new() -> None:
    assert standings(finding("a"), base=(finding("a", Verdict.UNVERIFIED),)) == [Standing.NEW]
    assert standings(finding("a", Verdict.UNVERIFIED), base=(finding("a"),)) == [Standing.NEW]


def test_what_is_upheld_has_no_standing() -> None:
    assert standings(finding("a", Verdict.UPHELD), base=(finding("a"),)) == [None]


def test_what_is_upheld_today_and_will_not_be_for_long_is_new_or_existing_too() -> None:
    well = finding("a", Verdict.UPHELD)
    pressing = replace(well, finding=replace(well.finding, level=Level.WARNING))

    assert standings(pressing, base=(well,)) == [Standing.NEW]
    assert standings(pressing, base=(pressing,)) == [Standing.EXISTING]


def test_a_check_may_know_by_itself_what_was_so_before() -> None:
    assert standings(finding("a", known_before=True), finding("b")) == [Standing.EXISTING, Standing.NEW]


def test_what_is_not_broken_any_more_is_fixed_and_what_was_waived_is_not() -> None:
    waiver = Waiver(("some-rule",), "why", "who", "2027-01-01", None, Place(".upheld.yml"))
    base = (finding("a"), finding("b"), finding("c", Verdict.UNVERIFIED), replace(finding("d"), waiver=waiver))

    assert [each.fingerprint for each in compared(ledger(finding("b")), ledger(*base)).fixed] == ["a"]


@pytest.mark.parametrize(("known", "code"), [(True, 0), (False, 1)])
def test_only_what_is_new_fails_the_run(known: bool, code: int) -> None:  # noqa: FBT001
    base = ledger(*[finding("a")] * known)

    assert compared(ledger(finding("a")), base).exit_code == code


@pytest.mark.parametrize(("known", "code"), [(True, 0), (False, 3)])
def test_strict_fails_on_what_the_change_leaves_open_only(known: bool, code: int) -> None:  # noqa: FBT001
    base = ledger(*[finding("a", Verdict.UNVERIFIED)] * known)

    assert compared(ledger(finding("a", Verdict.UNVERIFIED), strict=True), base).exit_code == code


def test_what_was_upheld_and_cannot_be_told_any_more_is_lost() -> None:
    base = ledger(finding("a", Verdict.UPHELD), finding("b", Verdict.UNVERIFIED))
    head = ledger(*(finding(subject, Verdict.UNVERIFIED) for subject in "abc"), finding("a"))

    assert [each.lost for each in compared(head, base).entries] == [True, False, False, False]
