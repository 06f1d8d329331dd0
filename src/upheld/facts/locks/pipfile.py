"""`Pipfile.lock`: what Pipenv locks."""

import re

from upheld.facts.locks import pypi
from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.shaped_json import ANY, Members, Shape, read_shaped
from upheld.tree import Tree

_VERSION = 6
_PACKAGES: Shape = {
    ANY: {"version": None, "markers": None, "index": None, **dict.fromkeys(("git", "hg", "svn", "bzr", "path", "file"))}
}
_SHAPE: dict[str, Shape] = {"_meta": {"pipfile-spec": None}, ANY: _PACKAGES}
_PYTHON = re.compile(r"python_version >= '[\d.]{1,20}'")
_ADDRESSES = {
    "git": "is taken from a git repository",
    "hg": "is taken from a Mercurial repository",
    "svn": "is taken from a Subversion repository",
    "bzr": "is taken from a Bazaar repository",
    "path": "is taken from a file or a folder",
    "file": "is taken from an address",
}


def read(path: str, text: str, tree: Tree) -> Lock:  # noqa: ARG001 - includes no other file
    """Read a `Pipfile.lock`.

    Raises:
        LockError: another version of the format than 6, or no JSON.
    """
    refuse_conflict(text)
    data = read_shaped(text, _SHAPE)
    meta = data.get("_meta")
    version = meta.get("pipfile-spec") if isinstance(meta, Members) else None
    if version != _VERSION:
        said = "no version" if version is None else f"version {shown(version)}"
        raise LockError(f"states {said} of its format; {_VERSION} is read", data.line_of("_meta"))
    entries = Entries(path, f"Pipfile.lock {_VERSION}")
    for category, packages in data.items():
        if category != "_meta" and isinstance(packages, Members):
            development = {"default": False, "develop": True}.get(category)
            for name, package in packages.items():
                _add(entries, name, package, packages.lines[name], development=development)
    return entries.lock()


def _add(entries: Entries, name: str, package: object, line: int, *, development: bool | None) -> None:
    if not isinstance(package, Members):
        entries.unaudited(name, line, "is no object")
        return
    kind = next((each for each in _ADDRESSES if each in package), None)
    if kind:
        entries.unaudited(name, line, _ADDRESSES[kind])
        return
    version = package.text("version")
    if version is not None and not version.startswith("=="):
        entries.unaudited(name, package.line_of("version"), "states a range, not a version")
        return
    stated = version.lstrip("=").strip() if version else None
    marker = package.text("markers")
    # Pipenv writes here what the package itself states of Python's version: no condition of the project's.
    note = None if marker and _PYTHON.fullmatch(marker) else pypi.marker_note(marker)
    pypi.pin(entries, name, stated, package.lines.get("version", line), development=development, note=note)
