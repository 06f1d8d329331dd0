"""A plan as edits of the policy's source: cell by cell, so that the author's columns, marks and line ends stay."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from upheld.model import Edit
from upheld.policy.document import Cell, Document
from upheld.policy.supported_versions import Row, SupportedVersions
from upheld_checks.supported_versions.plans import Plan, PlannedRow

_OPPOSITES = (
    (":white_check_mark:", ":x:"),
    (":heavy_check_mark:", ":x:"),
    ("✅", "❌"),
    ("✔️", "❌"),
    ("✔", "✘"),
    ("✓", "✗"),
    ("🟢", "🔴"),
    ("Yes", "No"),
    ("yes", "no"),
    ("Supported", "Unsupported"),
)
_PADDED = re.compile(r"\s*[|│┃║]|\s+\S")
"""What follows a cell whose width matters: a bar, or another column."""
_RULER = re.compile(r"[^0-9A-Za-z]*")


def rendered(plan: Plan, promise: SupportedVersions, document: Document) -> tuple[Edit, ...]:
    """Return the edits that make the policy say what is planned; none where its markup gives no hold for them."""
    if promise.form != "table":
        return _in_text(plan, document)
    rows = [row for row in promise.rows if row.table == plan[0].like.table] if plan else []
    if not rows or any(
        row.version_cell is None or row.version_cell.column == row.version_cell.end_column for row in rows
    ):
        return ()
    first, last = rows[0].location.line, rows[-1].end_line
    lines: list[str] = []
    between = _ruler_between(rows, document)
    for planned in plan:
        written = _row(planned, rows, document)
        if written is None:
            return ()
        lines += [*(between if lines else ()), *written]
    current = [document.source_line(number) for number in range(first, last + 1)]
    return () if lines == current else (Edit(document.path, first, last, tuple(lines)),)


def _row(planned: PlannedRow, rows: Sequence[Row], document: Document) -> list[str] | None:
    row, cell = planned.like, planned.like.version_cell
    lines = [document.source_line(number) for number in range(row.location.line, _block_end(row, rows, document) + 1)]
    if planned.as_it_is:
        return lines
    replacements = [(cell, planned.text)] if cell and planned.text != row.text else []
    if row.support.supported != planned.supported or _says_a_date(row):
        mark = _mark(planned.supported, rows, document)
        if mark is None or row.support_cell is None or row.support_cell.column == row.support_cell.end_column:
            return None
        replacements.append((row.support_cell, mark))
    if planned.text != row.text:
        replacements += [(other, "") for other in _facts_beside(row, document)]
    # From right to left, so that the columns of the cell still to be replaced stay true.
    for place, text in sorted(replacements, key=lambda each: each[0].column, reverse=True):
        index = place.line - row.location.line
        lines[index] = _with_cell(lines[index], place, text)
    return lines


def _facts_beside(row: Row, document: Document) -> Iterator[Cell]:
    """Yield the cells that state a date or a number of this very series: they are not true of another one."""
    for table_row in (each for table in document.tables for each in table.rows if row.version_cell in each.cells):
        for cell in table_row.cells:
            if (
                cell not in {row.version_cell, row.support_cell}
                and cell.end_column > cell.column
                and cell.text != row.package
                and any(character.isdigit() for character in cell.text)
            ):
                yield cell


def _says_a_date(row: Row) -> bool:
    return (
        row.support.until is not None
        and row.support_cell is not None
        and re.search(r"\d{4}", row.support_cell.text) is not None
    )


def _with_cell(line: str, cell: Cell, text: str) -> str:
    start, end = cell.column - 1, cell.end_column - 1
    source = line[start:end]
    marks = re.match(r"(\*\*`|`|\*\*|__|\*)(.+)\1?", source)
    if marks and source.endswith(marks[1][::-1]):
        text = f"{marks[1]}{text}{marks[1][::-1]}"
    rest = line[end:]
    padding = len(source) - len(text) if _PADDED.match(rest) else 0
    if padding >= 0:
        return f"{line[:start]}{text}{' ' * padding}{rest}"
    spare = len(rest) - len(rest.lstrip(" "))
    return line[:start] + text + rest[min(-padding, max(0, spare - 1)) :]


def _mark(supported: bool, rows: Sequence[Row], document: Document) -> str | None:  # noqa: FBT001 - the support itself
    """Return how this table writes support, or the opposite of how it writes the contrary."""
    sources = [
        (row.support.supported, document.source_line(cell.line)[cell.column - 1 : cell.end_column - 1])
        for row in rows
        if (cell := row.support_cell) and row.support.until is None and cell.end_column > cell.column
    ]
    same = [source for said, source in sources if said is supported]
    if same:
        return same[0]
    for _, source in sources:
        for yes, no in _OPPOSITES:
            if (no if supported else yes) in source:
                return yes if supported else no
    return None


def _ruler_between(rows: Sequence[Row], document: Document) -> list[str]:
    for above, below in pairwise(rows):
        between = [document.source_line(n) for n in range(above.end_line + 1, below.location.line)]
        if between and all(map(_RULER.fullmatch, between)):
            return between
    return []


def _block_end(row: Row, rows: Sequence[Row], document: Document) -> int:
    """Return the last line that belongs to a row: lines up to the next row are its continuation, rulers apart."""
    following = min(
        (other.location.line for other in rows if other.location.line > row.end_line), default=row.end_line + 1
    )
    end = row.end_line
    while end + 1 < following and not _RULER.fullmatch(document.source_line(end + 1)):
        end += 1
    return end


def _in_text(plan: Plan, document: Document) -> tuple[Edit, ...]:
    """Replace words in list items and sentences where they stand."""
    lines: dict[int, str] = {}
    for planned in plan:
        number = planned.like.location.line
        line = lines.get(number, document.source_line(number))
        if planned.like.denied and planned.text != planned.like.text:
            line = re.sub(r":\s.*|\s[-–—]\s.*", f": {planned.text}", line, count=1)
        elif planned.text != planned.like.text:
            line = line.replace(planned.like.text, planned.text, 1)
        lines[number] = line
    changed = {number: line for number, line in lines.items() if line != document.source_line(number)}
    return tuple(Edit(document.path, number, number, (line,)) for number, line in changed.items())
