"""The files of a repository at one moment, as far as most readers care: the checkout, or a commit."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", ".nox", ".tox", ".venv", "__pycache__", "node_modules"})
"""Folders that hold no files of the project, where git does not say which files are."""
MOST_FILES = 1_000_000


class Tree(Protocol):
    """What can be read of a repository at one moment; paths are relative, with `/` between their parts."""

    def __hash__(self) -> int:
        """Return a number by which it is told from other trees: what is read of one is kept for the run."""
        ...

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are part of the project, sorted."""
        ...

    def read_text(self, path: str, *, limit: int = ...) -> str | None:
        """Return a file's text, or None when there is no such file.

        Raises:
            UnreadableFileError: more bytes than `limit`, binary, outside the repository, or refused by the system.
        """
        ...


def walked(root: Path) -> Iterator[str]:
    """Yield the files below a folder that git knows nothing of; links to folders are not followed."""
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        below = Path(folder).relative_to(root)
        for name in files:
            count += 1
            if count > MOST_FILES:
                return
            yield (below / name).as_posix()
