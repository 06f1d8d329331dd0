"""A script that a command leads to, and reading files that may not be there."""

import posixpath

from upheld.files import UnreadableFileError
from upheld.nouns import dataclass
from upheld.tree import Tree

MOST_BYTES = 1_000_000
"""Workflows, makefiles and shell scripts beyond this size are not read."""


@dataclass(frozen=True)
class Script:
    """Shell text with the folder that it runs in and the place where it stands."""

    text: str
    folder: str
    path: str
    line: int
    passed_over: str | None = None


def readable(tree: Tree, path: str) -> str | None:
    """Return a file's text, or None where there is none that can be read."""
    if path.startswith(("/", "..")):
        return None
    try:
        return tree.read_text(path, limit=MOST_BYTES)
    except UnreadableFileError:
        return None


def beside(folder: str, *names: str) -> tuple[str, ...]:
    """Return the paths of files in a folder."""
    return tuple(posixpath.normpath(posixpath.join(folder, name)) for name in names)


def line_of(text: str, at: int) -> int:
    """Return the line of an offset, 1-based."""
    return text.count("\n", 0, at) + 1
