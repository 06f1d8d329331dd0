"""Tables written in HTML inside a Markdown policy."""

from html.parser import HTMLParser

from upheld.policy.document import Cell, Heading, Table, TableRow


class _Reader(HTMLParser):
    def __init__(self, headings: tuple[Heading, ...], first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.headings, self.offset = headings, first_line - 1
        self.tables: list[Table] = []
        self._rows: list[TableRow] = []
        self._cells: list[Cell] = []
        self._text: list[str] | None = None
        self._place = (0, 0)
        self._has_header = False
        self._start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        if tag == "table":
            self._rows, self._has_header, self._start = [], False, line + self.offset
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
            self._text = []
            self._place = (line + self.offset, column + len(self.get_starttag_text() or "") + 1)
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
            self._rows = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            text = " ".join("".join(self._text).split())
            raw = "".join(self._text)
            line, column = self._place
            width = len(raw) if raw == text else 0
            self._cells.append(Cell(text, line, column, column + width))
            self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            line, _ = self.getpos()
            self._rows.append(TableRow(tuple(self._cells), self._cells[0].line, line + self.offset))
            self._cells = []


def html_tables(headings: tuple[Heading, ...], html: str, first_line: int) -> list[Table]:
    """Return the tables in a piece of HTML that begins on `first_line`."""
    reader = _Reader(headings, first_line)
    reader.feed(html)
    reader.close()
    return reader.tables
