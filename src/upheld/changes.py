"""A commit and what it changes, as git lists it."""

from typing import NamedTuple

LISTED = ("--format=%x00%H %ct %an", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv")
"""The options that make `git log` list what `changes_in` reads."""
LAST_SECOND = 253_402_300_799
"""The end of the year 9999; a tag or a commit may claim a later date, which no calendar here could hold."""


class Change(NamedTuple):
    """A commit with the files that it changes: path, lines added, lines deleted."""

    commit: str
    time: int
    """When it was committed, in seconds since 1970."""
    author: str
    files: tuple[tuple[str, int, int], ...]
    """Without those whose lines git does not count: binary ones, and what attributes make so."""


def changes_in(listing: str) -> tuple[Change, ...]:
    """Return the commits of a listing in its order."""
    return tuple(_change(entry) for entry in listing.split("\0")[1:])


def _change(entry: str) -> Change:
    head, *numbers = filter(None, entry.split("\n"))
    commit, time, author = head.split(" ", 2)
    files = [line.split("\t", 2) for line in numbers if line.count("\t") > 1]
    counted = tuple((path, int(added), int(deleted)) for added, deleted, path in files if added.isdecimal())
    return Change(commit, min(int(time), LAST_SECOND), author, counted)
