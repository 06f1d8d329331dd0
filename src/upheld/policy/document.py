"""What a policy is made of once its markup is read: headings, paragraphs, list items, tables, code; each with its place."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from upheld.lines import split_lines
from upheld.nouns import dataclass

MAX_TABLE_ROWS, MAX_TABLE_COLUMNS = 1000, 100
"""A table with more is left unread: no policy needs that many, and reading them would stall a build."""

_LONGEST_TITLE = 200
"""Headings and column titles are asked of everything below them, so they are cut."""


class Line(NamedTuple):
    """One source line of a block: its 1-based number and its text without markup."""

    number: int
    text: str


class Heading(NamedTuple):
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
    depth: int = 0
    """How many lists it stands in: 0 for a paragraph, 1 for an item, 2 for an item of an item."""

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list."""
        return self.depth > 0

    @property
    def text(self) -> str:
        """All lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Return the source line that holds the character of `text` at `offset`."""
        return self.lines[min(bisect_left(self._ends, offset), len(self.lines) - 1)].number

    @cached_property
    def _ends(self) -> list[int]:
        return [end - 1 for end in accumulate(len(line.text) + 1 for line in self.lines)]


@dataclass(frozen=True)
class Code(Block):
    """A code block, as it stands."""

    lines: tuple[Line, ...]


class Cell(NamedTuple):
    """A cell of a table: its text without markup, and where its source stands.

    `column` and `end_column` (1-based, the end excluded) frame the cell's source on `line`, white space at both
    ends left out; they are equal where the markup leaves no single-line source to replace.
    """

    text: str
    line: int
    column: int = 1
    end_column: int = 1


class TableRow(NamedTuple):
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
    """True where it has more rows or columns than are read; `rows` is empty then."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The text of the header's cells."""
        return tuple(cell.text[:_LONGEST_TITLE] for cell in self.header.cells) if self.header else ()


@dataclass(frozen=True, eq=False)  # itself only: what is asked of it is kept by it, and it is long to compare
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

    @cached_property
    def source_lines(self) -> tuple[str, ...]:
        """The source line by line, without line ends."""
        return tuple(split_lines(self.source))

    def source_line(self, number: int) -> str:
        """Return a source line by its 1-based number, without its line end."""
        return self.source_lines[number - 1] if 0 < number <= len(self.source_lines) else ""


def limited(table: Table) -> Table:
    """Return the table, emptied and marked when it is too long to be read."""
    if len(table.rows) <= MAX_TABLE_ROWS and all(len(row.cells) <= MAX_TABLE_COLUMNS for row in table.rows):
        return table
    return Table(table.headings, table.line, table.header, (), too_long=True)


def under(headings: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """Return the headings that stand above what follows `heading`."""
    cut = heading._replace(text=heading.text[:_LONGEST_TITLE])
    return (*(above for above in headings if above.level < heading.level), cut)
