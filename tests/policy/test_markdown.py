import pytest

from making import document
from upheld.policy.document import Code, Prose, Table


def shown(text: str) -> list[tuple[str, int, str]]:
    """Return each block's heading, line and words."""
    blocks: list[tuple[str, int, str]] = []
    for block in document(text).blocks:
        match block:
            case Prose():
                blocks.append((block.heading, block.line, block.text))
            case Code():
                blocks.append((block.heading, block.line, "\n".join(line.text for line in block.lines)))
            case _:
                blocks.append((block.heading, block.line, type(block).__name__))
    return blocks


def test_paragraphs_stand_under_their_innermost_heading() -> None:
    text = "# One\n\nfirst\n\n## Two\n\nsecond\n\n# Three\n\nthird\n"

    assert shown(text) == [("One", 3, "first"), ("Two", 7, "second"), ("Three", 11, "third")]


def test_where_every_section_has_a_heading_of_the_first_level_none_is_a_title() -> None:
    blocks = document("# Widgets security\n\na\n\n# Scope\n\nb\n\n## Out\n\nc\n").blocks
    assert [[(h.text, h.level) for h in block.headings] for block in blocks] == [
        [("Widgets security", 1)],
        [("Widgets security", 1), ("Scope", 2)],
        [("Widgets security", 1), ("Scope", 2), ("Out", 3)],
    ]
    (first, _) = document("# Scope\n\na\n\n# Contact\n\nb\n").blocks
    assert first.headings[0].level > 1


def test_headings_above_are_kept_down_to_the_innermost() -> None:
    (block,) = document("# One\n\n## Two\n\n#### Four\n\ntext\n").blocks

    assert [(heading.text, heading.level, heading.line) for heading in block.headings] == [
        ("One", 1, 1),
        ("Two", 2, 3),
        ("Four", 4, 5),
    ]


@pytest.mark.parametrize(
    "heading",
    ["## Two *words*", "Two words\n---------", "<h2>Two words</h2>", '<h2 align="center">Two <b>words</b></h2>'],
)
def test_a_heading_in_any_spelling(heading: str) -> None:
    (block,) = (
        block for block in document(f"{heading}\n\ntext\n").blocks if isinstance(block, Prose) and block.text == "text"
    )

    assert block.heading == "Two words"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**bold** and _thin_", "bold and thin"),
        ("`code` here", "code here"),
        ("[link](https://example.org) text", "link text"),
        ("![alt](image.png) text", "alt text"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("escaped \\* star", "escaped * star"),
        ("one  \ntwo", "one two"),
        ("one<br>two", "one two"),
        ("~~gone~~", "~~gone~~"),
    ],
)
def test_markup_leaves_only_its_words(markup: str, text: str) -> None:
    assert [words for _, _, words in shown(markup)] == [text]


def test_every_line_of_a_paragraph_keeps_its_number() -> None:
    (block,) = document("one\n**two**\nthree\n").prose

    assert [(line.number, line.text) for line in block.lines] == [(1, "one"), (2, "two"), (3, "three")]


def test_items_of_lists_are_told_from_paragraphs() -> None:
    blocks = document("text\n\n- item\n  - inner\n\n> quoted\n\n1. numbered\n").prose

    assert [(block.text, block.is_item) for block in blocks] == [
        ("text", False),
        ("item", True),
        ("inner", True),
        ("quoted", False),
        ("numbered", True),
    ]


def test_code_is_kept_as_it_stands() -> None:
    assert shown("```text\n  two  spaces\n\n# no heading\n```\n") == [("", 2, "  two  spaces\n\n# no heading")]
    assert shown("text\n\n    indented\n") == [("", 1, "text"), ("", 3, "    indented")]


@pytest.mark.parametrize("text", ["```\nnever closed", "```\n", "```", "````\n```\n"])
def test_a_fence_that_is_never_closed_is_no_error(text: str) -> None:
    assert all(isinstance(block, Code) for block in document(text).blocks)


def test_comments_are_not_read() -> None:
    assert shown("<!-- only a note -->\n\ntext\n") == [("", 3, "text")]


def test_a_comment_that_mentions_a_table_swallows_nothing() -> None:
    text = "<!-- <table> -->\n\nfirst\n\n<table><tr><td>1.x</td><td>yes</td></tr></table>\n\nlast\n"

    assert shown(text) == [("", 3, "first"), ("", 5, "Table"), ("", 7, "last")]


def test_a_table_in_html_goes_on_after_a_blank_line_and_is_read_once() -> None:
    text = "<table>\n<tr><td>1.x</td>\n\n<td>yes</td></tr>\n\n</table>\n\nlast\n"

    assert shown(text) == [("", 1, "Table"), ("", 8, "last")]


def test_a_table_in_html_that_never_ends_hides_nothing_below_it() -> None:
    assert ("", 3, "text") in shown("<table><tr><td>1.x\n\ntext\n")


def test_two_tables_in_one_piece_of_html_are_both_read() -> None:
    text = "<table><tr><td>a</td></tr></table>\n<table><tr><td>b</td></tr></table>\n"

    assert [table.rows[0].cells[0].text for table in document(text).tables] == ["a", "b"]


def test_html_text_is_prose_without_its_tags() -> None:
    (block,) = document("<div>\nonly <b>words</b>\n</div>\n").prose

    assert [(line.number, line.text) for line in block.lines] == [(2, "only words")]


@pytest.mark.parametrize("character", ["\f", "\v", "\x85", "\u2028"])
def test_only_line_ends_end_a_line_of_html(character: str) -> None:
    (block,) = document(f"<div>\none{character}two\nthree\n</div>\n").prose

    assert [line.number for line in block.lines] == [2, 3]


def test_a_bar_in_a_cell_may_be_escaped() -> None:
    (table,) = document("| a | b |\n|---|---|\n| one \\| two | three |\n").tables
    (row,) = table.rows

    assert [cell.text for cell in row.cells] == ["one | two", "three"]
    assert (
        document("| a | b |\n|---|---|\n| one \\| two | three |\n").source_line(3)[
            row.cells[1].column - 1 : row.cells[1].end_column - 1
        ]
        == "three"
    )


@pytest.mark.parametrize("row", ["| 1.x |", "| 1.x | yes | more |", "1.x"])
def test_a_row_may_have_too_few_or_too_many_cells(row: str) -> None:
    (table,) = document(f"| a | b |\n|---|---|\n{row}\n").tables

    assert [cell.text for cell in table.rows[0].cells][:1] == ["1.x"]
    assert len(table.rows[0].cells) == 2


def test_words_with_bars_are_a_table_only_where_they_form_columns() -> None:
    assert isinstance(document("| a | b |\n| c | d |\n").blocks[0], Table)
    assert isinstance(document("either | or\nand nothing else\n").blocks[0], Prose)
    assert isinstance(document("either | or\nthis | that | those\n").blocks[0], Prose)
