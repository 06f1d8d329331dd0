"""What is seen of a repository's tags and branches, and whether there may be more."""

from dataclasses import dataclass
from enum import StrEnum


class Remote(StrEnum):
    """Whether the remote may be asked, and what came of it."""

    NONE = "none"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    ANSWERED = "answered"


@dataclass(frozen=True)
class References:
    """Names of tags and branches, and whether more of them may exist than are seen here."""

    tags: tuple[str, ...]
    branches: tuple[str, ...]
    remote: Remote
    complete: bool
    """False when this clone may lack tags and the remote could not be asked."""
    branches_complete: bool
