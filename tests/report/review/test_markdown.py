"""The text of a review, as GitHub would render it."""

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from review_records import record, reread, six
from upheld.report.review.files import marked
from upheld.report.review.markdown import render

RECORDS = six()
OURS = re.compile(
    r"<details(?: open)?><summary>[\w ,]+(?: \(\d+\))?</summary>|</details>|<!-- upheld review, sha256 [0-9a-f]{64} -->"
)
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def tokens(text: str) -> list[Token]:
    parsed = READER.parse(text)
    return [inner for each in parsed for inner in (each, *(each.children or ()))]


@pytest.mark.parametrize("name", RECORDS)
def test_no_html_is_in_it_but_what_folds_its_parts(name: str) -> None:
    html = [
        each.content.strip()
        for each in tokens(marked(render(RECORDS[name])))
        if each.type in {"html_block", "html_inline"}
    ]

    assert html
    assert [each for block in html for each in block.splitlines() if not OURS.fullmatch(each)] == []


@pytest.mark.parametrize("name", RECORDS)
def test_every_link_leads_to_a_line_of_the_repository(name: str) -> None:
    found = tokens(render(RECORDS[name]))
    links = [str(each.attrs["href"]) for each in found if each.type == "link_open"]

    assert all(re.match(r"https://github\.com/example/lantern/blob/c0ffee/[^\s<>\"]*#L\d+$", each) for each in links)
    assert not [each for each in found if each.type == "image"]


def test_texts_that_mean_harm_are_text() -> None:
    rendered = READER.render(render(RECORDS["hostile"]))

    assert "<script" not in rendered
    assert "<img" not in rendered
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered
    assert "<strong>bold</strong>" not in rendered
    told = [each.content for each in tokens(render(RECORDS["hostile"])) if each.type == "inline"]
    assert not [each for each in told if "@everyone" in each]


def test_every_row_has_as_many_cells_as_its_table_has_columns() -> None:
    for made in RECORDS.values():
        columns = 0
        for each in READER.parse(render(made)):
            if each.type == "tr_open":
                columns = 0
            elif each.type in {"td_open", "th_open"}:
                columns += 1
            elif each.type == "tr_close":
                assert columns >= 2
        # A row that is cut short or runs over would be no row of a table: it would be told as a paragraph.
        assert not [each for each in tokens(render(made)) if each.type == "inline" and each.content.startswith("| ")]


def test_the_headings_are_those_of_the_page() -> None:
    headings = re.findall(r"^## (.*)$", render(record(12)), re.MULTILINE)

    assert headings[:3] == ["What to do", "Trend", "The promises"]
    assert headings[-2:] == ["Controls that these promises speak to", "Sign-off"]


def test_the_reviewer_has_a_row_for_each_broken_promise() -> None:
    text = render(record(12)).partition("## Sign-off")[2]

    assert len(re.findall(r"^\| \d+\. Promise \d+ is", text, re.MULTILINE)) == 3
    assert "| Name | Role | Date | Next review |" in text


def test_a_ledger_read_back_gives_the_same_text() -> None:
    assert render(reread(RECORDS["hostile"])) == render(RECORDS["hostile"])
