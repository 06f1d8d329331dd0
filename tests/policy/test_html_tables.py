import pytest

from upheld.policy.document import Table
from upheld.policy.html_tables import html_tables


def read(html: str, first: int = 1) -> list[Table]:
    lines = [""] * (first - 1) + html.split("\n")
    return html_tables((), lines, first, len(lines), len(lines))[0]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>1.x</td><td>yes</td></tr></table>",
        "<TABLE><TR><TD>1.x</TD><TD>yes</TD></TR></TABLE>",
        "<table><tr><td>1.x<td>yes</table>",
        "<table><tbody><tr>\n<td> 1.x </td>\n<td>\n  yes\n</td>\n</tr></tbody></table>",
        '<table class="x"><tr><td align="left"><b>1</b>.x</td><td><em>yes</em></td></tr></table>',
        "<table><!-- a note --><tr><td>1.x</td><td>yes</td></tr></table>",
    ],
)
def test_cells_are_read_without_their_markup(html: str) -> None:
    (table,) = read(html)

    assert table.header is None
    assert cells(table) == [["1.x", "yes"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("&lt; 1.0", "< 1.0"),
        ("&#x2705;", "✅"),
        ("a<br>b", "a b"),
        ("a<br/>b", "a b"),
        ('<img src="yes.png" alt="yes">', "yes"),
        ('<img src="yes.png">', ""),
        ("", ""),
        ("  ", ""),
    ],
)
def test_what_a_cell_says(cell: str, text: str) -> None:
    (table,) = read(f"<table><tr><td>{cell}</td></tr></table>")

    assert cells(table) == [[text]]


def test_a_first_row_of_headings_is_the_header() -> None:
    (table,) = read("<table><tr><th>Version</th><th>Supported</th></tr><tr><th>1.x</th><td>yes</td></tr></table>")

    assert table.titles == ("Version", "Supported")
    assert cells(table) == [["1.x", "yes"]]


@pytest.mark.parametrize(
    ("html", "line", "column", "end_column"),
    [
        ("<table><tr><td>1.x</td></tr></table>", 5, 16, 19),
        ("<table><tr>\n<td>  1.x  </td></tr></table>", 6, 7, 10),
        ("<table><tr><td>\n   1.x\n</td></tr></table>", 6, 4, 7),
        ("<table><tr><td><b>1.x</b></td></tr></table>", 5, 19, 22),
        ("<table><tr><td>&lt; 1</td></tr></table>", 5, 16, 22),
    ],
)
def test_the_place_of_a_cell_frames_its_source(html: str, line: int, column: int, end_column: int) -> None:
    (table,) = read(html, first=5)
    (cell,) = table.rows[0].cells

    assert (cell.line, cell.column, cell.end_column) == (line, column, end_column)
    assert table.line == 5


@pytest.mark.parametrize("cell", ["1<b>.x</b>", "1.x<br>LTS", "1.x\n LTS", '<img src="i" alt="1.x">', ""])
def test_a_cell_that_is_no_single_piece_of_source_has_no_frame(cell: str) -> None:
    (table,) = read(f"<table><tr><td>{cell}</td></tr></table>")

    assert table.rows[0].cells[0].column == table.rows[0].cells[0].end_column


def test_a_row_knows_its_first_and_its_last_line() -> None:
    (table,) = read("<table>\n<tr>\n<td>1.x</td>\n<td>yes</td>\n</tr>\n</table>", first=10)

    assert (table.rows[0].line, table.rows[0].end_line) == (12, 14)


@pytest.mark.parametrize(
    "html", ["", "<p>1.x</p>", "<table></table>", "<td>1.x</td>", "</table>", "<table><tr><td>1.x"]
)
def test_html_without_a_whole_table_has_none(html: str) -> None:
    assert read(html) == []


def test_a_table_is_followed_to_its_end_within_the_limit() -> None:
    lines = ["<table><tr>", "", "<td>1.x</td>", "</tr></table>", "after"]

    assert html_tables((), lines, 1, 1, 5)[1] == 4
    assert html_tables((), lines, 1, 1, 3) == ([], 1)
