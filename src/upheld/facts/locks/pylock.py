"""`pylock.toml`: the lock that the packaging standards describe (PEP 751)."""

import re

from upheld.facts.locks import pypi
from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.toml_lines import Table, read_tables
from upheld.tree import Tree

_READ = "1."
_SOURCES = {
    "vcs": "is taken from a repository of sources",
    "directory": "is taken from a folder",
    "archive": "is taken from an address",
}
_GROUP = re.compile(r"[\"']([\w.-]{1,100})[\"'] in (dependency_groups|extras)")


def read(path: str, text: str, tree: Tree) -> Lock:  # noqa: ARG001 - includes no other file
    """Read a `pylock.toml`.

    Raises:
        LockError: another version of the format than 1.x, or no TOML.
    """
    refuse_conflict(text)
    root, packages = read_tables(text, "packages")
    version = root.text("lock-version")
    if version is None or not version.startswith(_READ):
        said = f"version {shown(version)}" if version else "no version"
        raise LockError(f"states {said} of its format; 1.x is read", root.line_of("lock-version"))
    entries = MergedEntries(path, f"pylock.toml {version}")
    for package in packages:
        _add(entries, package)
    return entries.lock()


def _add(entries: Entries, package: Table) -> None:
    name, line = package.text("name") or "", package.line_of("version", "name")
    source = next((each for each in _SOURCES if package.has(each)), None)
    if source:
        entries.unaudited(name, line, _SOURCES[source])
        return
    marker = package.text("marker")
    note = pypi.notes(pypi.marker_note(marker), pypi.index_note(package.text("index")))
    pypi.pin(entries, name, package.text("version"), line, development=_development(marker), note=note)


def _development(marker: str | None) -> bool | None:
    """Tell whether a package is for groups of development alone, where its marker names groups at all."""
    named = _GROUP.findall(marker or "")
    if not named:
        return None
    # PDM calls what is installed without any group "default".
    return all(kind == "dependency_groups" and group != "default" for group, kind in named)
