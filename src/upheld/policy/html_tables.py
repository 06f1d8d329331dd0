"""Tables written in HTML inside a Markdown policy."""

from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from upheld.policy.document import Cell, Heading, Table, TableRow


class _Reader(HTMLParser):
    def __init__(self, headings: tuple[Heading, ...], lines: Sequence[str], first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.headings, self._lines, self._above = headings, lines, first_line - 1
        self.inside = False
        """Whether a table has begun that has not ended."""
        self.tables: list[Table] = []
        self._rows: list[TableRow] = []
        self._cells: list[Cell] = []
        self._text: list[str] | None = None
        self._begun = False
        """Whether the cell has words already, and so a place."""
        self._place = (0, 0)
        self._has_header = False
        self._start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        if tag == "table":
            self._rows, self._has_header, self._start = [], False, line + self._above
            self.inside = True
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
            self._text, self._begun = [], False
            self._place = (line + self._above, column + len(self.get_starttag_text() or "") + 1)
            self._has_header |= tag == "th" and not self._rows
        elif tag == "br" and self._text is not None:
            self._text.append(" ")
        elif tag == "img" and self._text is not None:
            self._text.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            if self._rows:
                header = self._rows[0] if self._has_header else None
                rows = tuple(self._rows[1:] if header else self._rows)
                self.tables.append(Table(self.headings, self._start, header, rows))
            self._rows, self.inside = [], False

    def handle_data(self, data: str) -> None:
        if self._text is None:
            return
        if data.strip() and not self._begun:
            self._begun = True
            line, column = self.getpos()
            blank = data[: len(data) - len(data.lstrip())]
            below, rest = blank.count("\n"), len(blank.rpartition("\n")[2])
            self._place = (line + below + self._above, (0 if below else column) + rest + 1)
        self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            text = " ".join("".join(self._text).split())
            line, column = self._place
            source = self._source(line, column)
            width = len(source) if unescape(source) == text else 0
            self._cells.append(Cell(text, line, column, column + width))
            self._text = None

    def _source(self, line: int, column: int) -> str:
        whole = self._lines[line - 1]
        end = whole.find("<", column - 1)
        return whole[column - 1 : end if end >= 0 else len(whole)].rstrip()

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            line, _ = self.getpos()
            self._rows.append(TableRow(tuple(self._cells), self._cells[0].line, line + self._above))
            self._cells = []


def html_tables(
    headings: tuple[Heading, ...], lines: Sequence[str], first: int, last: int, limit: int
) -> tuple[list[Table], int]:
    """Return the tables that begin on these lines of a document, and the line on which the last one ends.

    A blank line ends a piece of HTML in Markdown, but not a table in it: its rest is looked for between `last` and `limit`.
    """
    reader = _Reader(headings, lines, first)
    reader.feed("".join(f"{line}\n" for line in lines[first - 1 : last]))
    reached = last
    while reader.inside and reached < limit:
        reader.feed(f"{lines[reached]}\n")
        reached += 1
    return reader.tables, last if reader.inside else reached
