"""An inventory as tables for a terminal, one a file."""

from collections.abc import Iterator, Sequence

from upheld.report.keys.listing import HEADINGS, Listing, title
from upheld.report.style import Style, leading, one_line, shown

_LONGEST_CELL = 60
_AGE = HEADINGS.index("Age")
_LOOKS = {"never": "yellow", "compromised": "red", "suspended": "dim", "deactivated": "dim", "destroyed": "dim"}


def render(listing: Listing, style: Style) -> str:
    """Return the tables, and below them what could not be read or was left out."""
    return "".join(f"{line}\n" for line in _lines(listing, style))


def _lines(listing: Listing, style: Style) -> Iterator[str]:
    for evidence in listing.inventory.evidence:
        if evidence.keys:
            yield style(leading(title(evidence)), "bold")
            rows = [[_cell(each) for each in listing.row(evidence, key)] for key in evidence.keys]
            yield from _table([list(HEADINGS), *rows], style)
            yield ""
    for remark in listing.remarks():
        yield style(leading(remark), "yellow")
    keys, files = len(listing.inventory.keys), len(listing.inventory.evidence)
    if files:
        yield f"{_counted(keys, 'key')} in {_counted(files, 'file')}"
    else:
        yield "no metadata of keys: give a file with --evidence, or keep keys.yml or .upheld/keys in the repository"


def _table(rows: Sequence[Sequence[str]], style: Style) -> Iterator[str]:
    used = [column for column in range(len(HEADINGS)) if any(row[column] for row in rows[1:])]
    widths = {column: max(len(row[column]) for row in rows) for column in used}
    for number, row in enumerate(rows):
        cells: list[str] = []
        for column in used:
            text = row[column].rjust(widths[column]) if column == _AGE else row[column].ljust(widths[column])
            looks = ("dim",) if number == 0 else tuple(filter(None, (_LOOKS.get(row[column]),)))
            cells.append(style(text, *looks))
        line = "  ".join(cells)
        yield f"  {line if style.colour else line.rstrip()}"


def _cell(text: str) -> str:
    line = shown(one_line(text))
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
