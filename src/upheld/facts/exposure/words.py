"""In which files a word stands: looked up, since to look through all of them for each name takes most of the time."""

import re
from collections.abc import Iterable, Iterator, Mapping

_SPACES = bytes(byte if chr(byte).isascii() and chr(byte).isalnum() else 32 for byte in range(256))
_PARTS = re.compile(rb"[A-Za-z0-9]+")


class Words:
    """The words of some texts, by the paths of these."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = texts
        self._paths = tuple(texts)
        self._of: dict[bytes, list[int]] = {}
        for number, text in enumerate(texts.values()):
            # A word counts as its parts: `HTTP_PORT` is looked up as `HTTP` and `PORT`.
            for word in set(text.translate(_SPACES).split()):
                self._of.setdefault(word, []).append(number)

    def holding(self, asked: Iterable[bytes]) -> list[str]:
        """Return the paths, in their order, whose texts hold one of some words, beside no letter or digit."""
        found = {number for word in asked for number in self._with(word)}
        return [self._paths[number] for number in sorted(found)]

    def _with(self, word: bytes) -> Iterator[int]:
        parts = _PARTS.findall(word)
        among = [frozenset(self._of.get(part, ())) for part in parts] or [frozenset(range(len(self._paths)))]
        first, *others = sorted(among, key=len)
        candidates = first.intersection(*others)
        if parts == [word]:
            yield from candidates
        else:
            yield from (number for number in candidates if word in self._texts[self._paths[number]])
