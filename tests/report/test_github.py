"""The log of a workflow: what the runner only prints, and the few lines that it obeys."""

from dataclasses import replace
from typing import Any

import pytest

from ledgers import entry, ledger
from upheld.model import Entry, Level, Location, Notification, NotificationKind, Standing, Verdict, Waiver
from upheld.report import render
from upheld.report.github import Annotation, quarantined
from upheld.report.style import PLAIN

PRESSING = replace(
    entry(level=Level.WARNING), finding=replace(entry(verdict=Verdict.UPHELD).finding, level=Level.WARNING)
)


def obeyed(*entries: Entry, **stated: Any) -> list[str]:
    """Return the lines after the quarantine."""
    first, *lines = render("github", ledger(*entries, **stated), PLAIN).splitlines()
    return lines[lines.index(f"::{first.removeprefix('::stop-commands::')}::") + 1 :]


def commands(lines: list[str]) -> list[str]:
    return [line.split()[0].removeprefix("::") for line in lines]


def test_the_report_for_people_stands_in_the_quarantine() -> None:
    made = ledger(entry(message="it is not so"))
    text = render("github", made, PLAIN)

    assert text.startswith(quarantined(render("text", made, PLAIN)) + "\n::error ")


def test_nobody_can_write_a_text_that_ends_its_own_quarantine() -> None:
    token = quarantined("one").splitlines()[0].removeprefix("::stop-commands::")
    hostile = quarantined(f"one\n::{token}::\n::error::obeyed")

    assert hostile.splitlines()[-1] not in hostile.splitlines()[1:-1]
    assert quarantined("one") == quarantined("one")


def test_an_annotation_stands_at_the_line_with_how_to_mend_it() -> None:
    assert obeyed(entry(4, message="so it is", help="do it")) == [
        "::error file=SECURITY.md,line=4,col=1,title=upheld%3A some-rule::so it is. To mend it: do it"
    ]


def test_an_annotation_escapes_what_ends_a_property_or_a_line() -> None:
    annotation = Annotation("error", "a:b,c", "100%\r\n::error::x", Location("a,b:c%\n\u202e.md", 3, 2))

    assert str(annotation) == ("::error file=a%2Cb%3Ac%25%0A\\u202e.md,line=3,col=2,title=a%3Ab%2Cc::100%25 ::error::x")


@pytest.mark.parametrize(
    ("made", "strict", "command"),
    [
        (entry(level=Level.ERROR), False, "error"),
        (entry(level=Level.WARNING), False, "warning"),
        (entry(level=Level.NOTE), False, "notice"),
        (entry(verdict=Verdict.UNVERIFIED), False, "notice"),
        (entry(verdict=Verdict.UNVERIFIED), True, "warning"),
        (PRESSING, False, "warning"),
    ],
    ids=["error", "warning", "note", "unverified", "unverified and strict", "upheld, and not for long"],
)
def test_it_weighs_as_much_as_the_finding(made: Entry, command: str, *, strict: bool) -> None:
    assert commands(obeyed(made, strict=strict)) == [command]


def test_what_is_upheld_or_waived_or_not_verified_by_anything_is_no_annotation() -> None:
    waived = Waiver(("some-rule",), "soon", "ours", "2026-12-31", None, Location(".upheld.yml"))
    quiet = entry(verdict=Verdict.UNVERIFIED, level=Level.NOTE)

    assert obeyed(entry(verdict=Verdict.UPHELD), replace(entry(), waiver=waived), quiet) == []


def test_what_was_so_before_the_change_is_a_notice_that_says_so() -> None:
    (line,) = obeyed(replace(entry(message="so it is"), standing=Standing.EXISTING))

    assert line.startswith("::notice ")
    assert line.endswith("::so it is, as before this change")


def test_what_could_not_be_told_before_the_change_either_is_no_annotation() -> None:
    unverified = entry(verdict=Verdict.UNVERIFIED, message="nobody knows")

    assert list(obeyed(replace(unverified, standing=Standing.EXISTING))) == []
    (line,) = obeyed(replace(unverified, standing=Standing.NEW))
    assert line.endswith("::nobody knows")


def test_the_worst_come_first_and_a_run_that_could_not_tell_is_one_of_them() -> None:
    crash = Notification(NotificationKind.CRASH, "a check crashed")
    told = Notification(NotificationKind.INCOMPLETE, "a file cannot be read", Location("go.sum"))
    lines = obeyed(entry(level=Level.NOTE), entry(level=Level.WARNING), notifications=(told, crash))

    assert commands(lines) == ["error", "warning", "warning", "notice"]
    assert lines[0] == "::error title=upheld::a check crashed"
    assert "::warning file=go.sum,line=1,col=1,title=upheld::a file cannot be read" in lines


def test_ten_are_shown_without_a_word_about_more() -> None:
    assert commands(obeyed(*(entry(line) for line in range(1, 11)))) == ["error"] * 10


def test_of_more_than_ten_a_notice_names_the_files_that_have_most_of_the_rest() -> None:
    entries = [entry(line) for line in range(1, 11)]
    entries += [entry(line, path=path, level=Level.NOTE) for path in "aabbccde" for line in (1,)]
    lines = obeyed(*entries)

    assert commands(lines) == ["error"] * 10 + ["notice"]
    assert "::8 more (2 in a, 2 in b, 2 in c, 2 elsewhere); the log of this step" in lines[-1]


def test_of_more_than_ten_notices_one_makes_room_for_the_last() -> None:
    lines = obeyed(*(entry(line, level=Level.NOTE) for line in range(1, 13)))

    assert commands(lines) == ["notice"] * 10
    assert "::3 more (3 in SECURITY.md); " in lines[-1]
