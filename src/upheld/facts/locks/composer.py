"""composer.lock: JSON without a version of its own; packages for development are a list of their own."""

from upheld.facts.locks.entries import refuse_conflict
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.shaped_json import Members, Shape, read_shaped
from upheld.tree import Tree

_PACKAGE: Shape = {"name": None, "version": None, "dist": {"type": None}}
_SHAPE = {"packages": (_PACKAGE,), "packages-dev": (_PACKAGE,), "content-hash": None, "hash": None}


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a composer.lock."""
    refuse_conflict(text)
    data = read_shaped(text, _SHAPE)
    if "packages" not in data:
        raise LockError("has no `packages`, which every composer.lock has")
    entries = MergedEntries(path, "composer.lock")
    for key, development in (("packages", False), ("packages-dev", True)):
        for package in data.objects(key):
            _add(package, entries, development=development)
    return entries.lock()


def _add(package: Members, entries: MergedEntries, *, development: bool) -> None:
    name, version, line = package.text("name") or "", package.text("version"), package.line_of("version", "name")
    dist = package.get("dist")
    if isinstance(dist, Members) and dist.text("type") == "path":
        entries.unaudited(name, line, "is a folder, not a published package")
    else:
        entries.pin("Packagist", name, version, line, development=development)
