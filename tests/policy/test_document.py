import pytest

from upheld.policy.document import (
    MAX_TABLE_ROWS,
    Cell,
    Document,
    Heading,
    Line,
    Prose,
    Table,
    TableRow,
    limited,
    under,
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_source_line_is_found_by_its_number(end: str) -> None:
    document = Document("SECURITY.md", end.join(["one", "", "three"]), ())

    assert [document.source_line(number) for number in (1, 2, 3)] == ["one", "", "three"]


@pytest.mark.parametrize("number", [-1, 0, 4, 99])
def test_a_line_that_is_not_there_is_empty(number: int) -> None:
    assert Document("SECURITY.md", "one\ntwo\nthree", ()).source_line(number) == ""


@pytest.mark.parametrize("separator", ["\f", "\v", "\x1c", "\x85", "\u2028"])
def test_only_line_ends_end_a_line(separator: str) -> None:
    document = Document("SECURITY.md", f"one{separator}still one\ntwo", ())

    assert document.source_line(2) == "two"


@pytest.mark.parametrize(("offset", "line"), [(0, 4), (3, 4), (4, 5), (8, 5), (9, 7), (99, 7)])
def test_a_character_of_a_paragraph_is_found_on_its_line(offset: int, line: int) -> None:
    block = Prose((), 4, (Line(4, "abc"), Line(5, "defg"), Line(7, "h")))

    assert block.text == "abc defg h"
    assert block.line_at(offset) == line


@pytest.mark.parametrize(
    ("level", "above"),
    [(1, ["new"]), (2, ["one", "new"]), (3, ["one", "two", "new"]), (6, ["one", "two", "three", "new"])],
)
def test_a_heading_ends_those_of_its_level_and_below(level: int, above: list[str]) -> None:
    headings = (Heading("one", 1, 1), Heading("two", 2, 2), Heading("three", 3, 3))

    assert [heading.text for heading in under(headings, Heading("new", level, 9))] == above


def test_a_block_before_the_first_heading_has_none() -> None:
    assert Prose((), 1, (Line(1, "text"),)).heading == ""


@pytest.mark.parametrize(
    ("count", "kept", "too_long"), [(MAX_TABLE_ROWS, MAX_TABLE_ROWS, False), (MAX_TABLE_ROWS + 1, 0, True)]
)
def test_a_table_beyond_the_limit_is_emptied_and_says_so(count: int, kept: int, *, too_long: bool) -> None:
    header = TableRow((Cell("Version", 1),), 1, 1)
    table = limited(Table((), 1, header, tuple(TableRow((Cell("1.x", n),), n, n) for n in range(2, count + 2))))

    assert (len(table.rows), table.too_long, table.titles) == (kept, too_long, ("Version",))
