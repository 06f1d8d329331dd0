"""The functions of a file as ranges of bytes: which of them a place stands in."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

_MOST_DEPTH = 100


class Scopes:
    """Ranges that lie within each other or beside each other."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(set(ranges), key=lambda each: (each[0], -each[1]))
        self._starts = [start for start, _ in self._ranges]
        self._above: list[int] = []
        open_ones: list[int] = []
        for number, (start, _) in enumerate(self._ranges):
            while open_ones and self._ranges[open_ones[-1]][1] <= start:
                open_ones.pop()
            self._above.append(open_ones[-1] if open_ones else -1)
            open_ones.append(number)

    def around(self, offset: int) -> Iterator[int]:
        """Yield the starts of the ranges around an offset, the innermost first, then -1 for the whole file."""
        number = bisect_right(self._starts, offset) - 1
        for _ in range(_MOST_DEPTH):
            if number < 0:
                break
            start, end = self._ranges[number]
            if offset < end:
                yield start
            number = self._above[number]
        yield -1
