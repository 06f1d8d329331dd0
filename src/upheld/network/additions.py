"""What a change adds to the network capabilities of the software: the files that it changes, before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from upheld.commit_files import CommitFiles
from upheld.exposure import Bind, Offer, Reach, Says, Strength, Weight
from upheld.exposure.source import bind_of, hits, parsed
from upheld.facts.exposure.manifests import offers, reader_of
from upheld.facts.exposure.shipped import left_out
from upheld.files import UnreadableFileError
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


def additions(repository: Repository, base_commit: str) -> Additions:
    """Return what the checkout has and the commit had not, as far as the changed files show."""
    return between(repository.at(base_commit), repository, repository.changed_since(base_commit))


def between(base: CommitFiles, head: Tree, changed: Sequence[str]) -> Additions:
    """Return what one tree has and the other had not, in the files that are named."""
    base.fetch(changed)
    unread: list[tuple[str, str]] = []
    before, after = (list(_places(tree, changed, unread)) for tree in (base, head))
    return Additions(
        files=len(changed),
        places=tuple(added(before, after)),
        rebinds=tuple(rebinds(before, after)),
        offers=tuple(_new_offers(base, head, changed)),
        unread=tuple(dict.fromkeys(unread)),
    )


def _places(tree: Tree, paths: Iterable[str], unread: list[tuple[str, str]]) -> Iterator[Place]:
    for path in paths:
        if left_out(path):
            continue
        try:
            text = tree.read_text(path)
            file = parsed(path, text.encode("utf-8", "surrogateescape")) if text is not None else None
        except UnreadableFileError as error:
            unread.append((path, str(error)))
            continue
        for hit in hits(file) if file else ():
            line, column = hit.node.start_point
            words = file.lines[line].decode(errors="replace").strip() if file else ""
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


def _new_offers(base: CommitFiles, head: Tree, changed: Sequence[str]) -> Iterator[Offer]:
    """Yield what manifests offer on the network that they did not offer before."""
    if not any(map(reader_of, changed)):
        return
    base.fetch(path for path in base.paths if reader_of(path))
    known = {(each.location.path, each.subject, each.text) for each in offers(base)[0]}
    for each in offers(head)[0]:
        telling = each.says is Says.NETWORK and each.weight is not Weight.WEAK and each.location.path in changed
        if telling and (each.location.path, each.subject, each.text) not in known:
            yield each
