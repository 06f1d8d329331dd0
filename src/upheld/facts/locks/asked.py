"""The nouns of what is asked for: by a manifest, and by a list of requirements."""

from typing import NamedTuple

from upheld.facts.locks.pins import Lock


class Asked(NamedTuple):
    """Packages that a manifest asks for."""

    line: int
    names: frozenset[str] | None = None
    """Their normalised names; None where only the ecosystem's own tool could tell them."""


class Requirements(NamedTuple):
    """What one `pip install -r` reads."""

    lock: Lock
    names: frozenset[str]
    """The packages that it asks for, by their normalised names."""
    ranges: frozenset[str]
    """Those, as they are written, of which no version is stated."""
    line: int
    """Where the first of them is asked for."""
    pinned: bool
    """Whether each of them is pinned."""
    whole: bool
    """Whether it also names what those need in turn: a tool wrote it, or all have hashes, so that pip demands it."""

    @property
    def is_lock(self) -> bool:
        """Whether any version is pinned, or anything is asked for that no version could be told of."""
        return bool(self.lock.pins) or any(entry.name not in self.ranges for entry in self.lock.unaudited)
