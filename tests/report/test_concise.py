from dataclasses import replace

import pytest

from ledgers import entry, ledger
from upheld.model import Level, Location, Notification, NotificationKind, PolicySource, Standing, Verdict, Waiver
from upheld.report import render
from upheld.report.style import PLAIN, Style

WAIVER = Waiver(("some-rule",), "known", "us", "2026-12-31", None, Location(".upheld.yml", 2))


@pytest.mark.parametrize(
    ("verdict", "level", "label"),
    [
        (Verdict.BROKEN, Level.ERROR, "error"),
        (Verdict.BROKEN, Level.WARNING, "warning"),
        (Verdict.BROKEN, Level.NOTE, "note"),
        (Verdict.UNVERIFIED, Level.ERROR, "unverified"),
        (Verdict.UPHELD, Level.ERROR, "upheld"),
    ],
)
def test_a_line_a_finding(verdict: Verdict, level: Level, label: str) -> None:
    text = render("concise", ledger(entry(4, verdict=verdict, level=level, message="so it is")), PLAIN)

    assert text == f"SECURITY.md:4: {label}: so it is [some-rule]\n"


def test_the_place_is_that_of_the_finding_where_it_has_one() -> None:
    text = render("concise", ledger(entry(4, location=Location("docs/other.md", 7))), PLAIN)

    assert text.startswith("docs/other.md:7: ")


@pytest.mark.parametrize(
    ("location", "policy", "place"),
    [
        (Location(".upheld.yml", 3), "SECURITY.md", ".upheld.yml:3"),
        (None, "SECURITY.md", "SECURITY.md"),
        (None, None, "."),
    ],
)
def test_a_line_a_notification(location: Location | None, policy: str | None, place: str) -> None:
    note = Notification(NotificationKind.INCOMPLETE, "something lacks", location)
    source = PolicySource(policy, "repository")

    assert (
        render("concise", ledger(notifications=(note,), policy=source), PLAIN)
        == f"{place}: incomplete: something lacks\n"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert render("concise", ledger(), PLAIN) == ""


def test_it_is_never_coloured() -> None:
    assert "\x1b" not in render("concise", ledger(entry()), Style(colour=True))


@pytest.mark.parametrize("harmful", ["a\nb", "a\rb", "a\x1b[31mb", "a\u202eb", "a\u2028b"])
def test_text_from_outside_stays_on_its_line(harmful: str) -> None:
    text = render("concise", ledger(entry(message=harmful, location=Location(harmful, 1))), PLAIN)

    assert text.count("\n") == 1
    assert text.isprintable() or text.rstrip("\n").isprintable()


def test_compared_with_a_base_a_line_ends_with_what_was_so_before_and_the_fixed_are_last() -> None:
    entries = [replace(entry(line, message="it is"), standing=each) for line, each in enumerate(Standing, 3)]
    text = render("concise", ledger(*entries, base="a" * 40, fixed=(entry(9, message="it was"),)), PLAIN)

    assert text.splitlines() == [
        "SECURITY.md:3: error: it is [some-rule]",
        "SECURITY.md:4: error: it is [some-rule] (so before)",
        "SECURITY.md:9: fixed: it was [some-rule]",
    ]
