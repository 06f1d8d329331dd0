"""Finds every place of many keywords at once: what makes it cheap to have many rules."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Prefilter(Protocol):
    """Says where keywords stand."""

    def places(self, text: bytes) -> Iterable[tuple[int, int, int]]:
        """Return the number, start and end of each keyword in a text of lower case."""
        ...


def prefilter(keywords: Sequence[bytes]) -> Prefilter:
    """Return the fast prefilter, or the slow one where its library is missing."""
    try:
        return AhoCorasick(keywords)
    except ImportError:
        return OneByOne(keywords)


class AhoCorasick:
    """One pass over the text for all keywords."""

    def __init__(self, keywords: Sequence[bytes]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation  # noqa: PLC0415 - only a scan needs it

        self._automaton = BytesAhoCorasick(keywords, implementation=Implementation.DFA)

    def places(self, text: bytes) -> Iterable[tuple[int, int, int]]:
        """Return the number, start and end of each keyword in a text of lower case."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


class OneByOne:
    """One pass over the text for each keyword."""

    def __init__(self, keywords: Sequence[bytes]) -> None:
        self._keywords = keywords

    def places(self, text: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield the number, start and end of each keyword in a text of lower case."""
        for number, keyword in enumerate(self._keywords):
            at = text.find(keyword)
            while at >= 0:
                yield number, at, at + len(keyword)
                at = text.find(keyword, at + 1)
