"""package-lock.json and npm-shrinkwrap.json: version 1 nests what is installed, versions 2 and 3 list it by path."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple, cast

from upheld.facts.locks.entries import Entries, shown
from upheld.facts.locks.javascript import (
    VERSION,
    add,
    asked,
    from_address,
    is_commit,
    is_folder,
    odd_host,
    prepared,
    split_name,
    texts,
    why_unaudited,
)
from upheld.facts.locks.json_lines import JsonText
from upheld.facts.locks.pins import Lock, LockError
from upheld.tree import Tree

_MODULES = "node_modules/"
_DEEPEST = 100
_LONGEST_FOLDER = 4000
_SECTIONS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")


def read(path: str, text: str, tree: Tree) -> Lock:
    """Read a lock of npm.

    Raises:
        LockError: another version of the format than 1, 2 or 3, or no JSON.
    """
    document = JsonText(prepared(text))
    version, version_line = None, 1
    listed: list[_Listed] | None = None
    nested_at: int | None = None
    for key, at in document.members():
        if key == "lockfileVersion":
            version, version_line = document.value(), document.line(at)
        elif key == "packages":
            listed = _listed(document)
        elif key == "dependencies":
            nested_at = document.at
    document.end()
    if type(version) is not int or version not in {1, 2, 3}:
        found = "states no `lockfileVersion`" if version is None else f"is of version {shown(version)}"
        raise LockError(f"{found}; versions 1, 2 and 3 are read", version_line)
    entries = Entries(path, f"{path.rpartition('/')[2]} {version}")
    if version == 1 and nested_at is not None:
        document.at = nested_at
        wanted = asked(path, tree)
        _nested(document, entries, None if wanted is None else wanted.names, 0)
    elif version != 1:
        if listed is None:
            raise LockError(f"has no `packages`, which version {version} has", version_line)
        _add_all(entries, listed)
    return entries.lock()


# Versions 2 and 3


class _Listed(NamedTuple):
    path: str
    line: int
    stated: dict[str, Any]


def _listed(document: JsonText) -> list[_Listed]:
    found: list[_Listed] = []
    for path, path_at in document.members():
        at = document.at
        stated = document.value()
        if not isinstance(stated, dict):
            raise LockError(f"has something else than a mapping for {shown(path)}", document.line(path_at))
        line = document.line_of("version", at, path_at)
        found.append(_Listed(path, line, cast("dict[str, Any]", stated)))
    return found


def _add_all(entries: Entries, listed: list[_Listed]) -> None:
    projects = {each.path: each.stated for each in listed if _MODULES not in each.path}
    installed = [each for each in listed if _MODULES in each.path and each.stated.get("link") is not True]
    direct = set(_direct(projects, {each.path for each in installed}))
    for path, line, stated in installed:
        _add_listed(entries, path, line, stated, direct=path in direct if projects else None)


def _direct(projects: dict[str, dict[str, Any]], installed: set[str]) -> Iterator[str]:
    """Yield the paths of what the projects ask for: in their own folder, or else in the nearest one above it."""
    for project, stated in projects.items():
        start = project if project.count("/") <= _DEEPEST and len(project) <= _LONGEST_FOLDER else ""
        for name in {name for section in _SECTIONS for name in texts(stated.get(section))}:
            folder = start
            while folder and f"{folder}/{_MODULES}{name}" not in installed:
                folder = folder.rpartition("/")[0]
            yield f"{folder}/{_MODULES}{name}" if folder else f"{_MODULES}{name}"


def _add_listed(entries: Entries, path: str, line: int, stated: Mapping[str, Any], *, direct: bool | None) -> None:
    folder = path.rpartition(_MODULES)[2]
    name, address = stated.get("name", folder), stated.get("resolved")
    notes = _notes(stated, folder, name)
    if isinstance(address, str):
        if is_commit(address) or not address.startswith(("http:", "https:")):
            if not is_folder(address):
                entries.unaudited(str(name), line, why_unaudited(address))
            return
        notes += odd_host(address)
    add(entries, name, stated.get("version"), line, direct=direct, development=stated.get("dev") is True, notes=notes)


def _notes(stated: Mapping[str, Any], folder: str, name: object) -> list[str]:
    found = [] if name == folder else [f"installed as {shown(folder)}"]
    if stated.get("inBundle") is True or stated.get("bundled") is True:
        found.append("bundled with another package")
    if stated.get("optional") is True or stated.get("devOptional") is True:
        found.append("optional")
    return found


# Version 1


def _nested(document: JsonText, entries: Entries, direct: Container[str] | None, depth: int) -> None:
    if depth > _DEEPEST:
        raise LockError(f"nests dependencies more than {_DEEPEST} levels deep", document.line(document.at))
    for name, name_at in document.members():
        stated: dict[str, Any] = {}
        line_at = name_at
        for key, key_at in document.members():
            if key == "dependencies":
                _nested(document, entries, (), depth + 1)
                continue
            stated[key] = document.value()
            if key == "version":
                line_at = key_at
        _add_nested(entries, name, document.line(line_at), stated, None if direct is None else name in direct)


def _add_nested(entries: Entries, key: str, line: int, stated: Mapping[str, Any], direct: bool | None) -> None:  # noqa: FBT001 - a state of the pin
    name, version = key, stated.get("version")
    notes: list[str] = []
    if isinstance(version, str) and version.startswith("npm:"):
        name, version = split_name(version.removeprefix("npm:"))
    elif isinstance(version, str) and not VERSION.fullmatch(version):
        if is_folder(version):
            return
        found = from_address(key, None, version)
        if not found:
            entries.unaudited(key, line, why_unaudited(version))
            return
        name, version = found
        notes += odd_host(stated["version"])
    notes += _notes(stated, key, name)
    add(entries, name, version, line, direct=direct, development=stated.get("dev") is True, notes=notes)
