import pytest
from markdown_it import MarkdownIt

from ledgers import entry, ledger
from upheld.model import Evidence, Level, Notification, NotificationKind, PolicySource, Verdict
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

    assert len(text.encode()) < 1024 * 1024
    assert text.endswith("The rest does not fit into a job summary; see the JSON report.\n")
    assert all(line.endswith("|") for line in text.splitlines() if line.startswith("| error"))
