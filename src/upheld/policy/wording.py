"""Patterns of words, compiled when they are first asked: most policies need few of them, and compiling takes longer than reading."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """A regular expression, in which case does not matter."""

    pattern: str

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place where the text says it."""
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
