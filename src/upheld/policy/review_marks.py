"""Where a policy says when it was last reviewed, how often it is, and when it will be again."""

from collections.abc import Iterator

from upheld.nouns import dataclass
from upheld.policy.dates import as_written
from upheld.policy.document import Document
from upheld.policy.force import is_imperative
from upheld.policy.rhythms import rhythm
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_YEAR = Wording(r"(?:19|20)\d\d")
_REVIEW = Wording(r"review|revis|updat|evaluat|assess|visit")
"""Small, and asked first: the wordings below take longer to compile than most policies to read."""
_POLICY = r"(?:(?:security\s+)?polic(?:y|ies)|document|page|plan|procedure|SECURITY\.(?:md|rst))"
_THIS = rf"(?:this|the|our|these)\s+(?:\w+\s+){{0,2}}{_POLICY}\b"
_NEW = r"(?:updated?|review(?:ed)?|revis(?:ed|ion)|modif(?:ied|ication)|changed?|edited|amended)"
_GAP = r"(?:[\s_]date)?(?:[\s:|*_–—-]|(?:\bon\b|\bin\b|\bas\s+of\b|\bfrom\b|\bsince\b|\bdate\b)){1,12}"
_FIELD = r"(?:^|[|(·•\n])[^\w\s|]{0,3}[\s*_>]*(?:[^\w\s]{1,3}\s*)?"
_DATED = Wording(
    rf"(?<!dependencies )(?<!versions )(?<!supported )\blast[\s_-]?(?:(?:{_POLICY}|content)\s+)?{_NEW}(?![a-z]){_GAP}"
    rf"|{_FIELD}(?:{_POLICY}[\s_]+)?(?:(?:{_NEW})(?:\s+date)?|date\s+(?:of\s+)?(?:last\s+)?{_NEW}){_GAP}"
    rf"|\b{_THIS}[^.;|]{{0,30}}\b(?:{_NEW})(?![a-z]){_GAP}"
)
_EFFECTIVE = Wording(
    rf"{_FIELD}(?:{_POLICY}[\s_]+)?effective(?:[\s_](?:date|from|as\s+of|since|on))?{_GAP}|\b{_THIS}\s+(?:is\s+|takes\s+|became\s+)?effect(?:ive)?{_GAP}"
)
_VERSIONED = Wording(
    rf"{_FIELD}(?:(?:{_POLICY}|document)[\s_]+)?(?:version|revision)[\s:*_]{{1,6}}v?\d[\w.]{{0,12}}[*_]{{0,2}}(?:\s*,|\s*[|(–—-]|\s+of)\s*"
)
_PUBLISHED = Wording(
    rf"{_FIELD}(?:date|published|adopted|approved|issued)(?:\s+(?:on|date))?[\s*_]{{0,3}}:[\s*_]{{0,6}}"
)
"""Fields that stand under the title and nowhere else: below it they may date a release or a report."""
_RELEASED = Wording(r"\bsupport(?:ed|s)?\b|\breleased?\b|\bend[\s-]of[\s-]life\b|\beol\b|\bsince\b|\buntil\b")
_NEXT = Wording(rf"\bnext[\s_-](?:\w+\s+)?(?:review|update|revision)(?:\s+(?:due|planned|scheduled|is))*{_GAP}")
_FIELD_OF_RHYTHM = Wording(
    rf"{_FIELD}(?:(?:next|periodic|scheduled|{_POLICY})\s+){{0,2}}(?:review(?:ed|s)?|revision|{_POLICY}\s+updates?)(?:[\s_](?:cycle|frequency|cadence|schedule|period|interval|date))?[\s:|*_–—-]{{1,8}}"
)
_REVIEWS = Wording(
    rf"\b{_THIS}[^.;]{{0,60}}\b(?:review|updat|revis|re-?evaluat|re-?assess|re-?visit)\w*"
    rf"|\b(?:review|updat|revis|re-?evaluat|re-?assess|re-?visit)\w*\s+(?:and\s+\w+\s+)?(?:of\s+)?{_THIS}"
)
_REGULARLY = Wording(r"\b(?:regular(?:ly)?|periodic(?:ally)?|routine(?:ly)?)\b")
_MAY = Wording(r"\b(?:may|might|can|could|reserves?|not|you|users?(?!\s+access))\b")
_BEGINS_WITH_A_DATE = Wording(
    r"[\s*_(\[\"'`]*(?:the\s+)?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s+)?(?:\d|q[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s)"
)
_LAST = Wording(r"\W*(?:last\s+)?(?:updated?|reviewed|revised|modified)\W*$")
_END = Wording(r"[|;]|\bnext\b|\breview\b|\bversion\b")
_END_OF_FIELD = Wording(r"[|\n][^\0]*")
_SHORT, _LONG = 30, 40


@dataclass(frozen=True)
class Mark:
    """One thing said of the review, and where."""

    statement: Statement
    offset: int
    date: str | None = None
    effective: bool = False
    """Whether the date is that of coming into force, which says less than one of a review."""
    cadence: str | None = None
    next_review: str | None = None

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.statement.line_at(self.offset)


def review_marks(document: Document) -> list[Mark]:
    """Return everything that is said of the policy's review, in the order of the lines."""
    marks = [
        mark
        for each in (*_front_matter(document), *_headings(document), *statements(document))
        for mark in _marks(each)
    ]
    return sorted(marks, key=lambda mark: mark.line)


def _marks(statement: Statement) -> Iterator[Mark]:
    text = _line_by_line(statement)
    if _YEAR.search(text):
        yield from _dates(statement, text)
    if _REVIEW.search(text) and (rhythm(text) or _REGULARLY.search(text)):
        yield from _rhythms(statement, text)


def _dates(statement: Statement, text: str) -> Iterator[Mark]:
    for wording in (_DATED, _EFFECTIVE):
        for match in wording.all(text):
            if date := _date_after(text, match.end()):
                yield Mark(statement, match.end() - 1, date=date, effective=wording is _EFFECTIVE)
    if len(statement.headings) <= 1 and not _RELEASED.search(text):
        for match in (*_VERSIONED.all(text), *_PUBLISHED.all(text)):
            if date := _date_after(text, match.end()):
                yield Mark(statement, match.end() - 1, date=date, effective=True)
    if _LAST.match(statement.heading) and (date := _date_after(text, 0)):
        yield Mark(statement, 0, date=date)
    for match in _NEXT.all(text):
        if date := _date_after(text, match.end()):
            yield Mark(statement, match.end() - 1, next_review=date)


def _rhythms(statement: Statement, text: str) -> Iterator[Mark]:
    for match in _FIELD_OF_RHYTHM.all(text):
        field = _END_OF_FIELD.sub("", text[match.end() : match.end() + _SHORT])
        if named := rhythm(field):
            yield Mark(statement, match.end() - 1, cadence=named.word)
    reviews = _REVIEWS.search(text)
    if reviews and not _MAY.search(text):
        named = rhythm(text)
        if named or not is_imperative(statement):
            yield Mark(statement, reviews.start(), cadence=named.word if named else None)


def _line_by_line(statement: Statement) -> str:
    """Return the text with its source lines told apart: each may be a field of its own."""
    text = statement.text
    for start, _ in statement.lines[1:]:
        if 0 < start <= len(text):
            text = f"{text[: start - 1]}\n{text[start:]}"
    return text


def _date_after(text: str, start: int) -> str | None:
    rest = text[start : start + _LONG]
    if not _BEGINS_WITH_A_DATE.match(rest):
        return None
    end = _END.search(rest)
    return as_written(rest[: end.start()] if end else rest)


def _front_matter(document: Document) -> Iterator[Statement]:
    """Yield the lines of the YAML before the text, which the reader of Markdown takes for a heading."""
    lines = document.source_lines
    if lines and lines[0].strip() == "---" and "---" in (each.strip() for each in lines[1:50]):
        for number, line in enumerate(lines[1:50], start=2):
            if line.strip() == "---":
                return
            yield Statement(document.path, line, (), ((0, number),))


def _headings(document: Document) -> Iterator[Statement]:
    before = max((each.line for each in _front_matter(document)), default=0)
    headings = dict.fromkeys(heading for block in document.blocks for heading in block.headings)
    for heading in (each for each in headings if each.line > before):
        yield Statement(document.path, heading.text, (), ((0, heading.line),))
