"""Plain text to blocks: what a policy looks like when its markup was lost or never there."""

import re
from collections.abc import Iterator

from upheld.lines import split_lines
from upheld.policy.document import Block, Heading, Line, Prose, limited, under
from upheld.policy.drawn_tables import drawn_table

_ITEM = re.compile(r"\s*(?:[-*+•‣–]|\d+[.)])\s+")
_UNDERLINE = re.compile(r"\s*([=\-~^*#])\1{2,}\s*")
_HEADING_WORDS = 8
_FEWEST_DRAWN_LINES = 2


def plain_blocks(source: str) -> tuple[Block, ...]:
    """Read a document without markup: each line stands for itself, since nothing says which belong together."""
    return tuple(_blocks(split_lines(source)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    headings: tuple[Heading, ...] = ()
    drawn: list[Line] = []
    for number, text in enumerate([*lines, ""], 1):
        if "|" in text or "│" in text or (drawn and text.strip() and not text.strip()[0].isalnum()):
            drawn.append(Line(number, text))
            continue
        if drawn:
            table = drawn_table(headings, drawn) if len(drawn) >= _FEWEST_DRAWN_LINES else None
            yield from [limited(table)] if table else (Prose(headings, line.number, (line,)) for line in drawn)
            drawn = []
        if not text.strip() or _UNDERLINE.fullmatch(text):
            continue
        following = lines[number] if number < len(lines) else ""
        previous = lines[number - 2] if number > 1 else ""
        if _is_heading(text, previous, following):
            headings = under(headings, Heading(text.strip().rstrip(":"), 2, number))
        else:
            item = _ITEM.match(text)
            words = " ".join((text[item.end() :] if item else text).split())
            yield Prose(headings, number, (Line(number, words),), _depth(item))


def _depth(item: re.Match[str] | None) -> int:
    """Return how deep an item stands by its indentation: two columns a level."""
    return 1 + (len(item[0]) - len(item[0].lstrip())) // 2 if item else 0


def _is_heading(text: str, previous: str, following: str) -> bool:
    if _UNDERLINE.fullmatch(following):
        return True
    short = len(text.split()) <= _HEADING_WORDS and not _ITEM.match(text)
    stands_alone = not previous.strip() and not following.strip()
    return short and (text.isupper() or (stands_alone and text.strip()[-1] not in ".!?,;"))
