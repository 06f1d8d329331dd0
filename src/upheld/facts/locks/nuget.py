"""packages.lock.json of NuGet: the packages of each target framework; a project for several names most of them twice."""

from collections.abc import Iterator, Mapping

from upheld.facts.locks.entries import refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.shaped_json import ANY, Members, Shape, read_shaped
from upheld.tree import Tree

_PACKAGE: Shape = {"type": None, "resolved": None}
_FRAMEWORKS: Shape = {ANY: {ANY: _PACKAGE}}
_TARGET: Shape = {"framework": None, "dependencies": {ANY: _PACKAGE}}
_VERSION: Mapping[str, Shape] = {"version": None}
_SHAPES: Mapping[int, Mapping[str, Shape]] = {
    1: {"version": None, "dependencies": _FRAMEWORKS},
    2: {"version": None, "dependencies": _FRAMEWORKS},
    3: {"version": None, ANY: _TARGET},
}
"""Version 2 has central package management; in version 3 the frameworks have names and stand at the top."""
_DIRECT = {"direct": True, "transitive": False, "centraltransitive": False}


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a packages.lock.json; what is for development only is not in it."""
    refuse_conflict(text)
    head = read_shaped(text, _VERSION)
    version = head.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version not in _SHAPES:
        found = "no version" if version is None else f"version {shown(version)}"
        raise LockError(f"has {found} of the format; 1, 2 and 3 are read", head.line_of("version"))
    entries = MergedEntries(path, f"packages.lock.json {version}")
    for packages in _frameworks(read_shaped(text, _SHAPES[version])):
        for name, package in packages.items():
            if isinstance(package, Members):
                _add(name, package, packages.line_of(name), entries)
    return entries.lock()


def _frameworks(data: Members) -> Iterator[Members]:
    """Yield the packages of each framework."""
    stated = data.get("dependencies") if data["version"] in {1, 2} else data
    for key, value in stated.items() if isinstance(stated, Members) else ():
        packages = value.get("dependencies") if stated is data and isinstance(value, Members) else value
        if isinstance(packages, Members) and not (stated is data and key == "version"):
            yield packages


def _add(name: str, package: Members, line: int, entries: MergedEntries) -> None:
    kind = (package.text("type") or "").lower()
    line = package.line_of("resolved") if "resolved" in package else line
    if kind == "project":
        return
    if kind not in _DIRECT:
        entries.unaudited(name, line, "is of a type that NuGet is not known to have")
    else:
        entries.pin("NuGet", name, package.text("resolved"), line, direct=_DIRECT[kind])
