"""Patterns of words, of which each alternative is compiled when a text may first match it: few are needed for a policy."""

import re
from functools import cached_property, lru_cache
from itertools import starmap
from typing import TYPE_CHECKING

from upheld.nouns import dataclass
from upheld.policy.kept_patterns import kept_patterns

if TYPE_CHECKING:
    from upheld.policy.needed import OneOf


class _Alternative:
    """One alternative of a wording, compiled when a text first holds a piece that it needs."""

    __slots__ = ("_compiled", "needs", "pattern")

    def __init__(self, pattern: str, needs: "tuple[OneOf, ...]") -> None:
        self.pattern = pattern
        self.needs = needs
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = kept_patterns().compiled(self.pattern)
        return self._compiled


@dataclass(frozen=True, eq=False)
class Wording:
    """A regular expression, in which case does not matter."""

    pattern: str

    @cached_property
    def _alternatives(self) -> tuple[_Alternative, ...]:
        return tuple(starmap(_Alternative, kept_patterns().parts(self.pattern)))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return kept_patterns().compiled(self.pattern)

    def _open(self, text: str) -> list[re.Pattern[str]]:
        """Return the alternatives that the text may match, by the pieces that it holds."""
        lowered = _lowered(text)
        found: list[re.Pattern[str]] = []
        for each in self._alternatives:
            # Loops, for they are gone through some ten thousand times: any() and all() over generators take twice as long.
            for pieces in each.needs:
                for piece in pieces:
                    if piece in lowered:
                        break
                else:
                    break
            else:
                found.append(each.compiled)
        return found

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place where the text says it."""
        return _first(self._open(text), text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match where the text begins with it."""
        return next((match for each in self._open(text) if (match := each.match(text))), None)

    def all(self, text: str) -> list[re.Match[str]]:
        """Return every place where the text says it, in order."""
        alternatives = self._open(text)
        if len(alternatives) <= 1:
            return list(alternatives[0].finditer(text)) if alternatives else []
        found: list[re.Match[str]] = []
        at = 0
        while match := _first(alternatives, text, at):
            found.append(match)
            at = match.end() + (match.end() == match.start())
        return found

    def last(self, text: str) -> re.Match[str] | None:
        """Return the last place where the text says it."""
        return next(reversed(self.all(text)), None)

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with every place where it says it replaced."""
        return self._compiled.sub(replacement, text) if self.search(text) else text


def holds(text: str, pieces: tuple[str, ...]) -> bool:
    """Tell whether a text holds one of the pieces, which are in lower case: asked first, it spares most texts the patterns."""
    lowered = _lowered(text)
    for piece in pieces:  # noqa: SIM110 - any() over a generator takes twice as long
        if piece in lowered:
            return True
    return False


def _first(alternatives: list[re.Pattern[str]], text: str, start: int) -> re.Match[str] | None:
    """Return the match that begins first; of two at one place the earlier alternative's."""
    found: re.Match[str] | None = None
    for each in alternatives:
        match = each.search(text, start)
        if match and (found is None or match.start() < found.start()):
            found = match
    return found


@lru_cache(maxsize=1024)
def _lowered(text: str) -> str:
    """Return the text in lower case, with every letter that matches an ASCII one where case does not matter as that one."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.casefold().replace("i̇", "i").replace("ı", "i")
