"""CSV as records: a column is known by its name, never by its position."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from upheld.facts.keys.records import MOST_RECORDS, MetadataError, Record

_DELIMITERS = ",;\t"
_LONGEST_HEADER = 10_000
_MOST_COLUMNS = 200
_NAME = re.compile(r"\w(?:[\w .()/-]{0,78}[\w)])?")


def looks_like_csv(text: str) -> bool:
    """Tell whether the first line with words is one of names of columns."""
    header = _header(text)
    return bool(header) and len(header) > 1 and all(_NAME.fullmatch(each) for each in header)


def read_csv(text: str) -> tuple[tuple[str, ...], tuple[Record, ...]]:
    """Return the names of the columns and the rows, empty ones left out; each cell is a text.

    Raises:
        MetadataError: a column that is there twice, a row with more cells than columns, quotes that do not end.
    """
    header = tuple(_header(text))
    if len(set(header)) != len(header):
        raise MetadataError("has two columns of one name", _first_line(text))
    return header, tuple(_rows(text, header))


def _rows(text: str, header: tuple[str, ...]) -> Iterator[Record]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for count, cells in enumerate(rows):
            if count > MOST_RECORDS:
                raise MetadataError(f"has more than {MOST_RECORDS:,} rows", line)
            if line > _first_line(text) and any(cell.strip() for cell in cells):
                yield _record(header, cells, line)
            line = rows.line_num + 1
    except csv.Error:
        raise MetadataError("is not valid CSV: quotes that do not end, or a cell that is too long", line) from None


def _record(header: tuple[str, ...], cells: list[str], line: int) -> Record:
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise MetadataError(f"has a row of {len(cells)} cells below {len(header)} columns", line)
    record = Record(line)
    for name, cell in zip(header, cells, strict=False):
        record[name] = cell.strip()
        record.places[name] = (line, 1)
    return record


def _first_line(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n") + 1


def _header(text: str) -> list[str]:
    line = text.lstrip()[:_LONGEST_HEADER].partition("\n")[0]
    try:
        cells = [cell for row in csv.reader([line], delimiter=_delimiter(text), strict=True) for cell in row]
    except csv.Error:
        return []
    return [cell.strip() for cell in cells] if len(cells) <= _MOST_COLUMNS else []


def _delimiter(text: str) -> str:
    line = text.lstrip()[:_LONGEST_HEADER].partition("\n")[0]
    return max(_DELIMITERS, key=line.count)
