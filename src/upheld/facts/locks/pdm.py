"""`pdm.lock`: what PDM locks."""

from typing import Any, cast

from upheld.facts.locks import pypi
from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.toml_lines import Table, read_tables
from upheld.tree import Tree

_READ = frozenset({"2", "3", "4"})
_ADDRESSES = {
    "git": "is taken from a git repository",
    "hg": "is taken from a Mercurial repository",
    "svn": "is taken from a Subversion repository",
    "bzr": "is taken from a Bazaar repository",
    "url": "is taken from an address",
    "path": "is taken from a file or a folder",
}


def read(path: str, text: str, tree: Tree) -> Lock:  # noqa: ARG001 - includes no other file
    """Read a `pdm.lock`.

    Raises:
        LockError: another version of the format than 2, 3.x or 4.x, or no TOML.
    """
    refuse_conflict(text)
    root, packages = read_tables(text, "package")
    metadata = root.table("metadata")
    version = metadata.text("lock_version")
    if version is None or version.partition(".")[0] not in _READ:
        said = f"version {shown(version)}" if version else "no version"
        raise LockError(f"states {said} of its format; 2, 3.x and 4.x are read", metadata.line_of("lock_version"))
    entries = MergedEntries(path, f"pdm.lock {version}")
    for package in packages:
        _add(entries, package)
    return entries.lock()


def _add(entries: Entries, package: Table) -> None:
    name, line = package.text("name") or "", package.line_of("version", "name")
    kind = next((each for each in _ADDRESSES if package.get(each) is not None), None)
    if kind:
        entries.unaudited(name, line, _ADDRESSES[kind])
        return
    groups: Any = package.get("groups") or package.get("sections")
    development = "default" not in cast("list[object]", groups) if isinstance(groups, list) and groups else None
    note = pypi.marker_note(package.get("marker"))
    pypi.pin(entries, name, package.text("version"), line, development=development, note=note)
