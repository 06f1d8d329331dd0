"""What a tree says of how its software is reached, found once for each tree."""

from functools import lru_cache

from upheld.exposure.guards import capabilities
from upheld.facts.exposure.contradictions import contradictions
from upheld.facts.exposure.delegation import delegations
from upheld.facts.exposure.exposure import Exposure
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.source_files import SourceFiles
from upheld.tree import Tree


@lru_cache(maxsize=4)
def exposure_of(tree: Tree) -> Exposure:
    """Return all that the files of a tree say."""
    source = SourceFiles(tree)
    found = tuple(capabilities([*source.hits()], source))
    offered, unread = offers(tree)
    return Exposure(
        capabilities=found,
        offers=offered,
        delegations=delegations(tree),
        contradictions=contradictions(offered, found),
        files=len(source.paths),
        unread=tuple(source.unread.items()),
        unread_manifests=unread,
    )
