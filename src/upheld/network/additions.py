"""What a change adds to the network capabilities of the software: the files that it changes, before and after."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from upheld.exposure import Bind, Capability, Offer, Reach, Says, Strength, Weight
from upheld.exposure.source import bind_of
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.source_files import SourceFiles
from upheld.facts.settings.containers import is_dockerfile
from upheld.model import Location
from upheld.network.pairing import Likeness, paired
from upheld.network.unguarding import Unguarded, may_unguard, of_trees
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.tree import Tree


@dataclass(frozen=True)
class Place:
    """A place in the source that listens or can, on one side of a change."""

    rule: str
    strength: Strength
    location: Location
    text: str
    bind: Bind


@dataclass(frozen=True)
class Rebind:
    """A place that listens on another address than before."""

    before: Bind
    place: Place

    @property
    def is_worse(self) -> bool:
        """Whether more can reach it now; an address that the source does not tell may be any."""
        return _OPENNESS[self.place.bind.reach] > _OPENNESS[self.before.reach]


_OPENNESS = {Reach.LOOPBACK: 0, Reach.UNKNOWN: 1, Reach.ALL: 2}


@dataclass(frozen=True)
class Additions:
    """What a change brings."""

    files: int
    """How many files it changes that were looked at."""
    places: tuple[Place, ...] = ()
    rebinds: tuple[Rebind, ...] = ()
    offers: tuple[Offer, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    unguarded: tuple[Unguarded, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.places or self.rebinds or self.offers or self.unread or self.unguarded)


@lru_cache(maxsize=2)
def additions(repository: Repository, base_commit: str) -> Additions:
    """Return what the checkout has and the commit had not, as far as the changed files show."""
    return between(repository.at(base_commit), repository, repository.changed_since(base_commit))


def between(base: Tree, head: Tree, changed: Sequence[str]) -> Additions:
    """Return what one tree has and the other had not, in the files that are named."""
    paths = frozenset(changed)
    sides = SourceFiles(base, paths), SourceFiles(head, paths)
    before, after = ([place for path in changed for place in _places(side, path)] for side in sides)
    (offered_before, _), (offered_after, unread) = (_offers(tree, paths) for tree in (base, head))
    return Additions(
        files=len(changed),
        places=tuple(added(before, after)),
        rebinds=tuple(rebinds(before, after)),
        offers=tuple(offered(offered_before, offered_after)),
        # What could not be read before and is gone adds nothing.
        unread=tuple((path, why) for path, why in {**dict(unread), **sides[1].unread}.items() if path in paths),
        unguarded=of_trees(base, head, _PLACES_ALIKE) if may_unguard(*sides, changed) else (),
    )


def _places(source: SourceFiles, path: str) -> Iterator[Place]:
    for hit in source.hits_in(path):
        line, column = hit.node.start_point
        words = hit.parsed.lines[line].decode(errors="replace").strip()
        yield Place(hit.rule.id, hit.rule.strength, Location(path, line + 1, column + 1), words, bind_of(hit))


def added(before: Sequence[Place], after: Sequence[Place]) -> Iterator[Place]:
    """Yield the places that are more than before: of each rule as many as it has more, new words first.

    What is edited, moved or formatted anew is no addition: a rule that finds as much as before adds nothing.
    """
    return (now for was, now in paired(before, after, _PLACES_ALIKE) if was is None)


def rebinds(before: Sequence[Place], after: Sequence[Place]) -> Iterator[Rebind]:
    """Yield the places that listen elsewhere than those before for which they stand, in their own file or another."""
    for was, now in paired(before, after, _PLACES_ALIKE):
        if was is not None and was.bind.reach is not now.bind.reach:
            yield Rebind(was.bind, now)


_PLACES_ALIKE: tuple[Likeness[Place | Capability], ...] = (
    lambda each: (each.rule, each.location.path, each.text, each.bind.reach),
    lambda each: (each.rule, each.location.path, each.text),
    lambda each: (each.rule, each.text, each.bind.reach),
    lambda each: (each.rule, each.text),
    lambda each: (each.rule, each.location.path, each.bind.reach),
    lambda each: (each.rule, each.location.path),
    lambda each: (each.rule, each.bind.reach),
    lambda each: each.rule,
)
"""How one place is known to stand for another: what keeps its address is no other listener, as long as there is one left."""


def offered(before: Sequence[Offer], after: Sequence[Offer]) -> Iterator[Offer]:
    """Yield the offers that are more than before of their sort of manifest, and those that more can reach than before.

    One that is said in other words, by another option, of another image or in another file is no addition.
    """
    for was, now in paired(before, after, _OFFERS_ALIKE):
        if was is None or _openness(now) > _openness(was) or (was.weight, now.weight) == (Weight.MEDIUM, Weight.STRONG):
            yield now


_OFFERS_ALIKE: tuple[Likeness[Offer], ...] = (
    lambda each: (each.source, each.location.path, each.subject, each.text),
    lambda each: (each.source, each.location.path, each.subject, _openness(each), each.weight),
    lambda each: (each.source, each.location.path, _openness(each), each.weight),
    lambda each: (each.source, _openness(each), each.weight),
    lambda each: (each.source, each.location.path),
    lambda each: each.source,
)


def _openness(offer: Offer) -> int:
    return _OPENNESS[offer.bind.reach if offer.bind else Reach.UNKNOWN]


def _offers(tree: Tree, changed: frozenset[str]) -> tuple[tuple[Offer, ...], tuple[tuple[str, str], ...]]:
    """Return what manifests that changed, or lead to a file that did, offer on the network; and which were not read."""
    paths = changed
    if any(map(_is_led_to, changed)):
        paths |= frozenset(filter(_leads_on, tree.paths))
    found, unread = offers(tree, paths)
    telling = (each for each in found if each.says is Says.NETWORK and each.weight is not Weight.WEAK)
    return tuple(telling), unread


def _is_led_to(path: str) -> bool:
    return path.endswith((".sh", "package.json"))


def _leads_on(path: str) -> bool:
    return is_dockerfile(path) or path.rpartition("/")[2] in {"Procfile", "package.json"}
