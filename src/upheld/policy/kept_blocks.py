"""Policies kept from run to run as they were taken apart: to import what reads Markdown takes longer than to read promises.

Nothing of the text is kept but where its parts stand: a policy may hold what nobody should find in a cache.
"""

import marshal
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import Any

from upheld.lines import line_starts
from upheld.policy.document import Block, Cell, Code, Heading, Line, Prose, Table, TableRow
from upheld.services.kept import Kept, states

Blocks = tuple[Block, ...]

_Spans = tuple[int, ...]
"""Where the characters of a part stand in the text: starts and ends in turn, 0-based, the end excluded."""

_FAR = 10_000
"""How far from its line a part of a text is looked for, in characters."""


def kept_blocks(source: str, read: Callable[[str], Blocks], library: str) -> Blocks:
    """Return the blocks that were kept of a text, as long as our code and the library that it needs are the same.

    What `read` raises is not kept, nor blocks with words that do not stand in the text.
    """
    kept = _kept(source, read.__name__, library)
    if kept and (content := kept.load()):
        with suppress(ValueError, EOFError, TypeError, LookupError):
            # As Python does with byte code: only the user can write to this folder.
            return put_together(source, marshal.loads(content))  # noqa: S302
    blocks = read(source)
    if kept:
        with suppress(ValueError):
            kept.store(marshal.dumps(taken_apart(source, blocks)))
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


def taken_apart(source: str, blocks: Blocks) -> list[Any]:
    """Return blocks as lists, with spans in the place of words.

    Raises:
        ValueError: a part does not stand in the text, or there is a block of another kind.
    """
    starts = line_starts(source)

    @lru_cache  # each heading stands above many blocks
    def spans(text: str, line: int) -> _Spans:
        return _spans(text, source, starts[line - 1])

    def lines(found: tuple[Line, ...]) -> list[Any]:
        return [(each.number, spans(each.text, each.number)) for each in found]

    def row(found: TableRow) -> Any:
        cells = [(spans(cell.text, cell.line), cell.line, cell.column, cell.end_column) for cell in found.cells]
        return cells, found.line, found.end_line

    def parts(block: Block) -> tuple[Any, ...]:
        match block:
            case Prose():
                return "Prose", lines(block.lines), block.depth
            case Code():
                return "Code", lines(block.lines)
            case Table():
                header = row(block.header) if block.header else None
                return "Table", header, list(map(row, block.rows)), block.too_long
            case _:
                raise ValueError(block)

    def above(block: Block) -> list[Any]:
        return [(spans(each.text, each.line), each.level, each.line) for each in block.headings]

    return [(above(block), block.line, *parts(block)) for block in blocks]


def _spans(text: str, source: str, start: int) -> _Spans:
    found: list[int] = []
    done, at, far = 0, start, start + len(text) + _FAR
    while done < len(text):
        begin = at = source.index(text[done], at, far)
        while done < len(text) and at < len(source) and source[at] == text[done]:
            done, at = done + 1, at + 1
        found += (begin, at)
    return tuple(found)


def put_together(source: str, kept: Any) -> Blocks:
    """Return what was taken apart, with the words of the text.

    Raises:
        ValueError, TypeError: it is damaged.
    """

    def text(spans: _Spans) -> str:
        return "".join(source[start:end] for start, end in zip(spans[::2], spans[1::2], strict=True))

    def lines(values: Any) -> tuple[Line, ...]:
        return tuple(Line(number, text(spans)) for number, spans in values)

    def row(cells: Any, line: int, end_line: int) -> TableRow:
        return TableRow(tuple(Cell(text(spans), *place) for spans, *place in cells), line, end_line)

    def block(above: Any, line: int, kind: str, *parts: Any) -> Block:
        headings = tuple(Heading(text(spans), *place) for spans, *place in above)
        match kind, parts:
            case "Prose", (inside, depth):
                return Prose(headings, line, lines(inside), depth)
            case "Code", (inside,):
                return Code(headings, line, lines(inside))
            case "Table", (header, rows, too_long):
                return Table(headings, line, row(*header) if header else None, tuple(starmap(row, rows)), too_long)
            case _:
                raise ValueError(kind)

    return tuple(starmap(block, kept))
