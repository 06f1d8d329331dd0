"""Where a statement stands in the source, and its words exactly as they are written there."""

from upheld.model import Location
from upheld.policy.document import Document
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_TAIL = Wording(r"[^\w\s|]*")
_WORD = Wording(r"\w+")
_LONGEST_LINE = 5000
"""In a longer one only words without markup among them are found: looking at each of its words, for each of its sentences,
would stall the run."""
_FRAME = Wording(r"[\s>|]*(?:(?:[-*+•‣–]|\d+[.)])\s+)?")
"""What stands before a line's words: quotation, table bar, list mark."""


def quoted(document: Document, statement: Statement, offset: int = 0) -> tuple[Location, str]:
    """Return the place and the source text of a statement's part on the line that holds `offset`.

    The quote is cut from the source, markup included, so that it can be found there again.
    """
    number = statement.line_at(offset)
    source = document.source_line(number)
    start, end = _span(source, _part(statement, number))
    return Location(document.path, number, start + 1, end + 1), source[start:end]


def _part(statement: Statement, number: int) -> str:
    """Return what of the statement's text stands on a line."""
    starts = [start for start, line in statement.lines if line == number]
    following = [start for start, line in statement.lines if line > number]
    return statement.text[min(starts, default=0) : min(following, default=len(statement.text))]


def _span(source: str, part: str) -> tuple[int, int]:
    """Return where the words of `part` begin and end in a source line whose markup they lack; the whole line where unsure."""
    if len(source) > _LONGEST_LINE:
        place = max(0, source.find(part.strip()))
        return place, min(len(source), place + len(part.strip()))
    frame = _FRAME.match(source)
    begin, end = frame.end() if frame else 0, len(source.rstrip())
    words = [match[0] for match in _WORD.all(part)]
    places = [(match[0], match.start(), match.end()) for match in _WORD.all(source)]
    found: list[tuple[int, int]] = []
    at = 0
    for word in words:
        position = next((i for i in range(at, len(places)) if places[i][0] == word), None)
        if position is None:
            return begin, max(begin, end)
        found.append(places[position][1:])
        at = position + 1
    if not found:
        return begin, max(begin, end)
    start, stop = found[0][0], found[-1][1]
    tail = _TAIL.match(source[stop:])
    return max(begin, _with_marks(source, start, begin)), min(end, stop + (tail.end() if tail else 0))


def _with_marks(source: str, start: int, begin: int) -> int:
    """Move a start to the left over marks that belong to the first word: `**`, a quote, a bracket."""
    while start > begin and not source[start - 1].isspace() and not source[start - 1].isalnum():
        start -= 1
    return start
