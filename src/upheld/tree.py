"""The files of a repository at one moment, as far as most readers care: the checkout, or a commit."""

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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


class Names:
    """Files by what they are called: who looks for a few among many asks here instead of trying every path."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        by_end = defaultdict[str, list[str]](list)
        for path in paths:
            by_end[path.rpartition(".")[2]].append(path)
        # Few ends stand for many paths: what is made of an end is made once.
        self._by_ending = defaultdict[str, list[str]](list)
        for end, found in by_end.items():
            self._by_ending[end.rpartition("/")[2].lower()] += found

    def ending(self, *endings: str) -> list[str]:
        """Return the files whose names have one of these after the last dot, or are it, in any mixture of case; sorted."""
        found: list[str] = []
        for ending in set(endings):
            found += self._by_ending.get(ending, ())
        # It is made of sorted parts, which takes little.
        found.sort()
        return found

    def called(self, names: Iterable[str]) -> list[str]:
        """Return the files that have one of these names, sorted."""
        wanted = defaultdict[str, list[str]](list)
        for name in set(names):
            wanted[name.rpartition(".")[2].lower()].append(name)
        found: list[str] = []
        for ending, same in wanted.items():
            ends = tuple(f"/{name}" for name in same)
            found += [path for path in self._by_ending.get(ending, ()) if path.endswith(ends)]
            found += [name for name in same if holds(self._paths, name)]
        return sorted(found)


@lru_cache(maxsize=4)
def names_of(tree: Tree) -> Names:
    """Return the files of a tree by their names, sorted out once a run."""
    return Names(tree.paths)


def below(paths: Sequence[str], folder: str) -> Sequence[str]:
    """Return those of sorted paths that lie in a folder, however deep."""
    # `0` comes right after `/`.
    return paths[bisect_left(paths, f"{folder}/") : bisect_left(paths, f"{folder}0")]


def holds(paths: Sequence[str], path: str) -> bool:
    """Tell whether a path is one of many sorted ones: to make a set of them takes longer than a few questions."""
    at = bisect_left(paths, path)
    return at < len(paths) and paths[at] == path


def entries(paths: Sequence[str], folder: str = "") -> Iterator[str]:
    """Yield what of sorted paths lies directly in a folder, or in the root: its files, and folders with a `/` at the end."""
    start = f"{folder}/" if folder else ""
    inside = below(paths, folder) if folder else paths
    at = 0
    while at < len(inside):
        name, deeper, _ = inside[at][len(start) :].partition("/")
        if deeper:
            yield f"{start}{name}/"
            at = bisect_left(inside, f"{start}{name}0", at)
        else:
            yield inside[at]
            at += 1


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
