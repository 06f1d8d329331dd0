"""Maven: numbers and qualifiers in levels, as its class `ComparableVersion` (3.9) reads and compares them.

The specification (maven.apache.org/pom.html, "Version Order Specification") tells less than the class does; where they
differ, the class is followed, for it is what builds. Its order goes in a circle in one corner, where a qualifier stands
between two separators: 1 < 1.x.1 < 1-alpha < 1.
"""

import re
from collections.abc import Iterator
from functools import total_ordering

from upheld.ecosystems import LONGEST, unordered

Token = tuple[int, int, str]
Levels = list[list[Token]]

_WORD, _DOWN, _NUMBER = range(3)
"""What may stand at one place, in Maven's order: a qualifier, the beginning of a deeper level, a number."""

_RELEASE, _UNKNOWN = 5, 7
_RANKS = {"alpha": 0, "beta": 1, "milestone": 2, "rc": 3, "cr": 3, "snapshot": 4, "sp": 6} | dict.fromkeys(
    ("ga", "final", "release"), _RELEASE
)
_BEFORE_A_NUMBER = {"a": 0, "b": 1, "m": 2}

_VERSION = re.compile(r"[ 0-9A-Za-z._+~!#$%&';=@^`-]+")
"""What Maven lets stand in a POM: no range (`[1.0,2.0)`), no property that was not filled in (`${revision}`)."""

_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_FIELD = re.compile(r"([^.-]*)([.-]|$)")
_PART = re.compile(r"[0-9]+|[^0-9]+")


@total_ordering
class Key:
    """The tokens of a version; where one version ends, what the other goes on with tells which is the later."""

    __slots__ = ("_tokens",)

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._tokens == other._tokens

    def __lt__(self, other: "Key") -> bool:
        left, right = self._tokens, other._tokens
        common = min(len(left), len(right))
        if left[:common] != right[:common]:
            return left < right
        return _outlook(left[common:]) < _outlook(right[common:])

    def __hash__(self) -> int:
        return hash(self._tokens)


def key(text: str) -> Key:
    """Return what orders a version."""
    version = text.strip()
    if len(text) > LONGEST or not _VERSION.fullmatch(version):
        raise unordered(text, "a version of Maven")
    return Key(tuple(_flat(_levels(version.lower()))))


def _outlook(rest: tuple[Token, ...]) -> int:
    """Return 1 where what is left makes a version later than one that ends here, -1 for earlier, 0 where nothing is."""
    for kind, value, _ in rest:
        if kind == _NUMBER and value:
            return 1
        if kind == _WORD and value != _RELEASE:
            return 1 if value > _RELEASE else -1
    return 0


def _levels(text: str) -> Levels:
    """Split a version: a dash goes a level down, and so does each change between digits and letters."""
    if _NUMBERS.fullmatch(text):  # most versions are no more than that
        return [[(_NUMBER, int(part), "") for part in text.split(".")]]
    levels: Levels = [[]]
    for field in _FIELD.finditer(text):
        parts, separator = _PART.findall(field[1]), field[2]
        for part in parts[:-1]:
            _add(levels, part, before_number=True)
            levels.append([])
        if parts:
            _add(levels, parts[-1], last=not separator)
        elif separator:
            levels[-1].append((_NUMBER, 0, ""))
        if separator == "-":
            levels.append([])
    return levels


def _add(levels: Levels, part: str, *, before_number: bool = False, last: bool = False) -> None:
    if part.isdigit():
        levels[-1].append((_NUMBER, int(part), ""))
        return
    if levels[-1] and (before_number or last):
        levels.append([])
    levels[-1].append(_word(part, before_number=before_number))


def _word(word: str, *, before_number: bool) -> Token:
    rank = _BEFORE_A_NUMBER.get(word) if before_number else None
    rank = _RANKS.get(word, _UNKNOWN) if rank is None else rank
    return _WORD, rank, word if rank == _UNKNOWN else ""


def _flat(levels: Levels) -> Iterator[Token]:
    """Yield the tokens of all levels, without the zeros and the words for a release that end a level."""
    for level in levels:
        while level and level[-1] in _NOTHING:
            level.pop()
    while levels and not levels[-1]:
        levels.pop()
    for depth, level in enumerate(levels):
        if depth:
            yield (_DOWN, 0, "")
        yield from level


_NOTHING = ((_NUMBER, 0, ""), (_WORD, _RELEASE, ""))
