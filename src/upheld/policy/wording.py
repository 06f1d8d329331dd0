"""Patterns of words, compiled when they are first asked: most policies need few, and compiling takes long."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """A regular expression, in which case does not matter."""

    pattern: str
    needs: str = ""
    """Lower-case pieces, parted by `|`: `search` finds nothing in a text that holds none, and tells so far sooner."""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        return tuple(self.needs.split("|"))

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place where the text says it."""
        if self.needs:
            lowered = text.lower()
            if not any(piece in lowered for piece in self._pieces):
                return None
        return self._compiled.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match where the text begins with it."""
        return self._compiled.match(text)

    def all(self, text: str) -> list[re.Match[str]]:
        """Return every place where the text says it, in order."""
        return list(self._compiled.finditer(text))

    def last(self, text: str) -> re.Match[str] | None:
        """Return the last place where the text says it."""
        return next(reversed(self.all(text)), None)

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with every place where it says it replaced."""
        return self._compiled.sub(replacement, text)
