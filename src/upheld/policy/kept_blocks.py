"""Policies kept from run to run as they were taken apart: to import what reads Markdown takes longer than to read promises."""

import marshal
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import Any

from upheld.policy.document import Block, Cell, Code, Heading, Line, Prose, Table, TableRow
from upheld.services.kept import Kept, states

Blocks = tuple[Block, ...]
Keeping = Callable[[str, Callable[[str], Blocks], str], Blocks]
"""Takes a text apart by a function that needs a library, which is named."""


def kept_blocks(source: str, read: Callable[[str], Blocks], library: str) -> Blocks:
    """Return the blocks that were kept of a text, as long as our code and the library that it needs are the same.

    What `read` raises is not kept.
    """
    kept = _kept(source, read.__name__, library)
    if kept and (content := kept.load()):
        with suppress(ValueError, EOFError, TypeError, LookupError):
            # As Python does with byte code: only the user can write to this folder.
            return tuple(_KINDS[name](*values) for name, *values in marshal.loads(content))  # noqa: S302
    blocks = read(source)
    if kept:
        kept.store(marshal.dumps([(type(block).__name__, *_values(block)) for block in blocks]))
    return blocks


def _kept(source: str, reader: str, library: str) -> Kept | None:
    found = find_spec(library)
    if found is None or found.origin is None:
        return None
    here = Path(__file__).parent
    try:
        code = [states(folder) for folder in (here, here.parent, Path(found.origin).parent)]
    except OSError:
        return None
    return Kept.under("documents", reader, code, source)


def _values(block: Block) -> list[Any]:
    match block:
        case Prose(headings, line, lines, depth):
            values: tuple[object, ...] = headings, line, lines, depth
        case Code(headings, line, lines):
            values = headings, line, lines
        case Table(headings, line, header, rows, too_long):
            values = headings, line, header, rows, too_long
        case _:
            raise TypeError(block)
    return list(map(_plain, values))


def _plain(value: Any) -> Any:
    """Return a value in which no tuple has names: those cannot be written."""
    return tuple(_plain(each) for each in value) if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownVariableType]


def _prose(headings: Any, line: int, lines: Any, depth: int) -> Prose:
    return Prose(_headings(headings), line, _lines(lines), depth)


def _code(headings: Any, line: int, lines: Any) -> Code:
    return Code(_headings(headings), line, _lines(lines))


def _table(headings: Any, line: int, header: Any, rows: Any, too_long: bool) -> Table:  # noqa: FBT001 - as it was written
    return Table(_headings(headings), line, _row(*header) if header else None, tuple(starmap(_row, rows)), too_long)


def _headings(values: Any) -> tuple[Heading, ...]:
    return tuple(starmap(Heading, values))


def _lines(values: Any) -> tuple[Line, ...]:
    return tuple(starmap(Line, values))


def _row(cells: Any, line: int, end_line: int) -> TableRow:
    return TableRow(tuple(starmap(Cell, cells)), line, end_line)


_KINDS: dict[str, Callable[..., Block]] = {"Prose": _prose, "Code": _code, "Table": _table}
