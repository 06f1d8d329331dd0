"""Tables drawn with characters: box drawing, ASCII grids, reStructuredText grids, rows of bars without a delimiter row."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from upheld.policy.document import MAX_TABLE_ROWS, Cell, Heading, Line, Table, TableRow

_MOST_LINES = 5 * MAX_TABLE_ROWS
_BAR = re.compile(r"(?<!\\)[│┃║|]")
_RULER = re.compile(r"[\s\-=_+:|─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╰╯┏┳┓┣╋┫┗┻┛╒╤╕╞╪╡╘╧╛]+")
_MARKUP = re.compile(r"\*\*|``?|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")


def drawn_table(headings: tuple[Heading, ...], lines: Sequence[Line]) -> Table | None:
    """Read a table out of lines as they stand in the source, or return None where they do not draw one."""
    rows = [row for row in map(_row, lines) if row]
    if len(rows) < 2 or len({len(row.cells) for row in rows}) != 1 or len(rows[0].cells) < 2:  # noqa: PLR2004 - one header, one row, two columns
        return None
    merged = _joined(rows, lines)
    return Table(headings, merged[0].line, merged[0], tuple(merged[1:]))


def _row(line: Line) -> TableRow | None:
    if not _BAR.search(line.text) or _RULER.fullmatch(line.text):
        return None
    cells = tuple(_cells(line))
    return TableRow(cells, line.number, line.number)


def _cells(line: Line) -> Iterator[Cell]:
    text = line.text
    bars = [match.start() for match in _BAR.finditer(text)]
    if text[: bars[0]].strip():
        bars.insert(0, -1)
    if text[bars[-1] + 1 :].strip():
        bars.append(len(text))
    for left, right in pairwise(bars):
        inner = text[left + 1 : right]
        start = left + 1 + len(inner) - len(inner.lstrip())
        end = start + len(inner.strip())
        yield Cell(_MARKUP.sub("", inner.strip()), line.number, start + 1, end + 1)


def _joined(rows: list[TableRow], lines: Sequence[Line]) -> list[TableRow]:
    """Join lines that no ruler parts, where rulers part the rows of this table."""
    rulers = {line.number for line in lines if line.text.strip() and _RULER.fullmatch(line.text)}
    inner = [n for n in rulers if rows[0].line < n < rows[-1].line]
    # A lone ruler only parts the header from the rows; and a table that is left unread need not be joined.
    if len(inner) < 2 or len(rows) > _MOST_LINES:  # noqa: PLR2004
        return rows
    joined: list[TableRow] = []
    for row in rows:
        if joined and rulers.isdisjoint(range(joined[-1].end_line + 1, row.line)):
            joined[-1] = _appended(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _appended(row: TableRow, more: TableRow) -> TableRow:
    pairs = zip(row.cells, more.cells, strict=True)
    cells = tuple(Cell(f"{a.text} {b.text}".strip(), a.line if a.text else b.line) if b.text else a for a, b in pairs)
    return TableRow(cells, row.line, more.end_line)
