import pytest

from upheld.policy.document import Line, Table
from upheld.policy.drawn_tables import drawn_table


def drawn(text: str) -> Table | None:
    return drawn_table((), [Line(number, line) for number, line in enumerate(text.splitlines(), 1)])


def cells(table: Table | None) -> list[list[str]]:
    assert table is not None
    assert table.header is not None
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


@pytest.mark.parametrize(
    "text",
    [
        "a|b\n1|2",
        "| a | b |\n| 1 | 2 |",
        "a | b |\n--+--\n1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+",
        "┌───┬───┐\n│ a │ b │\n├───┼───┤\n│ 1 │ 2 │\n└───┴───┘",
        "╔═══╦═══╗\n║ a ║ b ║\n╠═══╬═══╣\n║ 1 ║ 2 ║\n╚═══╩═══╝",
        "╭───┬───╮\n│ a │ b │\n├───┼───┤\n│ 1 │ 2 │\n╰───┴───╯",
        "┏━━━┳━━━┓\n┃ a ┃ b ┃\n┣━━━╋━━━┫\n┃ 1 ┃ 2 ┃\n┗━━━┻━━━┛",
        "Our table:\n\na | b\n1 | 2\n\nThat is all.",
    ],
)
def test_bars_of_every_kind_part_the_cells(text: str) -> None:
    assert cells(drawn(text)) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("text", ["", "a | b", "a\nb", "a | b\n1 | 2 | 3", "| a |\n| 1 |", "----\n====", "|\n|"])
def test_lines_that_draw_no_table(text: str) -> None:
    assert drawn(text) is None


def test_a_cell_frames_its_source() -> None:
    text = "| Version   |  Supported|\n|-----------|-----------|\n|   1.x     | yes       |"
    table = drawn(text)

    assert table is not None
    framed = [text.splitlines()[2][cell.column - 1 : cell.end_column - 1] for cell in table.rows[0].cells]
    assert framed == ["1.x", "yes"]


def test_lines_that_no_ruler_parts_are_one_row() -> None:
    text = "+---+-------+\n| a | b     |\n+---+-------+\n| 1 | long  |\n|   | words |\n+---+-------+\n| 2 | short |\n+---+-------+"

    assert cells(drawn(text)) == [["a", "b"], ["1", "long words"], ["2", "short"]]


def test_a_joined_row_reaches_to_its_last_line() -> None:
    table = drawn("|a|b|\n|-+-|\n|1|x|\n| |y|\n|-+-|\n|2|z|\n|-+-|")

    assert table is not None
    assert [(row.line, row.end_line) for row in table.rows] == [(3, 4), (6, 6)]


def test_markup_in_a_cell_is_left_out() -> None:
    assert cells(drawn("a | b\n**1.x** | `yes`\n_2_ | snake_case")) == [["a", "b"], ["1.x", "yes"], ["2", "snake_case"]]


def test_an_escaped_bar_parts_nothing() -> None:
    assert cells(drawn("a | b\none \\| two | three")) == [["a", "b"], ["one \\| two", "three"]]
