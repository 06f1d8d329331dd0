"""bun.lock: JSON with commas before closing brackets; what is installed stands under the way to it."""

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, cast

from upheld.facts.locks.entries import Entries, shown
from upheld.facts.locks.javascript import (
    add,
    development_of,
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

_COMMA_OR_TEXT = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|,(?=[ \t\r\n]*[}\]])')
_VERSIONS = (0, 1, 2)
_PRODUCTION = ("dependencies", "optionalDependencies", "peerDependencies")
_DEEPEST = 50
_LONGEST_WAY = 2000


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a lock of Bun.

    Raises:
        LockError: another version of the format than 0, 1 or 2, the binary format, or broken.
    """
    if path.endswith(".lockb"):
        raise LockError("is in Bun's binary format; `bun install --save-text-lockfile` writes one that can be read")
    document = JsonText(_COMMA_OR_TEXT.sub(lambda match: " " if match[0] == "," else match[0], prepared(text)))
    version: object = None
    workspaces: Any = {}
    line = 1
    packages: dict[str, tuple[int, list[object]]] = {}
    for key, at in document.members():
        if key == "lockfileVersion":
            version, line = document.value(), document.line(at)
        elif key == "workspaces":
            workspaces = document.value()
        elif key == "packages":
            packages = _packages(document)
    document.end()
    if type(version) is not int or version not in _VERSIONS:
        found = "states no `lockfileVersion`" if version is None else f"is of version {shown(version)}"
        raise LockError(f"{found}; versions {', '.join(map(str, _VERSIONS))} are read", line)
    entries = Entries(path, f"bun.lock {version}")
    if not isinstance(workspaces, dict):
        raise LockError("has something else than a mapping for `workspaces`")
    _add_all(entries, packages, cast("dict[str, Any]", workspaces))
    return entries.lock()


def _packages(document: JsonText) -> dict[str, tuple[int, list[object]]]:
    found: dict[str, tuple[int, list[object]]] = {}
    for key, at in document.members():
        entry = document.value()
        if not isinstance(entry, list) or not entry or not isinstance(entry[0], str):
            raise LockError(f"has no list with a package for {shown(key)}", document.line(at))
        found[key] = document.line(at), cast("list[object]", entry)
    return found


def _add_all(entries: Entries, packages: Mapping[str, tuple[int, list[object]]], workspaces: Mapping[str, Any]) -> None:
    numbers = {key: number for number, key in enumerate(packages)}
    ways = [_way(key) for key in packages]
    edges = [
        [each for name in _needed(_fields(entry), _PRODUCTION) if (each := _found(near, name, numbers)) is not None]
        for near, (_, entry) in zip(map(_prefixes, ways), packages.values(), strict=True)
    ]
    asked: dict[bool, set[int]] = {True: set(), False: set()}
    for workspace in workspaces.values():
        name = cast("dict[str, Any]", workspace).get("name") if isinstance(workspace, dict) else None
        near = _prefixes([name] if isinstance(name, str) and name in packages else [])
        for development, sections in ((False, _PRODUCTION), (True, ("devDependencies",))):
            wanted = (_found(near, each, numbers) for each in _needed(workspace, sections))
            asked[development].update(each for each in wanted if each is not None)
    states = development_of(asked[False], asked[True], edges)
    for number, (line, entry) in enumerate(packages.values()):
        direct = number in asked[False] or number in asked[True]
        _add(entries, ways[number][-1], line, entry, direct, states[number])


def _way(key: str) -> list[str]:
    """Return the names on the way to a package; that of a scope has a slash of its own."""
    names: list[str] = []
    for part in key.split("/"):
        if names and names[-1].startswith("@") and "/" not in names[-1]:
            names[-1] += f"/{part}"
        else:
            names.append(part)
    return names


def _prefixes(way: list[str]) -> list[str]:
    """Return where what a package needs may be, the nearest place first."""
    found = ["", *(f"{each}/" for each in accumulate(way[:_DEEPEST], "{}/{}".format))]
    return [each for each in reversed(found) if len(each) <= _LONGEST_WAY]


def _found(prefixes: list[str], name: str, numbers: Mapping[str, int]) -> int | None:
    """Return the package that a name means: the nearest one."""
    return next((numbers[key] for prefix in prefixes if (key := prefix + name) in numbers), None)


def _needed(fields: Any, sections: tuple[str, ...]) -> list[str]:
    stated = cast("dict[str, Any]", fields) if isinstance(fields, dict) else {}
    return [name for section in sections for name in texts(stated.get(section))]


def _fields(entry: list[object]) -> dict[str, Any]:
    return next((cast("dict[str, Any]", each) for each in entry[1:] if isinstance(each, dict)), dict[str, Any]())


def _add(
    entries: Entries,
    key: str,
    line: int,
    entry: list[object],
    direct: bool,  # noqa: FBT001 - a state of the pin
    development: bool | None,  # noqa: FBT001 - likewise
) -> None:
    name, resolved = split_name(str(entry[0]))
    notes: list[str] = []
    version = resolved
    if is_folder(resolved) or resolved.startswith("root:"):
        return
    if is_commit(resolved):
        entries.unaudited(name, line, why_unaudited(resolved))
        return
    if ":" in resolved or "/" in resolved:
        found = from_address(name, None, resolved)
        if found is None:
            entries.unaudited(name, line, why_unaudited(resolved))
            return
        name, version = found
        notes = odd_host(resolved)
    if key != name:
        notes.append(f"installed as {shown(key)}")
    if _fields(entry).get("bundled") is True:
        notes.append("bundled with another package")
    add(entries, name, version, line, direct=direct, development=development, notes=notes)
