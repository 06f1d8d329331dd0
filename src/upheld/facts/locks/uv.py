"""`uv.lock`: what uv locks, for a project, a workspace or a script."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from upheld.facts.locks import pypi
from upheld.facts.locks.entries import Entries, refuse_conflict
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.toml_lines import Raw, Table, read_tables
from upheld.tree import Tree

_VERSION = 1
_LOCAL = ("virtual", "editable")
"""Where a member of the workspace is taken from: it is the project's own, so no advisory is of it."""
_REASONS = {
    "git": "is taken from a git repository",
    "url": "is taken from an address",
    "path": "is taken from a file",
    "directory": "is taken from a folder",
}
_REQUIREMENT = re.compile(
    r' {4}\{ name = "(?P<name>[\w.-]+)"(?:, version = "(?P<version>[^"\\]+)")?(?:, source = \{[^{}"]*"[^"\\]*" \})?'
    r'(?:, extra = \[(?P<extras>[^\]\\]*)\])?(?:, marker = "[^"\\]*")? \},?'
)
_TEXT = re.compile(r'"([^"]*)"')


class _Requirement(NamedTuple):
    name: str
    version: str | None
    extras: tuple[str, ...]


def read(path: str, text: str, tree: Tree) -> Lock:  # noqa: ARG001 - includes no other file
    """Read a `uv.lock`.

    Raises:
        LockError: another version of the format than 1, or no TOML.
    """
    refuse_conflict(text)
    root, packages = read_tables(text, "package")
    version = root.get("version")
    if version != _VERSION:
        raise LockError(f"states version {version!r} of its format; {_VERSION} is read", root.line_of("version"))
    entries = Entries(path, f"uv.lock {_VERSION}")
    sources = [_source(package.get("source")) for package in packages]
    graph = _Graph(root, packages, [index for index, (kind, _) in enumerate(sources) if kind in _LOCAL])
    direct, production, development = graph.direct(), graph.production(), graph.development()
    for index, (package, (kind, place)) in enumerate(zip(packages, sources, strict=True)):
        name, line = package.text("name") or "", package.line_of("version", "name")
        if kind in _LOCAL:
            continue
        if kind != "registry":
            reason = _REASONS.get(kind, "is taken from a source that is not known here")
            entries.unaudited(name, package.line_of("source", "name"), reason)
            continue
        pypi.pin(
            entries,
            name,
            package.text("version"),
            line,
            direct=index in direct if graph.rooted else None,
            development=index in development and index not in production if graph.rooted else None,
            note=pypi.index_note(place),
        )
    return entries.lock()


def members(text: str) -> frozenset[str]:
    """Return the folders of the projects that a lock is of, relative to its own."""
    _, packages = read_tables(text, "package")
    sources = (_source(package.get("source")) for package in packages)
    return frozenset(place for kind, place in sources if kind in _LOCAL)


def _source(source: Any) -> tuple[str, str]:
    if isinstance(source, dict):
        for kind, place in cast("dict[str, Any]", source).items():
            if kind in {"registry", *_LOCAL, *_REASONS}:
                return kind, place if isinstance(place, str) else ""
    return "", ""


class _Graph:
    """Which package asks for which, from the members of the workspace down."""

    def __init__(self, root: Table, packages: tuple[Table, ...], members: list[int]) -> None:
        self._packages, self._members = packages, members
        self._named: dict[str, list[int]] = {}
        for index, package in enumerate(packages):
            self._named.setdefault(package.text("name") or "", []).append(index)
        self._manifest = root.table("manifest")
        self.rooted = bool(members) or self._manifest.has("requirements")

    def direct(self) -> set[int]:
        """Return what the members themselves ask for."""
        wanted = [*self._asked_for_use(), *self._asked_for_development()]
        return {index for each in wanted for index in self._targets(each)}

    def production(self) -> set[int]:
        """Return what is installed without the groups of development; with every extra of the members."""
        return self._reached(self._asked_for_use())

    def development(self) -> set[int]:
        """Return what the groups of development bring."""
        return self._reached(self._asked_for_development())

    def _asked_for_use(self) -> Iterator[_Requirement]:
        yield from _requirements(self._manifest, "requirements")
        for index in self._members:
            package = self._packages[index]
            yield from _requirements(package, "dependencies")
            yield from _grouped(package.table("optional-dependencies"))

    def _asked_for_development(self) -> Iterator[_Requirement]:
        yield from _grouped(self._manifest.table("dependency-groups"))
        for index in self._members:
            yield from _grouped(self._packages[index].table("dev-dependencies"))

    def _targets(self, wanted: _Requirement) -> list[int]:
        found = self._named.get(wanted.name, [])
        if wanted.version is None or len(found) == 1:
            return found
        return [index for index in found if self._packages[index].text("version") == wanted.version] or found

    def _reached(self, wanted: Iterable[_Requirement]) -> set[int]:
        waiting = deque(wanted)
        reached: set[tuple[int, str]] = set()
        while waiting:
            each = waiting.popleft()
            for index in self._targets(each):
                for extra in ("", *each.extras):
                    if (index, extra) in reached:
                        continue
                    reached.add((index, extra))
                    package = self._packages[index]
                    table, key = (package.table("optional-dependencies"), extra) if extra else (package, "dependencies")
                    waiting.extend(_requirements(table, key))
        return {index for index, _ in reached}


def _grouped(table: Table) -> Iterator[_Requirement]:
    for group in table.keys():  # noqa: SIM118 - a table is no mapping
        yield from _requirements(table, group)


def _requirements(table: Table, key: str) -> Iterator[_Requirement]:
    for element in table.elements(key):
        if isinstance(element, Raw):
            if match := _REQUIREMENT.fullmatch(element):
                extras = tuple(_TEXT.findall(match["extras"])) if match["extras"] else ()
                yield _Requirement(match["name"], match["version"], extras)
                continue
            value = element.value
        else:
            value = element
        if isinstance(value, dict):
            yield _requirement(cast("dict[str, Any]", value))


def _requirement(value: dict[str, Any]) -> _Requirement:
    name, version, extras = value.get("name"), value.get("version"), value.get("extra")
    asked = cast("list[object]", extras) if isinstance(extras, list) else []
    return _Requirement(
        name if isinstance(name, str) else "",
        version if isinstance(version, str) else None,
        tuple(each for each in asked if isinstance(each, str)),
    )
