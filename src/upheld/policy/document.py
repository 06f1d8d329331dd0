"""What a policy is made of once its markup is read: headings, paragraphs, list items, tables, code; each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_TABLE_ROWS = 1000
"""A table with more rows is left unread: no policy needs that many, and reading them would stall a build."""


@dataclass(frozen=True)
class Line:
    """One source line of a block: its 1-based number and its text without markup."""

    number: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is the document's title."""

    text: str
    level: int
    line: int


@dataclass(frozen=True)
class Block:
    """A piece of the document under its headings, the innermost heading last."""

    headings: tuple[Heading, ...]
    line: int

    @property
    def heading(self) -> str:
        """The innermost heading's text, or nothing before the first heading."""
        return self.headings[-1].text if self.headings else ""


@dataclass(frozen=True)
class Prose(Block):
    """A paragraph or an item of a list, line by line."""

    lines: tuple[Line, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        """All lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Return the source line that holds the character of `text` at `offset`."""
        for line in self.lines:
            if offset <= len(line.text):
                return line.number
            offset -= len(line.text) + 1
        return self.lines[-1].number


@dataclass(frozen=True)
class Code(Block):
    """A code block, as it stands."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text without markup, and where its source stands.

    `column` and `end_column` (1-based, the end excluded) frame the cell's source on `line`, white space at both
    ends left out; they are equal where the markup leaves no single-line source to replace.
    """

    text: str
    line: int
    column: int = 1
    end_column: int = 1


@dataclass(frozen=True)
class TableRow:
    """A row of a table and the source lines it takes, both 1-based and included."""

    cells: tuple[Cell, ...]
    line: int
    end_line: int


@dataclass(frozen=True)
class Table(Block):
    """A table, however it was written; `header` is empty where it has none."""

    header: TableRow | None
    rows: tuple[TableRow, ...]
    too_long: bool = False
    """True where it has more than `MAX_TABLE_ROWS` rows; `rows` is empty then."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The text of the header's cells."""
        return tuple(cell.text for cell in self.header.cells) if self.header else ()


@dataclass(frozen=True)
class Document:
    """A policy, or another document read like one, with its source."""

    path: str
    source: str
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def prose(self) -> Iterator[Prose]:
        """The paragraphs and list items, in order."""
        return (block for block in self.blocks if isinstance(block, Prose))

    def source_line(self, number: int) -> str:
        """Return a source line by its 1-based number, without its line end."""
        lines = self.source.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def limited(table: Table) -> Table:
    """Return the table, emptied and marked when it is too long to be read."""
    if len(table.rows) <= MAX_TABLE_ROWS:
        return table
    return Table(table.headings, table.line, table.header, (), too_long=True)


def under(headings: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """Return the headings that stand above what follows `heading`."""
    return (*(above for above in headings if above.level < heading.level), heading)
