"""What a document says, piece by piece: every sentence, list item and table row, with what introduces it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from upheld.model import Location
from upheld.nouns import dataclass
from upheld.patterns import pattern
from upheld.policy.document import Document, Heading, Prose, Table

LONGEST = 1000
"""A longer piece is left unread: no sentence is that long, and some patterns take the square of its length."""

LONGEST_LEAD = 300
"""Of a longer lead only the end is read: that is where it introduces."""
_SENTENCE_END = pattern(r"(?<![\s.][A-Za-z])(?<!e\.g)(?<!i\.e)(?<!etc)(?<![.!?])[.!?]++[\"'”’)]*\s+(?=[^a-z\s])")
_LABEL = pattern(r"\W*+([^:.|]{2,80}?)(?:\s*:\s+|\s+[–—-]\s+|\s*:$)")
_MARKED = pattern(r"[✅❌✔✖✗✘☑☒🚫⛔🔴🟡🟢🔒🔐🛡⚠•◦▪‣]|[A-Z][\w/&'’-]{1,20}(?: [\w/&'’-]{1,20}){0,3}:\s")
"""How a line begins that is an item of its own, though the markup makes it a part of a paragraph."""
_FEWEST_MARKED = 2
_TITLE = pattern(r"[A-Z][\w&/()' -]{3,60}")
_TITLE_WORDS = 6
BETWEEN_CELLS = " | "


@dataclass(frozen=True, eq=False)  # itself only: what is asked of it is kept by it, and its words are long to compare
class Statement:
    """One sentence, or one row of a table, without markup.

    `leads` are what introduces it, outermost first: the paragraph before its list, and the items above it.
    """

    path: str
    text: str
    headings: tuple[Heading, ...]
    lines: tuple[tuple[int, int], ...]
    """Where in `text` a source line begins, and its 1-based number."""
    leads: tuple[str, ...] = ()
    label: str = ""
    """The words before the colon or dash of its item: `Initial response`."""
    depth: int = 0
    titles: tuple[str, ...] = ()
    """The column titles of the table it is a row of."""
    cells: tuple[str, ...] = ()
    group: int = 0
    """What it shares with the sentences of its paragraph, the rows of its table, or the items of its list and the words before them."""
    item: int = 0
    """What it shares with the sentences of its item or paragraph alone: the line where that begins."""

    @property
    def line(self) -> int:
        """The first line."""
        return self.lines[0][1]

    def line_at(self, offset: int) -> int:
        """Return the source line that holds the character of `text` at `offset`."""
        return self.lines[max(0, bisect_right([start for start, _ in self.lines], offset) - 1)][1]

    @cached_property
    def body(self) -> str:
        """The text after the label."""
        return self.text[self.body_start :]

    @cached_property
    def body_start(self) -> int:
        """Where in `text` the label ends."""
        match = _LABEL.match(self.text)
        return match.end() if match and self.label == match[1].strip() else 0

    @property
    def heading(self) -> str:
        """The innermost heading's text."""
        return self.headings[-1].text if self.headings else ""

    @property
    def introduction(self) -> str:
        """The innermost words that introduce it: a lead, else the heading."""
        return self.leads[-1] if self.leads else self.heading

    @cached_property
    def context(self) -> str:
        """What says of what it speaks: the headings below the title, the leads and the column titles."""
        return " / ".join((*self._inner_headings, *self.leads, *self.titles))

    @property
    def _inner_headings(self) -> tuple[str, ...]:
        inner = self.headings[1:] if self.headings and self.headings[0].level == 1 else self.headings
        return tuple(heading.text for heading in inner)

    @property
    def place(self) -> Location:
        """The place of its first line."""
        return Location(self.path, self.line)


def introduces(words: str) -> bool:
    """Tell whether words, whatever marks of emphasis close them, end with the colon that introduces what follows."""
    return words.rstrip("*_ ").endswith(":")


@lru_cache(maxsize=8)
def statements(document: Document) -> tuple[Statement, ...]:
    """Return all statements of a document, in order; pieces that are too long are left out."""
    return tuple(each for each in _statements(document) if len(each.text) <= LONGEST)


def _statements(document: Document) -> Iterator[Statement]:
    leads: list[tuple[int, str]] = []
    headings: tuple[Heading, ...] = ()
    group = 0
    in_list = False
    for index, block in enumerate(document.blocks):
        if block.headings != headings:
            leads, headings, in_list = [], block.headings, False
        is_item = isinstance(block, Prose) and block.depth > 0
        if not (in_list and is_item):
            group = index
        in_list = is_item or (isinstance(block, Prose) and introduces(block.text))
        if isinstance(block, Table):
            yield from _rows(document.path, block, tuple(text for _, text in leads), group)
        elif isinstance(block, Prose):
            while leads and leads[-1][0] >= max(block.depth, 1) - (block.depth == 0):
                leads.pop()
            yield from _sentences(document.path, block, tuple(text for _, text in leads), group)
            leads.append((block.depth, block.text[-LONGEST:]))


def _sentences(path: str, block: Prose, leads: tuple[str, ...], group: int) -> Iterator[Statement]:
    text = block.text
    starts: list[tuple[int, int]] = []
    offset = 0
    for line in block.lines:
        starts.append((offset, line.number))
        offset += len(line.text) + 1
    items = _items(block, starts)
    label = _LABEL.match(text)
    start = 0
    item = block.lines[0].number
    title = _title(block)
    if title:
        leads, start = (*leads, title), len(title) + 1
    for end in sorted({*(match.end() for match in _SENTENCE_END.finditer(text)), *items, len(text)}):
        piece = text[start:end].rstrip()
        if start in items:
            label = _LABEL.match(piece)
            item = _lines_of(starts, start, start + 1)[0][1]
        if piece.strip():
            yield Statement(
                path=path,
                text=piece,
                headings=block.headings,
                lines=_lines_of(starts, start, start + len(piece)),
                leads=leads,
                label=title or (label[1].strip() if label else ""),
                depth=max(block.depth, 1) if items and start >= min(items) else block.depth,
                group=group,
                item=item,
            )
        start = end


def _title(block: Prose) -> str:
    """Return the first line of an item where it is the title of what follows it: a few words, and the next line begins anew."""
    if not block.depth or len(block.lines) < _FEWEST_MARKED:
        return ""
    first, following = (line.text for line in block.lines[:2])
    return first if len(first.split()) <= _TITLE_WORDS and _TITLE.fullmatch(first) and following[:1].isupper() else ""


def _items(block: Prose, starts: list[tuple[int, int]]) -> frozenset[int]:
    """Return where in a paragraph's text lines begin that are items: several that begin with a mark or a label."""
    if len(block.lines) < _FEWEST_MARKED:
        return frozenset()
    begun = [start for (start, _), line in zip(starts, block.lines, strict=True) if _MARKED.match(line.text)]
    return frozenset(begun if len(begun) >= max(_FEWEST_MARKED, len(block.lines) / 2) else ())


def _lines_of(starts: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    first = bisect_right(starts, start, key=_offset) - 1
    last = bisect_left(starts, end, key=_offset)
    return tuple((max(0, offset - start), number) for offset, number in starts[max(0, first) : last])


def _offset(start: tuple[int, int]) -> int:
    return start[0]


def _rows(path: str, table: Table, leads: tuple[str, ...], group: int) -> Iterator[Statement]:
    for row in table.rows:
        cells = tuple(cell.text for cell in row.cells)
        offsets = [0]
        for cell in cells:
            offsets.append(offsets[-1] + len(cell) + len(BETWEEN_CELLS))
        yield Statement(
            path=path,
            text=BETWEEN_CELLS.join(cells),
            headings=table.headings,
            lines=tuple(zip(offsets, (cell.line for cell in row.cells), strict=False)) or ((0, row.line),),
            leads=leads,
            label=cells[0] if cells else "",
            titles=table.titles,
            cells=cells,
            group=group,
            item=row.line,
        )
