"""Markdown to blocks, as GitHub reads it: CommonMark with tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from upheld.lines import split_lines
from upheld.policy.document import Block, Cell, Code, Heading, Line, Prose, Table, TableRow, limited, under
from upheld.policy.drawn_tables import drawn_table

_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]).)*?)</h\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_CONTENT = {"heading_open", "table_open", "paragraph_open", "fence", "code_block", "html_block"}
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
_FEWEST_DRAWN_LINES = 2
_SEVERAL = 2
_OF_A_POLICY = re.compile(r"\bpolic(?:y|ies)\b|\bsecurity\W*$", re.IGNORECASE)


def markdown_blocks(source: str) -> tuple[Block, ...]:
    """Read a Markdown document."""
    lines = split_lines(source)
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(lines))
    return tuple(_Walk(tokens, lines).blocks())


class _Walk:
    """One pass over markdown-it's flat list of tokens."""

    def __init__(self, tokens: list[Token], lines: Sequence[str]) -> None:
        self.tokens, self.lines = tokens, lines
        self.headings: tuple[Heading, ...] = ()
        self.title, self.lowered = _title(tokens)
        self.read_to = 0
        """The last line of an HTML table, which may reach over blocks that follow."""
        ends = (number for number in range(len(lines), 0, -1) if "</table" in lines[number - 1].lower())
        self.last_table_end = next(ends, 0)

    def blocks(self) -> Iterator[Block]:
        item_depth = 0
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if _first_line(token) <= self.read_to and token.type in _CONTENT:
                pass
            elif token.type == "heading_open":
                inline = self.tokens[index + 1]
                level = int(token.tag[1]) + (self.lowered and inline is not self.title)
                self.headings = under(self.headings, Heading(plain_text(inline), level, _first_line(token)))
            elif token.type == "table_open":
                end = next(i for i in range(index, len(self.tokens)) if self.tokens[i].type == "table_close")
                yield limited(self._table(index, end))
                index = end
            elif token.type in {"list_item_open", "list_item_close"}:
                item_depth += 1 if token.type.endswith("open") else -1
            elif token.type == "paragraph_open":
                yield from self._prose(self.tokens[index + 1], _first_line(token), item_depth)
            elif token.type in {"fence", "code_block"}:
                yield from self._code(token)
            elif token.type == "html_block":
                yield from self._html(token)
            index += 1

    def _prose(self, inline: Token, first: int, depth: int) -> Iterator[Block]:
        lines = tuple(Line(first + n, text) for n, text in enumerate(_plain_lines(inline)))
        barred = sum("|" in line.text for line in lines)
        if barred >= _FEWEST_DRAWN_LINES:
            raw = [Line(line.number, self.lines[line.number - 1]) for line in lines]
            table = drawn_table(self.headings, raw)
            if table:
                yield limited(table)
                return
        yield Prose(self.headings, first, lines, depth)

    def _code(self, token: Token) -> Iterator[Block]:
        first = _first_line(token) + (token.type == "fence")
        end = (token.map or [0, 0])[1] - (token.type == "fence")
        lines = tuple(Line(n, self.lines[n - 1]) for n in range(first, min(end, len(self.lines)) + 1))
        table = drawn_table(self.headings, lines)
        yield limited(table) if table else Code(self.headings, first, lines)

    def _html(self, token: Token) -> Iterator[Block]:
        first = _first_line(token)
        for match in _HTML_HEADING.finditer(token.content):
            text = " ".join(_TAG.sub("", match[2]).split())
            line = first + token.content.count("\n", 0, match.start())
            self.headings = under(self.headings, Heading(text, int(match[1]), line))
        if "<table" in token.content.lower():
            last = (token.map or [0, 0])[1]
            from upheld.policy.html_tables import html_tables  # noqa: PLC0415 - few policies have such a table

            tables, self.read_to = html_tables(self.headings, self.lines, first, last, self.last_table_end)
            yield from map(limited, tables)
        elif not token.content.lstrip().startswith("<!--"):
            yield from self._html_prose(token, first)

    def _html_prose(self, token: Token, first: int) -> Iterator[Block]:
        texts = (_TAG.sub("", line).strip() for line in split_lines(token.content))
        lines = tuple(Line(first + n, text) for n, text in enumerate(texts) if text)
        if lines:
            yield Prose(self.headings, first, lines)

    def _table(self, start: int, end: int) -> Table:
        header: TableRow | None = None
        rows: list[TableRow] = []
        row_line = 0
        texts: list[str] = []
        for token in self.tokens[start:end]:
            if token.type == "tr_open":
                row_line, texts = _first_line(token), []
            elif token.type == "inline":
                texts.append(plain_text(token))
            elif token.type == "tr_close":
                row = TableRow(tuple(self._cells(texts, row_line)), row_line, row_line)
                if header is None:
                    header = row
                else:
                    rows.append(row)
        return Table(self.headings, _first_line(self.tokens[start]), header, tuple(rows))

    def _cells(self, texts: list[str], number: int) -> Iterator[Cell]:
        spans = _cell_spans(self.lines[number - 1])
        for index, text in enumerate(texts):
            start, end = spans[index] if index < len(spans) else (0, 0)
            yield Cell(text, number, start + 1, end + 1)


def _title(tokens: list[Token]) -> tuple[Token | None, bool]:
    """Return what the title holds, if one is told by its words, and whether headings on its level are sections below it.

    Where every section has a heading of level 1, none of them stands above the document.
    """
    opened = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    if sum(tokens[at].tag == "h1" for at in opened) < _SEVERAL:
        return None, False
    first = tokens[opened[0] + 1]
    is_title = tokens[opened[0]].tag == "h1" and _OF_A_POLICY.search(first.content)
    return first if is_title else None, True


def _first_line(token: Token) -> int:
    return (token.map or [0, 0])[0] + 1


def _cell_spans(line: str) -> list[tuple[int, int]]:
    """Return where each cell of a pipe table's row stands in its line, white space left out."""
    prefix = re.match(r"[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?", line)
    start = prefix.end() if prefix else 0
    bars = [match.start() for match in _UNESCAPED_BAR.finditer(line, start)]
    edges = [start - 1, *bars, len(line)]
    spans: list[tuple[int, int]] = []
    for left, right in pairwise(edges):
        inner = line[left + 1 : right]
        begin = left + 1 + len(inner) - len(inner.lstrip())
        spans.append((begin, begin + len(inner.strip())))
    if bars and not line[start : bars[0]].strip():
        spans.pop(0)
    return spans


def plain_text(inline: Token) -> str:
    """Return an inline token's text without its markup, on one line."""
    return " ".join(" ".join(_plain_lines(inline)).split())


def _plain_lines(inline: Token) -> list[str]:
    lines = [""]
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            lines.append("")
        elif child.type in {"text", "code_inline", "image"}:
            lines[-1] += child.content
        elif child.type == "html_inline":
            lines[-1] += " " if child.content.lower().startswith("<br") else ""
    return lines
