"""What `upheld keys` shows: the keys that a repository's metadata tell of."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from upheld.facts.keys.inventory import inventory
from upheld.facts.keys.key import Inventory
from upheld.report.keys.listing import Listing
from upheld.repository import Repository


def listed(path: Path, evidence: Iterable[Path], as_of: datetime) -> Listing:
    """Return the inventory of a repository, with the files that are given beside it.

    Raises:
        RepositoryError: the path is no folder that can be read.
    """
    return Listing(_known(path, tuple(evidence)), as_of)


def _known(path: Path, evidence: tuple[Path, ...]) -> Inventory:
    return inventory(Repository(path), evidence)
