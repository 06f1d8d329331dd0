"""Manifests that ask for packages of which no lock tells the versions."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from upheld.facts.locks.asked import Asked, Requirements
from upheld.facts.locks.formats import format_of
from upheld.facts.locks.manifests import Manifest, manifest_of, unread
from upheld.facts.locks.pins import Lock, LockError
from upheld.files import UnreadableFileError
from upheld.model import Location
from upheld.tree import Tree

MOST_MANIFESTS = 2_000

_MOST_NAMED = 3
_COMPILE = (
    "let a tool write it, with all of them (`pip-compile --generate-hashes` or `uv pip compile --generate-hashes`)"
)


class Unlocked(NamedTuple):
    """A manifest of which it is not known what is installed for it, with those of which the same is to be said."""

    location: Location
    ecosystem: str
    message: str
    """What is asked for without a lock, as a sentence without a full stop; begins with the path."""
    help: str
    others: tuple[Location, ...] = ()


class _Gap(NamedTuple):
    location: Location
    ecosystem: str
    phrase: str
    """What follows the path in the message."""
    help: str


def is_manifest(path: str) -> bool:
    """Tell whether a file may ask for packages, or lock some that are not read here."""
    return manifest_of(path) is not None or unread(path) is not None


def unlocked(
    tree: Tree, manifests: Iterable[str], locks: Iterable[Lock], requirements: Mapping[str, Requirements]
) -> Iterator[Unlocked]:
    """Yield what is asked for without a lock; manifests of which the same is to be said are told as one.

    A lock that could not be read locks all the same: that it could not be read is told of itself. `requirements` are
    the lists that are installed by themselves, by their paths.
    """
    found: dict[tuple[str, str], list[_Gap]] = {}
    for gap in _gaps(tree, manifests, _Known(tree, locks, requirements), requirements):
        found.setdefault((gap.ecosystem, gap.phrase), []).append(gap)
    for (ecosystem, phrase), gaps in found.items():
        # What lies nearest to the root is what a maintainer thinks of first.
        first, *more = sorted(gaps, key=lambda gap: (gap.location.path.count("/"), gap.location))
        said = f"; so it is with {len(more)} more" if more else ""
        message = f"{first.location.path} {phrase}{said}"
        yield Unlocked(first.location, ecosystem, message, first.help, tuple(gap.location for gap in more))


def _gaps(
    tree: Tree, manifests: Iterable[str], known: "_Known", requirements: Mapping[str, Requirements]
) -> Iterator[_Gap]:
    for count, path in enumerate(manifests):
        if count >= MOST_MANIFESTS:
            phrase = f"and what follows it is not read: there are more than {MOST_MANIFESTS:,} manifests"
            yield _Gap(Location(path), "", phrase, "exclude folders that are no part of the project")
            break
        if ecosystem := unread(path):
            phrase = f"names packages of {ecosystem}, which are not audited"
            yield _Gap(Location(path), ecosystem, phrase, "commit a CycloneDX or SPDX SBOM of them")
        elif manifest := manifest_of(path):
            yield from _without_lock(tree, path, manifest, known)
    for path, each in requirements.items():
        yield from _requirements(path, each, known)


def _without_lock(tree: Tree, path: str, manifest: Manifest, known: "_Known") -> Iterator[_Gap]:
    if known.locked_by_a_tool(path, manifest):
        return
    try:
        text = tree.read_text(path)
        asked = manifest.read(text) if text is not None else None
    except (LockError, UnreadableFileError, ValueError, RecursionError):
        phrase = "cannot be read, so what it asks for is not known"
        yield _Gap(Location(path), manifest.ecosystem, phrase, "mend the file, or leave it out")
        return
    if asked is None:
        return
    missing = known.not_in_requirements(path, manifest, asked)
    phrase = f"asks for packages of {manifest.ecosystem}, and no lock tells their versions"
    if missing:
        named = ", ".join(sorted(missing)[:_MOST_NAMED]) + (", ..." if len(missing) > _MOST_NAMED else "")
        phrase = f"asks for {named}, and no lock tells the version"
    if missing is None or missing:
        yield _Gap(Location(path, asked.line), manifest.ecosystem, phrase, manifest.help)


def _requirements(path: str, each: Requirements, known: "_Known") -> Iterator[_Gap]:
    where = Location(path, each.line)
    if each.pinned and each.names and not each.whole:
        yield _Gap(where, "PyPI", "pins what it names, but not what those packages need in turn", _COMPILE)
    elif each.names and not each.is_lock and not known.pins_beside(path, each.names):
        yield _Gap(where, "PyPI", "asks for packages of PyPI by ranges, and no lock tells their versions", _COMPILE)


class _Known:
    """The locks, by their folders."""

    def __init__(self, tree: Tree, locks: Iterable[Lock], requirements: Mapping[str, Requirements]) -> None:
        self._tree = tree
        self._requirements = requirements
        self._locks: dict[tuple[str, str], list[Lock]] = {}
        for lock in locks:
            form = format_of(lock.path)
            # A lock of nothing locks nothing: it is older than what the manifest asks for.
            if form and (lock.pins or lock.unaudited or lock.problem):
                self._locks.setdefault((posixpath.dirname(lock.path), form.module), []).append(lock)

    def locked_by_a_tool(self, path: str, manifest: Manifest) -> bool:
        folder = posixpath.dirname(path)
        if any((folder, module) in self._locks for module in manifest.locks):
            return True
        parents = list(_parents(folder))
        if manifest.in_parents and any((each, module) in self._locks for each in parents for module in manifest.locks):
            return True
        if "uv" in manifest.locks and any(self._is_member(each, folder) for each in parents):
            return True
        boms = [lock for module in ("cyclonedx", "spdx") for lock in self._locks.get((folder, module), ())]
        return any(pin.package.ecosystem == manifest.ecosystem for lock in boms for pin in lock.pins)

    def not_in_requirements(self, path: str, manifest: Manifest, asked: Asked) -> frozenset[str] | None:
        """Return what is asked for and missing from the lists that pip installs; None where no list has any of it.

        How whole a list is, is told of the list.
        """
        if manifest.ecosystem != "PyPI":
            return None
        folder = posixpath.dirname(path)
        beside = {folder, posixpath.join(folder, "requirements")}
        lists = [each for where, each in self._requirements.items() if posixpath.dirname(where) in beside]
        if asked.names is None:
            return frozenset() if lists else None
        missing = [asked.names - each.names for each in lists if each.pinned]
        fewest = min(missing, key=len, default=asked.names)
        return None if fewest == asked.names else fewest

    def pins_beside(self, path: str, names: frozenset[str]) -> bool:
        """Tell whether a lock in the same folder pins every package of a list."""
        folder = posixpath.dirname(path)
        locks = [
            lock for (where, _), each in self._locks.items() if where == folder for lock in each if lock.path != path
        ]
        return any(
            names <= {pin.package.name for pin in lock.pins if pin.package.ecosystem == "PyPI"} for lock in locks
        )

    def _is_member(self, parent: str, folder: str) -> bool:
        """Tell whether the `uv.lock` of a folder above is of a workspace that a folder is a member of."""
        for lock in self._locks.get((parent, "uv"), ()):
            if lock.problem:
                return True
            from upheld.facts.locks.uv import members  # noqa: PLC0415 - read where there is one

            text = self._tree.read_text(lock.path, limit=30 * 1024 * 1024)
            if text and posixpath.relpath(folder, parent or ".") in members(text):
                return True
        return False


def _parents(folder: str) -> Iterator[str]:
    while folder:
        folder = posixpath.dirname(folder)
        yield folder
