"""reStructuredText to blocks, by docutils."""

import itertools
import re
from collections.abc import Iterator, Sequence

from docutils import nodes
from docutils.core import publish_doctree

from upheld.files import UnreadableFileError
from upheld.lines import split_lines
from upheld.policy.document import Block, Cell, Code, Heading, Line, Prose, Table, TableRow, limited, under
from upheld.policy.drawn_tables import drawn_table
from upheld.policy.substitutions import BoundedReader

_ENDS_FOR_DOCUTILS = re.compile("[\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]")
# Nothing is included, executed or fetched, no message stops the reading, and no `docutils.conf` that lies in the folder
# where the command is run says otherwise.
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "syntax_highlight": "none",
    "report_level": 5,
    "halt_level": 5,
    "_disable_config": True,
}
_FARTHEST = 1000
_LONGEST_LINE = 10_000
"""docutils reads nothing at all of a document with a longer line, and long words take it quadratic time."""
_LONG_WORD = re.compile(r"\S{500}")


def restructured_blocks(source: str) -> tuple[Block, ...]:
    """Read a reStructuredText document."""
    # docutils takes more characters than line ends for the end of a line; one space keeps every column.
    lines = [_ENDS_FOR_DOCUTILS.sub(" ", line) for line in split_lines(source)]
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE or _LONG_WORD.search(line):
            raise UnreadableFileError(f"line {number} is too long, or has a word that is")
    document = publish_doctree("\n".join(lines), reader=BoundedReader(), settings_overrides=_SETTINGS)
    return tuple(_Walk(lines).blocks(document, level=1))


_FIRST_WORDS = (4, 2)


class _Walk:
    """One pass over docutils' tree. It numbers lines from 1, but leaves some nodes without a line of their own."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.words = [_words(line) for line in lines]
        self.headings: tuple[Heading, ...] = ()
        self.reached = 1

    def blocks(self, parent: nodes.Element, level: int, depth: int = 0) -> Iterator[Block]:
        for node in parent.children:
            if isinstance(node, nodes.title):
                line = self._find(node.astext().splitlines()[0])
                self.headings = under(self.headings, Heading(node.astext(), level, line))
            elif isinstance(node, nodes.table):
                yield limited(self._table(node))
            elif isinstance(node, nodes.paragraph | nodes.term | nodes.line):  # a term: what only indented text follows
                yield self._prose(node, depth)
            elif isinstance(node, nodes.literal_block):
                yield self._code(node)
            elif isinstance(node, nodes.section):
                yield from self.blocks(node, level + 1)
            elif isinstance(node, nodes.Element) and not isinstance(node, nodes.system_message | nodes.comment):
                deeper = isinstance(node, nodes.list_item) or (isinstance(node, nodes.definition) and not depth)
                yield from self.blocks(node, level, depth + deeper)

    def _prose(self, node: nodes.TextElement, depth: int) -> Prose:
        first = self._place(node)
        lines = tuple(Line(first + n, " ".join(text.split())) for n, text in enumerate(node.astext().splitlines()))
        return Prose(self.headings, first, lines, depth)

    def _code(self, node: nodes.literal_block) -> Block:
        texts = node.astext().splitlines()
        above = next((n for n, text in enumerate(texts) if _words(text)), 0)
        first = self._find(texts[above] if texts else "") - above
        lines = tuple(Line(n, self.lines[n - 1]) for n in range(first, min(first + len(texts), len(self.lines) + 1)))
        table = drawn_table(self.headings, lines)
        return limited(table) if table else Code(self.headings, first, lines)

    def _table(self, node: nodes.table) -> Table:
        self.reached = max(self.reached, node.line or 1)
        start = self.reached
        drawn = list(itertools.takewhile(lambda line: line.text.strip()[:1] in {"+", "|"}, self._lines_from(start)))
        if drawn and (table := drawn_table(self.headings, drawn)):
            return table
        heads = [row for head in node.findall(nodes.thead) for row in self._rows(head)]
        rows = [row for body in node.findall(nodes.tbody) for row in self._rows(body)]
        return Table(self.headings, start, heads[0] if heads else None, tuple(rows))

    def _lines_from(self, first: int) -> Iterator[Line]:
        return (Line(number, text) for number, text in enumerate(self.lines[first - 1 :], first))

    def _rows(self, part: nodes.Element) -> Iterator[TableRow]:
        for row in part.findall(nodes.row):
            cells = tuple(self._cell(entry) for entry in row.findall(nodes.entry))
            if cells:
                yield TableRow(cells, min(cell.line for cell in cells), max(cell.line for cell in cells))

    def _cell(self, entry: nodes.entry) -> Cell:
        text = " ".join(entry.astext().split())
        paragraph = next(iter(entry.findall(nodes.paragraph)), None)
        line = self._place(paragraph) if paragraph is not None else self.reached
        column = self.lines[line - 1].find(text) + 1 if text and line <= len(self.lines) else 0
        return Cell(text, line, column, column + len(text)) if column else Cell(text, line)

    def _place(self, node: nodes.TextElement) -> int:
        """Return a paragraph's line: docutils' own where the text stands there, else where it is found."""
        first = node.astext().splitlines()[0].strip() if node.astext().strip() else ""
        line = node.line or 0
        if line >= self.reached and line <= len(self.lines) and _words(first) in self.words[line - 1]:
            self.reached = line
            return line
        return self._find(first)

    def _find(self, text: str) -> int:
        """Return the next line that holds `text`, or its first words where markup stands between them; else the line reached."""
        words = text.split()
        for count in dict.fromkeys((len(words), *_FIRST_WORDS)):
            wanted = _words(" ".join(words[:count]))
            for number in range(self.reached, len(self.lines) + 1):
                if wanted in _words(self.lines[number - 1]):
                    self.reached = number
                    return number
        return self.reached


def _words(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
