"""What is seen of a repository's tags and branches, and whether there may be more."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Remote(StrEnum):
    """Whether the remote may be asked, and what came of it."""

    NONE = "none"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    ANSWERED = "answered"


class References(NamedTuple):
    """Names of tags and branches, and whether more of them may exist than are seen here."""

    tags: tuple[str, ...]
    branches: tuple[str, ...]
    remote: Remote
    complete: bool
    """False when this clone may lack tags and the remote could not be asked."""
    branches_complete: bool


def branch_names(references: Iterable[str]) -> set[str]:
    """Return the names of the branches among full names of references, those of `origin` too."""
    return set(_each_branch_name(references)) - {"HEAD"}


def _each_branch_name(references: Iterable[str]) -> Iterator[str]:
    for reference in references:
        for prefix in ("refs/heads/", "refs/remotes/origin/"):
            if reference.startswith(prefix):
                yield reference.removeprefix(prefix)
