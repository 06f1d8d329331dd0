"""From bytes to places: where a secret stands, which value is equal to which, and what beside it allows it."""

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from upheld.facts.keys.kept import is_kept
from upheld.facts.leaks.allow_lists import AllowLists, Listed
from upheld.facts.leaks.marks import Mark, mark_at
from upheld.facts.leaks.named_files import is_named, named_file
from upheld.facts.leaks.naming import UNCALLED, Called, called
from upheld.facts.leaks.patches import Added
from upheld.facts.leaks.working_tree import Part
from upheld.nouns import dataclass
from upheld.secrets import Confidence, Fingerprints, Rules, scan
from upheld.secrets.text import text_of

_LONGEST_LINE = 2_000
_ID_OF_KEY = "aws-access-key"
"""An id is no secret, though its secret often stands beside it; metadata of keys are lists of such ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A secret at one line."""

    rule: str
    title: str
    category: str
    confidence: Confidence
    path: str
    line: int
    column: int
    name: str
    """Stands for the value: equal for equal values, and for this run only."""
    mark: Mark | None = None
    listed: Listed | None = None
    called: Called = UNCALLED
    commit: str = ""
    time: int = 0
    written: int = 0
    age: int = 0
    """Of two commits of one second the one with the greater age is older."""


class Key(NamedTuple):
    """What makes two places one leak."""

    rule: str
    path: str
    name: str


class Scanner:
    """Scans with the rules of some categories."""

    def __init__(self, rules: Rules, categories: frozenset[str], allowed: AllowLists) -> None:
        self.rules = rules
        self._categories = categories
        self._allowed = allowed
        self._names = Fingerprints()

    def part(self, part: Part) -> Iterator[Place]:
        """Yield the places in a part of a file."""
        yield from self._places(part.path, part.data, lambda line: part.line + line - 1)
        if part.line == 1 and is_named(part.path):
            yield from self._named(part)

    def added(self, added: Added) -> Iterator[Place]:
        """Yield the places in what a commit added."""
        yield from self._places(os.fsdecode(added.path), added.text, added.line, added)

    def names_in(self, path: str, data: bytes) -> set[str]:
        """Return what stands for the values in a file."""
        return {self._names.of(data, hit) for hit in scan(data, self.rules, path=path)}

    def _places(
        self, path: str, data: bytes, line_of: Callable[[int], int], added: Added | None = None
    ) -> Iterator[Place]:
        hits = [hit for hit in scan(data, self.rules, path=path) if not (hit.rule == _ID_OF_KEY and is_kept(path))]
        if not hits:
            return
        commit = added.commit if added else ""
        text = text_of(data) or b""
        spans = [(hit.offset, hit.end) for hit in hits]
        for hit in hits:
            line = line_of(hit.line)
            mark = mark_at(text, hit.offset, hit.line, spans)
            listed = self._allowed.listed(path, line, text[hit.offset : hit.end], _line_at(text, hit.offset), commit)
            yield Place(
                rule=hit.rule,
                title=hit.title,
                category=hit.category.value,
                confidence=hit.confidence,
                path=path,
                line=line,
                column=hit.column,
                name=self._names.of(text, hit),
                mark=mark,
                listed=listed,
                commit=commit,
                called=called(text, hit),
                time=added.time if added else 0,
                written=added.written if added else 0,
                age=added.age if added else 0,
            )

    def _named(self, part: Part) -> Iterator[Place]:
        named = named_file(part.path, part.data)
        if named is None or named.category not in self._categories:
            return
        line = part.data.count(b"\n", 0, named.offset) + 1
        listed = self._allowed.listed(part.path, line, b"", b"")
        mark = mark_at(part.data, named.offset, line, ())
        yield Place(
            rule=named.rule,
            title=named.title,
            category=str(named.category),
            confidence=named.confidence,
            path=part.path,
            line=line,
            column=1,
            name="",
            mark=mark,
            listed=listed,
        )


def _line_at(text: bytes, offset: int) -> bytes:
    start = text.rfind(b"\n", max(0, offset - _LONGEST_LINE), offset) + 1 or max(0, offset - _LONGEST_LINE)
    end = text.find(b"\n", offset, offset + _LONGEST_LINE)
    return text[start : end if end >= 0 else offset + _LONGEST_LINE]
