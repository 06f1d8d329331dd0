"""Finds the locks of a repository, reads each, and tells what is not locked."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from upheld.ecosystems import Package
from upheld.facts.locks.asked import Requirements
from upheld.facts.locks.formats import LOCK_ENDINGS, LOCK_NAMES, LOCKS_END, REQUIREMENTS, Format, format_of
from upheld.facts.locks.left_out import LeaveOut, as_configured
from upheld.facts.locks.manifests import MANIFEST_ENDINGS, MANIFEST_NAMES
from upheld.facts.locks.pins import Lock, LockError, Pin
from upheld.facts.locks.unlocked import Unlocked, is_manifest, unlocked
from upheld.files import UnreadableFileError
from upheld.nouns import dataclass
from upheld.tree import Tree, names_of

MOST_LOCKS = 2_000
MOST_BYTES = 30 * 1024 * 1024
"""Of one lock."""
MOST_CHARACTERS = 200_000_000
"""Of all locks."""


@dataclass(frozen=True)
class Locks:
    """What a repository locks."""

    locks: tuple[Lock, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    """The path of each lock that was not read, and why."""
    unlocked: tuple[Unlocked, ...] = ()
    """Manifests that ask for packages of which no lock tells the versions."""

    @cached_property
    def packages(self) -> Mapping[Package, tuple[Pin, ...]]:
        """Every package at every version, with each place that locks it."""
        found: dict[Package, dict[Pin, None]] = {}
        for lock in self.locks:
            for pin in lock.pins:
                found.setdefault(pin.package, {})[pin] = None
        return {package: tuple(pins) for package, pins in found.items()}


def locks(
    tree: Tree, *, include: Iterable[str] = (), exclude: Iterable[str] = (), leave_out: LeaveOut | None = None
) -> Locks:
    """Read every lock; one that cannot be read is told as such, and no reason to stop.

    `include` and `exclude` name files, folders or patterns of paths; `leave_out` decides in their place.
    """
    why_not = leave_out or as_configured(include, exclude)
    found: list[tuple[str, Format]] = []
    manifests: list[str] = []
    omitted: list[tuple[str, str]] = []
    for path in _candidates(tree):
        form = format_of(path)
        if form is None and not is_manifest(path):
            continue
        reason = why_not(path)
        if reason is None:
            if form:
                found.append((path, form))
            if is_manifest(path):
                manifests.append(path)
        elif form:
            omitted.append((path, reason))
    reading = _Reading(tree)
    read = tuple(reading.all(found))
    return Locks(read, tuple(omitted), tuple(unlocked(tree, manifests, read, reading.requirements)))


@lru_cache(maxsize=4)
def _candidates(tree: Tree) -> tuple[str, ...]:
    """Return the files that may be locks or manifests: few of many, which are then looked at one by one."""
    names = names_of(tree)
    others = [path for path in names.ending(*LOCK_ENDINGS) if path.endswith(LOCKS_END) or "requirements" in path]
    return tuple(sorted({*names.called((*LOCK_NAMES, *MANIFEST_NAMES)), *names.ending(*MANIFEST_ENDINGS), *others}))


class _Reading:
    """One way through the locks, with what has been read so far."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._characters = 0
        self.requirements: dict[str, Requirements] = {}
        """The lists of requirements that are installed by themselves, by their paths."""

    def all(self, found: list[tuple[str, Format]]) -> Iterator[Lock]:
        """Yield every lock in the order of paths."""
        others = [(path, form) for path, form in found if form is not REQUIREMENTS]
        for count, (path, form) in enumerate(others):
            yield self._one(path, form) if count < MOST_LOCKS else _beyond(path, form)
        yield from self._requirements([path for path, form in found if form is REQUIREMENTS], len(others))

    def _one(self, path: str, form: Format) -> Lock:
        try:
            return form.read(path, self._text(path), self)
        except (LockError, UnreadableFileError, ValueError, RecursionError) as error:
            return _failed(path, form.module, error)

    def _requirements(self, paths: list[str], before: int) -> Iterator[Lock]:
        """Yield the lists of requirements that no other includes; a list of nothing but ranges is no lock."""
        if not paths:
            return
        from upheld.facts.locks.requirements import included_by, read_requirements  # noqa: PLC0415 - seldom needed

        includes: dict[str, frozenset[str]] = {}
        for path in paths[: max(0, MOST_LOCKS - before)]:
            try:
                includes[path] = included_by(path, self._text(path))
            except (LockError, UnreadableFileError, ValueError, RecursionError) as error:
                yield _failed(path, "requirements.txt", error)
        yield from (_beyond(path, REQUIREMENTS) for path in paths[max(0, MOST_LOCKS - before) :])
        for path in sorted(_roots(includes)):
            try:
                self.requirements[path] = read_requirements(path, self._text(path), self)
            except (LockError, UnreadableFileError, ValueError, RecursionError) as error:
                yield _failed(path, "requirements.txt", error)
        yield from (each.lock for each in self.requirements.values() if each.is_lock)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the tree."""
        return self._tree.paths

    def read_text(self, path: str, *, limit: int = MOST_BYTES) -> str | None:
        """Return the text of a file that a lock includes; it counts as often as it is included."""
        if self._characters > MOST_CHARACTERS:
            raise UnreadableFileError(f"{path} is not read: the locks before it are too large")
        text = self._tree.read_text(path, limit=limit)
        self._characters += len(text or "")
        return text

    def _text(self, path: str) -> str:
        if self._characters > MOST_CHARACTERS:
            raise LockError(f"is not read: the locks before it have {self._characters:,} characters already")
        text = self._tree.read_text(path, limit=MOST_BYTES)
        if text is None:
            raise LockError("is not there any more")
        self._characters += len(text)
        return text


def _roots(includes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the lists that no other includes, and one of each circle of lists that include each other."""
    inner = {each for path, included in includes.items() for each in included if each != path}
    reached: set[str] = set()
    for path in sorted(includes, key=lambda path: (path in inner, path)):
        if path in reached:
            continue
        yield path
        waiting = [path]
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                waiting.extend(includes.get(current, ()))


def _beyond(path: str, form: Format) -> Lock:
    return Lock(path, form.module, problem=f"is not read: there are more than {MOST_LOCKS:,} locks")


def _failed(path: str, form: str, error: Exception) -> Lock:
    message = str(error).removeprefix(path).strip() if str(error) else "cannot be read"
    if isinstance(error, RecursionError):
        message = "is nested too deeply to be read"
    return Lock(path, form, problem=message, problem_line=error.line if isinstance(error, LockError) else 1)
