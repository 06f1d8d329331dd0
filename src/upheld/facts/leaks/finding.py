"""What a run asks of leaks, answered once: the files, then what commits added, then what others report."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from upheld.facts.leaks.allow_lists import AllowLists, allow_lists
from upheld.facts.leaks.grouping import Grouped, commit_of, leak_of, numbered, oldest, surest, waived
from upheld.facts.leaks.history import of_all, of_change
from upheld.facts.leaks.leak import Found, Leak, Scanned
from upheld.facts.leaks.naming import UNCALLED, Called, joined
from upheld.facts.leaks.patches import Patches
from upheld.facts.leaks.places import Key, Place, Scanner
from upheld.facts.leaks.reports import Reports, given_files, kept_files, reports
from upheld.facts.leaks.working_tree import WorkingTree
from upheld.files import UnreadableFileError
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.secrets import all_rules
from upheld.tree import Tree

_HISTORY = "the history"
_TOO_NEW = "the comment that allows it comes with this change, so it does not count yet"


@dataclass(frozen=True)
class Question:
    """What is to be looked for, and where beside the files as they stand."""

    categories: frozenset[str]
    history: bool = False
    """Whether every commit is looked at."""
    base: Tree | None = None
    """The files before the change that is judged; whose commits are looked at too."""
    base_commit: str | None = None
    whole: bool = False
    """Whether the files that this change does not touch are looked at too."""
    evidence: tuple[Path, ...] = ()
    """Files that may be reports of other scanners."""
    named: tuple[str, ...] = ()
    """The same, by their paths in the repository."""


@lru_cache(maxsize=4)
def found(repository: Repository, question: Question) -> Found:
    """Return every leak that there is, each once."""
    return _Search(repository, question).found()


class _Search:
    def __init__(self, repository: Repository, question: Question) -> None:
        self._repository = repository
        self._question = question
        self._trusted: Tree = question.base or repository
        self._allowed: AllowLists = allow_lists(self._trusted)
        rules = all_rules().only(question.categories)
        self._scanner = Scanner(rules, question.categories, self._allowed)
        self._now = Grouped()
        self._then = Grouped()
        self._within: frozenset[tuple[str, str]] = frozenset()
        """What the commits of the change added."""
        self._left_out: list[tuple[str, str]] = []
        self._remarks: list[tuple[str, Location | None]] = [*self._allowed.remarks]

    def found(self) -> Found:
        """Look everywhere."""
        tree = WorkingTree(self._repository, self._changed)
        for part in tree:
            for place in self._scanner.part(part):
                self._now.take(place)
        commits = self._commits()
        leaks = [self._with_past(leak, name) for leak, name in (*self._standing(), *self._removed())]
        question = self._question
        texts = (*given_files(self._repository, question.evidence), *kept_files(self._trusted, question.named))
        given = reports(texts, self._repository.paths, self._allowed)
        leaks = [*given.joined(leaks, self._question.categories)]
        scanned = Scanned(
            rules=len(self._scanner.rules.all),
            files=tree.files,
            size=tree.size,
            binary=tree.binary,
            links=tree.links,
            commits=commits,
            left_out=(*tree.left_out, *self._left_out),
            of_change=self._changed is not None,
        )
        return Found(
            tuple(numbered(leaks)), scanned, self._accepted(given), given.names, (*self._remarks, *given.remarks)
        )

    @cached_property
    def _changed(self) -> frozenset[str] | None:
        """The files that the change touches, where only these are looked at: the others are as the base has them."""
        base, question = self._question.base_commit, self._question
        if base is None or question.history or question.whole or self._repository.is_bare:
            return None
        return frozenset(self._repository.changed_since(base))

    def _accepted(self, given: Reports) -> dict[str, int]:
        counts = dict(self._now.accepted)
        for source in (self._then.accepted, given.accepted):
            for name, count in source.items():
                counts[name] = counts.get(name, 0) + count
        return counts

    def _commits(self) -> int | None:
        """Look at what commits added; return how many there were, None where none were to be looked at."""
        question, repository = self._question, self._repository
        if not question.history and question.base_commit is None:
            return None
        if repository.commit is None:
            self._left_out.append((_HISTORY, "there are no commits"))
            return 0
        if repository.is_shallow:
            self._left_out.append((_HISTORY, "this clone is shallow, so older commits are not in it"))
        count = 0
        if question.base_commit is not None:
            change = of_change(repository, question.base_commit)
            self._within = self._look_at(change)
            count = change.commits
        if question.history:
            patches = of_all(repository)
            self._look_at(patches)
            count = patches.commits
        return count

    def _look_at(self, patches: Patches) -> frozenset[tuple[str, str]]:
        """Take what commits added; return the rules and names of it."""
        keys: set[tuple[str, str]] = set()
        try:
            for added in patches:
                for place in self._scanner.added(added):
                    keys.add((place.rule, place.name))
                    self._then.take(place)
        except UnreadableFileError as error:
            self._left_out.append((_HISTORY, str(error)))
        return frozenset(keys)

    def _with_past(self, leak: Leak, name: str) -> Leak:
        """Return a leak with what its value is called anywhere, and the commit that brought it first."""
        first = self._first.get(name) if self._knows_all_commits else None
        return replace(leak, called=self._called.get(name, UNCALLED), brought_by=commit_of(first) if first else None)

    @cached_property
    def _called(self) -> Mapping[str, Called]:
        """What each value is called, by what stands for it."""
        found: dict[str, list[Called]] = {}
        for key, places in (*self._now.items(), *self._then.items()):
            found.setdefault(key.name, []).extend(place.called for place in places)
        return {name: joined(each) for name, each in found.items() if name}

    @cached_property
    def _first(self) -> Mapping[str, Place]:
        """The place of each value in the oldest commit that brought it."""
        found: dict[str, list[Place]] = {}
        for key, places in self._then.items():
            found.setdefault(key.name, []).append(oldest(places))
        return {name: oldest(each) for name, each in found.items() if name}

    @property
    def _knows_all_commits(self) -> bool:
        return self._question.history and not any(name == _HISTORY for name, _ in self._left_out)

    def _standing(self) -> Iterator[tuple[Leak, str]]:
        """Yield what stands in the files and what stands for its value, with what is known of the time before a change."""
        before = _Before(self._scanner, self._question.base, self._repository)
        for key, places in self._now.items():
            tracked = self._repository.tracked
            untracked = tracked is not None and key.path not in tracked
            known = before.knows(key)
            leak = replace(leak_of(places), untracked=untracked, known_before=known)
            if self._question.base is None or known:
                yield waived(leak, places), key.name
            elif any(place.mark for place in places):
                yield replace(leak, confidence=surest(places), remarks=(_TOO_NEW,)), key.name
            else:
                yield leak, key.name

    def _removed(self) -> Iterator[tuple[Leak, str]]:
        """Yield what commits added and the files do not hold any more: once for each value, with its oldest commit."""
        names = self._now.names
        gone: dict[tuple[str, str], list[Place]] = {}
        for key, places in self._then.items():
            if key.name not in names:
                gone.setdefault((key.rule, key.name), []).extend(places)
        for value, places in gone.items():
            first = oldest(places)
            same = [place for place in places if (place.commit, place.path) == (first.commit, first.path)]
            within = value in self._within
            leak = replace(leak_of(same), commit=commit_of(first), within_change=within)
            yield replace(leak, known_before=self._question.base_commit is not None and not within), value[1]


class _Before:
    """Which values the base of a change holds already."""

    def __init__(self, scanner: Scanner, base: Tree | None, repository: Repository) -> None:
        self._scanner, self._base, self._repository = scanner, base, repository
        self._names: dict[str, set[str]] = {}
        self._gone: set[str] | None = None

    def knows(self, key: Key) -> bool:
        """Tell whether the base holds a value in the same file, or in one that the change removes or renames."""
        if self._base is None:
            return False
        if not key.name:
            return key.path in self._base.paths
        return key.name in self._in(key.path) or key.name in self._in_gone()

    def _in(self, path: str) -> set[str]:
        if path not in self._names:
            self._names[path] = self._scanner.names_in(path, self._bytes(path))
        return self._names[path]

    def _in_gone(self) -> set[str]:
        if self._gone is None:
            gone = set(self._base.paths if self._base else ()) - set(self._repository.paths)
            self._gone = {name for path in gone for name in self._in(path)}
        return self._gone

    def _bytes(self, path: str) -> bytes:
        try:
            return ((self._base.read_text(path) if self._base else None) or "").encode(errors="surrogateescape")
        except UnreadableFileError:
            return b""
