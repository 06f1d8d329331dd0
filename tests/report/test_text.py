import re
from dataclasses import replace
from textwrap import dedent
from typing import Any

import pytest

from ledgers import entry, ledger
from upheld.model import (
    Edit,
    Evidence,
    Level,
    Location,
    Notification,
    NotificationKind,
    PolicySource,
    Standing,
    Verdict,
    Waiver,
)
from upheld.report import render
from upheld.report.style import PLAIN, Style

WAIVER = Waiver(("some-rule",), "it is known", "the team", "2026-12-31", None, Location(".upheld.yml", 2))


def text(*entries: Any, **stated: Any) -> str:
    return render("text", ledger(*entries, **stated), PLAIN)


def test_a_broken_finding_is_a_block_with_its_source() -> None:
    made = entry(
        3,
        message="it is not so",
        location=Location("SECURITY.md", 3, 7, 10),
        related=(Location("SECURITY.md", 5),),
        evidence=(Evidence("git tags", "3 tags"), Evidence("manifest", "1.0", Location("VERSION", 1))),
        help="mend it",
        fix=(Edit("SECURITY.md", 3, 3, ("new",)),),
    )

    assert text(made) == dedent("""\
        error[some-rule]: it is not so
         --> SECURITY.md:3:7
          |
        3 | first row
          |       ^^^
          = see: SECURITY.md:5
          = evidence: git tags: 3 tags
          = evidence: manifest: 1.0 (VERSION:1)
          = help: mend it
          = fix: `upheld fix` shows the corrected lines, `upheld fix --write` writes them

        1 finding: 1 broken, 0 unverified, 0 upheld (SECURITY.md, 2026-01-31)
        """)


def test_an_upheld_finding_shows_its_evidence_and_no_source() -> None:
    made = entry(3, verdict=Verdict.UPHELD, evidence=(Evidence("git tags", "3 tags"),), help="never shown")

    assert text(made).splitlines()[:3] == [
        "upheld[some-rule]: it is not so",
        " --> SECURITY.md:3:1",
        "  = evidence: git tags: 3 tags",
    ]
    assert "never shown" not in text(made)


@pytest.mark.parametrize(
    ("source", "place", "mark"),
    [
        ("  first", Location("SECURITY.md", 1), "   ^^^^^"),
        ("first  ", Location("SECURITY.md", 1), " ^^^^^"),
        ("| 1.x | yes |", Location("SECURITY.md", 1, 3, 6), "   ^^^"),
        ("|\t1.x\t|", Location("SECURITY.md", 1, 3, 6), "      ^^^"),
        ("a\x1bb c", Location("SECURITY.md", 1, 5, 6), "          ^"),
        ("x" * 300, Location("SECURITY.md", 1, 200, 210), ""),
        ("x" * 300, Location("SECURITY.md", 1, 150, 210), f"{' ' * 150}{'^' * 11}"),
    ],
)
def test_the_mark_stands_under_the_words_as_they_are_shown(source: str, place: Location, mark: str) -> None:
    lines = text(entry(location=place), sources={"SECURITY.md": source}).splitlines()

    assert lines[4] == f"  |{mark}"


def test_a_long_line_is_cut() -> None:
    lines = text(entry(1), sources={"SECURITY.md": "x" * 1000}).splitlines()

    assert max(map(len, lines)) <= 170
    assert lines[3].endswith("…")


@pytest.mark.parametrize("line", [0, 9])
def test_a_place_outside_of_the_file_has_no_source(line: int) -> None:
    assert "|" not in text(entry(location=Location("SECURITY.md", line)))


def test_a_waived_finding_says_why_and_until_when() -> None:
    made = replace(entry(), waiver=WAIVER)

    assert text(made).startswith("waived[some-rule]: ")
    assert "= waived: it is known (the team, until 2026-12-31)" in text(made)
    assert "0 broken, 0 unverified, 0 upheld, 1 waived" in text(made)


def test_what_is_said_of_several_promises_is_said_once() -> None:
    report = text(entry(3, message="nobody checks it"), entry(4, message="nobody checks it"))

    assert report.count("nobody checks it") == 1
    assert "--> SECURITY.md:3:1" in report
    assert "--> SECURITY.md:4:1" in report


def test_a_waived_finding_is_told_apart_from_one_that_counts() -> None:
    report = text(entry(3, message="the same"), replace(entry(4, message="the same"), waiver=WAIVER))

    assert "error[some-rule]: the same" in report
    assert "waived[some-rule]: the same" in report


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (NotificationKind.NOTE, "note"),
        (NotificationKind.INCOMPLETE, "warning"),
        (NotificationKind.NOTHING_TO_CHECK, "warning"),
        (NotificationKind.CRASH, "error"),
    ],
)
def test_a_notification_is_announced_by_its_weight(kind: NotificationKind, label: str) -> None:
    note = Notification(kind, "look here", Location(".upheld.yml", 3, 5))

    assert text(notifications=(note,)).startswith(f"{label}: look here\n --> .upheld.yml:3:5\n")


@pytest.mark.parametrize(
    ("made", "line"),
    [
        ([], "0 findings: 0 broken, 0 unverified, 0 upheld"),
        ([entry()], "1 finding: 1 broken, 0 unverified, 0 upheld"),
        ([entry(level=Level.WARNING)], "1 finding: 0 broken, 1 to mend (no error), 0 unverified, 0 upheld"),
        ([entry(1), entry(2, verdict=Verdict.UPHELD)], "2 findings: 1 broken, 0 unverified, 1 upheld"),
        ([entry(verdict=Verdict.UNVERIFIED)], "1 finding: 0 broken, 1 unverified, 0 upheld"),
    ],
)
def test_the_last_line_counts_broken_first(made: list[Any], line: str) -> None:
    assert text(*made).splitlines()[-1] == f"{line} (SECURITY.md, 2026-01-31)"


def test_without_a_policy_the_last_line_says_so() -> None:
    assert text(policy=PolicySource(None, "none")).endswith("(no policy, 2026-01-31)\n")


@pytest.mark.parametrize("harmful", ["a\x1b[2Jb", "a\u202eb", "a\r\nb", "a\x9bb", "a\u2028b", "::error::b", "[main]"])
def test_text_from_outside_cannot_steer_the_terminal(harmful: str) -> None:
    made = entry(
        message=harmful,
        location=Location(harmful, 1),
        help=harmful,
        evidence=(Evidence(harmful, harmful, Location(harmful)),),
    )
    report = text(made, sources={harmful: harmful}, notifications=(Notification(NotificationKind.NOTE, harmful),))

    assert all(line.isprintable() and not line.startswith("::") for line in report.splitlines())


def test_colours_are_only_added() -> None:
    made = ledger(entry(3, help="mend it"), entry(4, verdict=Verdict.UPHELD, message="other"))
    coloured = render("text", made, Style(colour=True))

    assert "\x1b[31;1merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", coloured) == render("text", made, PLAIN)


BASE = "0123456789abcdef" + "0" * 24


def test_compared_with_a_base_it_tells_what_was_so_before_and_what_is_fixed() -> None:
    new = replace(entry(3, message="it is new"), standing=Standing.NEW)
    known = replace(entry(4, message="it is old"), standing=Standing.EXISTING)
    lines = text(new, known, base=BASE, fixed=(entry(5, message="it was so"),)).splitlines()
    counts = "2 findings: 2 broken (1 new), 0 unverified, 0 upheld, 1 fixed"

    assert lines[0] == "error[some-rule]: it is new"
    assert "error[some-rule], so before: it is old" in lines
    assert lines[-3:] == [
        "fixed[some-rule]: it was so (SECURITY.md:5:1 at 0123456789ab)",
        "",
        f"{counts} (SECURITY.md, 2026-01-31, compared with 0123456789ab)",
    ]


def test_what_is_new_and_what_was_so_before_are_not_put_together() -> None:
    alike = [replace(entry(line, message="the same"), standing=each) for line, each in enumerate(Standing, 3)]
    report = text(*alike, base=BASE)

    assert "error[some-rule]: the same" in report
    assert "error[some-rule], so before: the same" in report


@pytest.mark.parametrize(
    ("level", "standing", "said"),
    [
        (Level.ERROR, Standing.EXISTING, "1 broken (none new), "),
        (Level.ERROR, Standing.NEW, "1 broken (1 new), "),
        (Level.WARNING, Standing.NEW, "0 broken, 1 to mend (no error, 1 new), "),
    ],
)
def test_the_last_line_says_how_much_is_new(level: Level, standing: Standing, said: str) -> None:
    assert said in text(replace(entry(level=level), standing=standing), base=BASE).splitlines()[-1]
