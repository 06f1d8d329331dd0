"""What runs by itself for a repository: the commands and actions of its workflows, and what starts them."""

from functools import lru_cache
from typing import TYPE_CHECKING

from upheld.repository import Repository

if TYPE_CHECKING:
    from upheld.facts.workflows.runs import Automation


@lru_cache(maxsize=8)
def automation(repository: Repository) -> "Automation":
    """Read every workflow that is in the repository: several promises ask for them."""
    # Others only need the shell of this room, and start sooner without the rest.
    from upheld.facts.workflows.elsewhere import elsewhere  # noqa: PLC0415
    from upheld.facts.workflows.github import GitHub  # noqa: PLC0415
    from upheld.facts.workflows.runs import Automation  # noqa: PLC0415

    references = repository.references
    branches = references.branches if references.branches_complete else None
    here, there = GitHub(repository, branches).read(), elsewhere(repository)
    return Automation(
        files=(*here.files, *there.files),
        runs=(*here.runs, *there.runs),
        unfollowed=(*here.unfollowed, *there.unfollowed),
        problems=(*here.problems, *there.problems),
        unread_systems=there.unread_systems,
    )
