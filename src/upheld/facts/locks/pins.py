"""The nouns of lock files: a pin, an entry that cannot be audited, a lock."""

from typing import NamedTuple

from upheld.ecosystems import Package
from upheld.model import Location

MOST_ENTRIES = 100_000
"""More entries than any lock has; one that claims more is refused, not read for minutes."""


class Pin(NamedTuple):
    """A package at one version where a lock file states it."""

    package: Package
    location: Location
    """The line that a maintainer would look for: the entry's version where it has a line of its own, else its name."""
    direct: bool | None = None
    """Whether the project itself asks for it; None where the lock does not say."""
    development: bool | None = None
    """Whether it is there for development only; None where the lock does not say."""
    note: str | None = None
    """What a reader has to know of it: a marker under which alone it is installed, the name of which it is an alias."""


class Unaudited(NamedTuple):
    """An entry of a lock that no advisory can be held against: no version, an address in its place, ..."""

    name: str
    location: Location
    reason: str
    """Why not, as the end of a sentence: "is taken from an address", "states a range, not a version"."""


class Lock(NamedTuple):
    """A lock file as it was read; without a problem every entry of it is a pin or unaudited."""

    path: str
    form: str
    """The format with its version where it has one: `package-lock.json 3`."""
    pins: tuple[Pin, ...] = ()
    unaudited: tuple[Unaudited, ...] = ()
    problem: str | None = None
    """Why it could not be read whole: an unknown version of the format, no JSON, too large; None where it could."""
    problem_line: int = 1


class LockError(Exception):
    """A lock file cannot be read; the message says what was found and what was expected."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line
