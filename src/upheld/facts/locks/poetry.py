"""`poetry.lock`: what Poetry locks."""

from typing import Any, cast

from upheld.facts.locks import pypi
from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.toml_lines import Table, read_tables
from upheld.tree import Tree

_READ = frozenset({"1", "2"})
_REASONS = {
    "git": "is taken from a git repository",
    "url": "is taken from an address",
    "file": "is taken from a file",
    "directory": "is taken from a folder",
}


def read(path: str, text: str, tree: Tree) -> Lock:  # noqa: ARG001 - includes no other file
    """Read a `poetry.lock`.

    Raises:
        LockError: another version of the format than 1.x or 2.x, or no TOML.
    """
    refuse_conflict(text)
    root, packages = read_tables(text, "package")
    version = _version(root.table("metadata"))
    entries = MergedEntries(path, f"poetry.lock {version}")
    for package in packages:
        _add(entries, package)
    return entries.lock()


def _version(metadata: Table) -> str:
    version = metadata.text("lock-version")
    if version and version.partition(".")[0] in _READ:
        return version
    if version is None and metadata.has("content-hash") and (metadata.has("files") or metadata.has("hashes")):
        return "before 1.0"  # Poetry stated none until 1.1; its packages looked the same
    said = f"version {shown(version)}" if version else "no version"
    raise LockError(f"states {said} of its format; 1.x and 2.x are read", metadata.line_of("lock-version"))


def _add(entries: Entries, package: Table) -> None:
    name, line, source = package.text("name") or "", package.line_of("version", "name"), package.table("source")
    kind = source.text("type")
    if kind in _REASONS:
        entries.unaudited(name, line, _REASONS[kind])
        return
    note = pypi.notes(_markers_note(package.get("markers")), pypi.index_note(source.text("url")))
    pypi.pin(entries, name, package.text("version"), line, development=_development(package), note=note)


def _development(package: Table) -> bool | None:
    groups, category = package.get("groups"), package.text("category")
    if isinstance(groups, list) and groups:
        return "main" not in cast("list[object]", groups)
    return {"main": False, "dev": True}.get(category or "")


def _markers_note(markers: Any) -> str | None:
    if isinstance(markers, dict):
        # One of a group: only the group "main" is what users install.
        markers = cast("dict[str, Any]", markers).get("main")
    return pypi.marker_note(markers)
