"""The kind of promise that says which versions get security fixes."""

from collections.abc import Iterator
from typing import ClassVar, Self

from upheld.model import Location, Promise
from upheld.nouns import dataclass
from upheld.policy.document import MAX_TABLE_ROWS, Document, Table
from upheld.policy.supported_versions.lists import list_rows
from upheld.policy.supported_versions.rows import Row
from upheld.policy.supported_versions.sentences import sentence_rows
from upheld.policy.supported_versions.tables import support_tables, table_rows
from upheld.versions import OlderThan, Rest

_MOST_RELATIVE = 100
"""Rows such as "older", each of which is held against all rows above it."""


@dataclass(frozen=True, kw_only=True)
class SupportedVersions(Promise):
    """Which versions get security fixes: the rows of every table, else of the list, else the sentences.

    Takes: tables in Markdown (any order of columns), HTML, reStructuredText or drawn with characters; lists under a
    heading that speaks of versions or support; sentences such as "only the latest minor release receives fixes".
    """

    kind: ClassVar[str] = "supported-versions"
    form: str
    """`table`, `list`, `prose`, or `none` where nothing is said: then `stated` is False."""
    rows: tuple[Row, ...]
    statements: tuple[Row, ...] = ()
    """Sentences about support that stand beside the table or list."""
    tables: tuple[Table, ...] = ()
    unread: bool = False
    """True where more is said than is read; there are no rows then, since a verdict on some of them might be false."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise: all that the document says of supported versions, or that it says nothing."""
        tables = tuple(support_tables(document))
        sentences = sentence_rows(document)
        if any(table.rows or table.too_long for table in tables):
            rows = tuple(row for index, table in enumerate(tables) for row in table_rows(document, table, index))
            form, statements = "table", sentences
        elif rows := list_rows(document):
            listed = {row.location.line for row in rows}
            form, statements = "list", tuple(row for row in sentences if row.location.line not in listed)
        else:
            form, rows, statements = "prose", sentences, ()
        relative = sum(isinstance(row.scope, OlderThan | Rest) for row in rows)
        too_many = len(rows) + len(statements) > MAX_TABLE_ROWS or relative > _MOST_RELATIVE
        unread = too_many or any(table.too_long for table in tables)
        if unread:
            rows, statements = (), ()
        stated = bool(rows or tables or unread)
        first = rows[0].location if rows else Location(document.path, tables[0].line if tables else 1)
        yield cls(
            location=first,
            quote=document.source_line(first.line).strip() if stated else "",
            stated=stated,
            form=form if stated else "none",
            rows=rows,
            statements=statements,
            tables=tables,
            unread=unread,
        )

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of all rows and sentences."""
        return tuple(row.location.line for row in (*self.rows, *self.statements)) or super().lines

    @property
    def too_long(self) -> tuple[Table, ...]:
        """The tables that had too many rows or columns to be read."""
        return tuple(table for table in self.tables if table.too_long)

    @property
    def place(self) -> Location:
        """The line that stands for the whole statement: the table's header, else the first row."""
        headed = [table.header for table in self.tables if table.header]
        return Location(self.location.path, headed[0].line) if headed else self.location
