"""What a text must hold for a pattern to match in it: told from the pattern's own letters, without compiling it.

Compiling all patterns takes several times as long as reading a policy with them, and most of their alternatives can be
ruled out by a look for a few letters. So each alternative is kept apart, with the pieces of text that it cannot do without.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:\\[bBsSwWdD](?:[*+?]|\{[\d,]+\})?\??)+"  # these hold no letters
    r"|\(\?P?<?[=!:]|\(\?P<\w+>|\(\?[a-z-]+:|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|\{[\d,]+\}\??|[?*+]\??"
    r"|[^\\\[\](){}|?*+.^$]+|.",
    re.DOTALL,
)
_CAPTURES = frozenset({"(", "(?P"})
_LARGE = 120
"""A pattern with fewer characters is compiled whole."""
_LEAST = 2
"""A single letter is in every text."""
_MOST = 40
"""More pieces take longer to look for than a pattern to run."""
_DEEP = 3
"""After so many looks in vain for a reason, a pattern is run."""

OneOf = tuple[str, ...]
"""Pieces in lower case, of which a text must hold one."""


class Part(NamedTuple):
    """One alternative of a pattern; a text must hold something of each of its needs."""

    pattern: str
    needs: tuple[OneOf, ...]


class _Alternative:
    """One way to match a group: where it stands in the pattern, and what it needs."""

    __slots__ = ("body", "end", "head", "needs", "start")

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.needs: list[OneOf] = []
        self.head: _Group | None = None  # the group that it begins with
        self.body = start  # where what follows that group begins

    def all_needs(self) -> list[OneOf]:
        """Return what it needs, its first group included."""
        return self.needs if self.head is None else self.head.needs() + self.needs


class _Group:
    """What stands in brackets, or the whole pattern."""

    __slots__ = ("alternatives", "asserts", "start")

    def __init__(self, start: int, body: int, *, asserts: bool = False) -> None:
        self.start = start
        self.asserts = asserts  # whether it only looks ahead or behind
        self.alternatives = [_Alternative(body)]

    def needs(self) -> list[OneOf]:
        """Return what is needed whichever alternative matches."""
        if self.asserts:
            return []
        if len(self.alternatives) == 1:
            return self.alternatives[0].all_needs()
        pieces: list[str] = []
        for each in self.alternatives:
            needs = each.all_needs()
            if not needs:
                return []
            best: OneOf = needs[0] if len(needs) == 1 else max(needs, key=_worth)
            pieces += best
        return [tuple(dict.fromkeys(pieces))] if len(pieces) <= _MOST else []


def parts_of(pattern: str) -> tuple[Part, ...]:
    """Return the alternatives of a pattern; together they match where it does, the first of them first.

    What has groups that can be asked for stays whole, since they could not be asked of its parts.
    """
    tokens: list[str] = _TOKEN.findall(pattern)
    root = _parsed(pattern, tokens)
    if len(pattern) < _LARGE or not _CAPTURES.isdisjoint(token[:3] for token in tokens):
        return (Part(pattern, _first(root.needs())),)
    return tuple(_joined(part for each in root.alternatives for part in _apart(pattern, each)))


def _parsed(pattern: str, tokens: list[str]) -> _Group:
    """Return the alternatives of a pattern with what each needs."""
    groups = [_Group(0, 0)]
    following = [*(token[0] for token in tokens[1:]), ""]
    at = 0
    for token, after in zip(tokens, following, strict=True):
        first, here = token[0], at
        at += len(token)
        if first == "(":
            groups.append(_Group(here, at, asserts=token[-1] in "=!"))
        elif first == ")":
            closed = groups.pop()
            closed.alternatives[-1].end = here
            _take(groups[-1].alternatives[-1], closed, pattern, at, optional=after in {"?", "*", "{"})
        elif first == "|":
            groups[-1].alternatives[-1].end = here
            groups[-1].alternatives.append(_Alternative(at))
        elif first not in "\\[.^$?*+{":
            word = token[:-1] if after and after in "?*{" else token
            if len(word) >= _LEAST:
                groups[-1].alternatives[-1].needs.append((word.lower(),))
    groups[0].alternatives[-1].end = at
    return groups[0]


def _take(outer: _Alternative, group: _Group, pattern: str, end: int, *, optional: bool) -> None:
    """Let an alternative know of a group in it that ends at `end`."""
    if optional:
        return
    if pattern[outer.start : group.start] in {"", r"\b"} and pattern[end : end + 1] != "+" and not group.asserts:
        outer.head, outer.body = group, end
    else:
        outer.needs += group.needs()


def _apart(pattern: str, alternative: _Alternative) -> Iterator[Part]:
    """Yield an alternative of a pattern, or each alternative of the group that it begins with, with what follows it."""
    head, needs = alternative.head, alternative.needs
    rest = pattern[alternative.body : alternative.end]
    if head is None:
        yield Part(pattern[alternative.start : alternative.end], _first(needs))
    elif alternative.end - alternative.start < _LARGE or len(rest) >= _LARGE:
        yield Part(pattern[alternative.start : alternative.end], _first(alternative.all_needs()))
    else:
        opening = pattern[alternative.start : head.alternatives[0].start]
        for each in head.alternatives:
            yield Part(f"{opening}{pattern[each.start : each.end]}){rest}", _first(each.all_needs() + needs))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Join neighbours that need the same, so that they are compiled and run once."""
    last: Part | None = None
    for part in parts:
        if last and last.needs == part.needs:
            last = Part(f"{last.pattern}|{part.pattern}", part.needs)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _first(needs: list[OneOf]) -> tuple[OneOf, ...]:
    """Return the needs that are likely to be missed, the likeliest first."""
    return tuple(sorted(needs, key=_worth, reverse=True)[:_DEEP] if len(needs) > 1 else needs)


def _worth(pieces: OneOf) -> float:
    return len(pieces[0]) if len(pieces) == 1 else min(map(len, pieces)) - len(pieces) / 2
