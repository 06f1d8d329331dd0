"""What a change adds to the network capabilities of the software: the files that it changes, before and after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from upheld.exposure import Bind, Offer, Reach, Says, Strength, Weight
from upheld.exposure.source import bind_of
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.source_files import SourceFiles
from upheld.model import Location
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

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.places or self.rebinds or self.offers or self.unread)


@lru_cache(maxsize=2)
def additions(repository: Repository, base_commit: str) -> Additions:
    """Return what the checkout has and the commit had not, as far as the changed files show."""
    return between(repository.at(base_commit), repository, repository.changed_since(base_commit))


def between(base: Tree, head: Tree, changed: Sequence[str]) -> Additions:
    """Return what one tree has and the other had not, in the files that are named."""
    sides = SourceFiles(base, frozenset(changed)), SourceFiles(head, frozenset(changed))
    before, after = ([place for path in changed for place in _places(side, path)] for side in sides)
    return Additions(
        files=len(changed),
        places=tuple(added(before, after)),
        rebinds=tuple(rebinds(before, after)),
        offers=tuple(_new_offers(base, head, frozenset(changed))),
        unread=tuple(dict.fromkeys(each for side in sides for each in side.unread.items())),
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
    more = Counter(each.rule for each in after) - Counter(each.rule for each in before)
    known = Counter((each.rule, each.text) for each in before)
    old: list[Place] = []
    for each in after:
        if known[each.rule, each.text] > 0:
            known[each.rule, each.text] -= 1
            old.append(each)
        elif more[each.rule] > 0:
            more[each.rule] -= 1
            yield each
    for each in reversed(old):
        if more[each.rule] > 0:
            more[each.rule] -= 1
            yield each


def rebinds(before: Sequence[Place], after: Sequence[Place]) -> Iterator[Rebind]:
    """Yield the places that listen elsewhere than before, where a file has as many of the rule as it had."""
    for key in dict.fromkeys((each.rule, each.location.path) for each in after):
        old, new = ([each for each in side if (each.rule, each.location.path) == key] for side in (before, after))
        if len(old) == len(new):
            pairs = zip(old, new, strict=True)
            yield from (Rebind(was.bind, now) for was, now in pairs if was.bind.reach is not now.bind.reach)


def _new_offers(base: Tree, head: Tree, changed: frozenset[str]) -> Iterator[Offer]:
    """Yield what manifests offer on the network that they did not offer before."""
    known = {(each.location.path, each.subject, each.text) for each in offers(base, changed)[0]}
    for each in offers(head, changed)[0]:
        telling = each.says is Says.NETWORK and each.weight is not Weight.WEAK
        if telling and (each.location.path, each.subject, each.text) not in known:
            yield each
