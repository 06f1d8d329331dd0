import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from ledgers import entry, ledger
from upheld.model import (
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
from upheld.report.style import PLAIN

HARMFUL = [
    "a | b",
    "a\nb",
    "**bold** _thin_ `code` ~~gone~~",
    "[link](https://evil.example) ![image](https://evil.example/x.png)",
    "<script>alert(1)</script> <img src=x> <!-- -->",
    "https://evil.example www.evil.example",
    "@everybody #1",
    "# heading",
    "\\| escaped \\\\| twice",
    "&lt; &amp; &#64;",
    "</details>",
    "\x1b[31m\u202e",
]


def markdown(*entries: object, **stated: object) -> str:
    return render("markdown", ledger(*entries, **stated), PLAIN)  # type: ignore[arg-type]


def cells(text: str) -> list[list[str]]:
    """Return the cells of the first table as a reader sees them."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            assert {child.type for child in token.children or ()} <= {"text", "text_special", "link_open", "link_close"}
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows


@pytest.mark.parametrize(
    ("made", "headline"),
    [
        ([entry()], "a promise is broken"),
        ([entry(verdict=Verdict.UPHELD)], "nothing is broken"),
        ([entry(level=Level.WARNING)], "nothing is broken"),
        ([entry(verdict=Verdict.UNVERIFIED)], "nothing is broken"),
    ],
)
def test_the_verdict_comes_first(made: list[object], headline: str) -> None:
    assert markdown(*made).splitlines()[0] == f"## Upheld: {headline}"


def test_a_strict_run_with_something_unverified_says_so() -> None:
    text = markdown(entry(verdict=Verdict.UNVERIFIED), strict=True)

    assert text.startswith("## Upheld: not everything could be verified\n")


def test_what_is_broken_is_a_table_with_how_to_mend_it() -> None:
    assert cells(markdown(entry(4, message="so it is", help="mend it"))) == [
        ["Verdict", "Where", "What", "How to mend it"],
        ["error some-rule", "SECURITY.md:4", "so it is", "mend it"],
    ]


def test_what_is_upheld_is_folded_with_its_evidence() -> None:
    text = markdown(entry(verdict=Verdict.UPHELD, evidence=(Evidence("git tags", "3 tags"),)))

    assert "<details><summary>What is upheld (1)</summary>" in text
    assert text.rstrip().endswith("</details>")
    assert cells(text)[1][-1] == "git tags: 3 tags"


def test_notifications_are_a_list() -> None:
    text = markdown(notifications=(Notification(NotificationKind.CRASH, "a check crashed"),))

    assert text.endswith("\n- crash: a check crashed\n")


def test_without_a_policy_it_says_so() -> None:
    assert "Policy: none found;" in markdown(policy=PolicySource(None, "none"))


@pytest.mark.parametrize("text", HARMFUL)
def test_text_from_outside_is_only_text(text: str) -> None:
    report = markdown(entry(message=text, help=text))
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(report)

    (_, row) = cells(report)
    assert len(row) == 4
    for mark in ("<script", "<img", "<strong", "<em", "<code", "<s>", "<h1", "<!--", 'evil.example"', "</details"):
        assert mark not in html
    assert "://evil" not in report
    assert "@everybody" not in report


def test_a_long_text_is_cut() -> None:
    assert len(cells(markdown(entry(message="x" * 5000)))[1][2]) == 400


def test_a_report_too_long_for_github_is_cut_at_a_line_and_says_so() -> None:
    text = markdown(*(entry(line, message="é" * 390) for line in range(3000)))

    whole = text.count("\n| error")
    assert len(text.encode()) < 1024 * 1024
    assert text.endswith(f"**{3000 - whole:,} lines more do not fit into a job summary; see the JSON report.**\n")
    assert all(line.endswith("|") for line in text.splitlines() if line.startswith("| error"))


def test_a_report_that_is_cut_in_a_folded_part_says_so_outside_of_it() -> None:
    evidence = (Evidence("git tags", "x" * 390),)
    text = markdown(*(entry(line, verdict=Verdict.UPHELD, evidence=evidence) for line in range(3000)))

    assert text.count("<details>") == text.count("</details>") == 1
    assert re.search(r"\n</details>\n\n\*\*[\d,]+ lines more do not fit into a job summary", text)


def test_what_nobody_has_to_mend_today_is_folded_below_what_to_do() -> None:
    waiver = Waiver(("some-rule",), "the | table", "@us", "2026-12-31", None, Location(".upheld.yml"))
    text = markdown(
        replace(entry(1), waiver=waiver),
        entry(2, verdict=Verdict.UNVERIFIED, help="fetch the tags"),
        entry(3, verdict=Verdict.UNVERIFIED, level=Level.NOTE),
        replace(entry(4), standing=Standing.EXISTING),
        entry(5),
        fixed=(entry(6),),
        notifications=(Notification(NotificationKind.INCOMPLETE, "a file cannot be read"),),
    )

    order = [
        "### What to do",
        "- incomplete: a file cannot be read",
        "<details><summary>What this change mends (1)</summary>",
        "<details><summary>What was so before this change (1)</summary>",
        "<details open><summary>What could not be verified (1)</summary>",
        "<details><summary>What is waived (1)</summary>",
        "<details><summary>What nothing verifies (1)</summary>",
    ]
    assert [line for line in text.splitlines() if line.startswith(("###", "- ", "<details"))] == order
    assert "SECURITY.md:5" in text.partition("<details>")[0]
    assert "| the \\| table \\(&#64;us, until 2026\\-12\\-31\\) |" in text


def test_a_change_that_breaks_nothing_is_told_so_where_something_was_broken_before() -> None:
    assert markdown(replace(entry(), standing=Standing.EXISTING)).startswith("## Upheld: this change breaks nothing\n")


def test_a_strict_run_has_to_do_with_what_is_unverified() -> None:
    text = markdown(entry(verdict=Verdict.UNVERIFIED, help="fetch the tags"), strict=True)

    assert cells(text)[1][-1] == "fetch the tags"
    assert "<details" not in text


def test_a_finding_at_another_place_than_its_promise_names_both() -> None:
    text = markdown(entry(3, location=Location("src/server.py", 12)))

    assert cells(text)[1][1] == "src/server.py:12, promised in SECURITY.md:3"
