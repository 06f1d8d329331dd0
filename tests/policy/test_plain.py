import pytest

from making import document
from upheld.policy.document import Prose, Table


def shown(text: str) -> list[tuple[str, int, str]]:
    return [(block.heading, block.line, block.text) for block in document(text, "SECURITY.txt").prose]


@pytest.mark.parametrize(
    "heading",
    [
        "Supported versions\n==================",
        "Supported versions\n------------------",
        "\nSupported versions\n",
        "\nSupported versions:\n",
    ],
)
def test_a_short_line_that_stands_apart_is_a_heading(heading: str) -> None:
    (block,) = document(f"{heading}\nthe latest release.\n", "SECURITY.txt").prose

    assert (block.heading, block.text) == ("Supported versions", "the latest release.")


def test_a_line_in_capitals_is_a_heading() -> None:
    assert shown("SUPPORTED VERSIONS\nthe latest release\n") == [("SUPPORTED VERSIONS", 2, "the latest release")]


@pytest.mark.parametrize(
    "line",
    [
        "We answer every report that reaches us within a few days",
        "That is all.",
        "Is that all?",
        "- an item",
        "1. an item",
    ],
)
def test_sentences_and_items_are_no_headings(line: str) -> None:
    assert [heading for heading, _, _ in shown(f"first words.\n\n{line}\n\nlast words.\n")] == ["", "", ""]


def test_every_line_stands_for_itself() -> None:
    assert shown("one two\nthree   four\n") == [("", 1, "one two"), ("", 2, "three four")]


@pytest.mark.parametrize(
    ("line", "depth"), [("- item", 1), ("* item", 1), ("• item", 1), ("2) item", 1), ("  - item", 2), ("item", 0)]
)
def test_items_are_told_by_their_bullet_and_indentation(line: str, depth: int) -> None:
    (block,) = document(f"{line}\nmore words to follow it.\n", "SECURITY.txt").blocks[:1]

    assert isinstance(block, Prose)
    assert (block.text, block.depth) == ("item", depth)


def test_lines_with_bars_are_a_table() -> None:
    text = "VERSIONS\n\nVersion | Supported\n--------+----------\n1.x     | yes\n\nThat is all.\n"
    blocks = document(text, "SECURITY.txt").blocks

    assert isinstance(blocks[0], Table)
    assert [row.line for row in blocks[0].rows] == [5]
    assert isinstance(blocks[1], Prose)


def test_a_lone_bar_makes_no_table() -> None:
    assert shown("either | or\n\nmore words here.\n") == [("", 1, "either | or"), ("", 3, "more words here.")]


def test_markup_means_nothing() -> None:
    assert shown("**not bold** and [no link](x).\n") == [("", 1, "**not bold** and [no link](x).")]


@pytest.mark.parametrize("text", ["", "\n\n", "====\n", "   "])
def test_nothing_is_no_block(text: str) -> None:
    assert document(text, "SECURITY.txt").blocks == ()
