"""pnpm-lock.yaml: versions 5, 6 and 9, which spell the way to a package differently."""

import re
from collections.abc import Iterator, Mapping

from upheld.facts.locks.entries import Entries, shown
from upheld.facts.locks.javascript import (
    VERSION,
    add,
    development_of,
    is_commit,
    odd_host,
    prepared,
    split_name,
    why_unaudited,
)
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.yaml_lines import Place, lined_yaml, mapping
from upheld.tree import Tree

_FORMAT = re.compile(r"[569](?:\.\d{1,3})?(?:-inlineSpecifiers)?")
_AFTER_VERSION = re.compile(r"[_(]")
_SEPARATOR = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_MOST_DOCUMENTS = 4
_SECTIONS = {
    "dependencies": False,
    "optionalDependencies": False,
    "devDependencies": True,
    "configDependencies": True,
    "packageManagerDependencies": True,
}
_Asked = tuple[str, str, bool]
"""A name, the key of the package that it leads to, whether it is asked for in development only."""


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a lock of pnpm.

    Raises:
        LockError: another version of the format than 5, 6 or 9, or no YAML.
    """
    documents = [lined_yaml(each) for each in _documents(prepared(text))]
    if not documents:
        raise LockError("is empty")
    versions = [_version(each) for each in documents]
    entries = Entries(path, f"pnpm-lock.yaml {versions[-1]}")
    for document, version in zip(documents, versions, strict=True):
        _add_all(entries, document, int(version[0]))
    return entries.lock()


def _documents(text: str) -> Iterator[str]:
    """Yield the documents of a lock, each with empty lines in the place of what is before it.

    Since version 11, pnpm writes one on itself and on its configuration before that on the project.
    """
    parts = _SEPARATOR.split(text)
    before = 0
    for count, part in enumerate(parts):
        if count > _MOST_DOCUMENTS:
            raise LockError(f"has more than {_MOST_DOCUMENTS} documents", before)
        if part.strip() or len(parts) == 1:
            yield "\n" * before + part
        before += part.count("\n") + 1


def _version(document: Mapping[str, Place]) -> str:
    stated = document.get("lockfileVersion", Place(1, ""))
    if isinstance(stated.value, str) and _FORMAT.fullmatch(stated.value):
        return stated.value
    found = f"is of version {shown(stated.value)}" if stated.value else "states no `lockfileVersion`"
    raise LockError(f"{found}; versions 5, 6 and 9 are read", stated.line)


def _add_all(entries: Entries, document: Mapping[str, Place], major: int) -> None:
    asked = list(_asked(document, major))
    development = _development(document, asked) if major == 9 else None  # noqa: PLR2004 - a version of the format
    asked_as: dict[str, set[str]] = {}
    for name, key, _ in asked:
        asked_as.setdefault(_bare(key, major), set()).add(name)
    variants: dict[str, list[Place]] = {}
    for key, place in mapping(document.get("packages")).items():
        variants.setdefault(_bare(key, major), []).append(place)
    patched = mapping(document.get("patchedDependencies"))
    for key, places in variants.items():
        for_development = _flagged(places) if development is None else development.get(key)
        _add(entries, key, places[0], asked_as.get(key, set()), for_development, patched)


def _bare(key: str, major: int) -> str:
    """Return the key of a package without the peers for which there is a variant of it, and in one spelling."""
    if major == 5:  # noqa: PLR2004 - a version of the format
        host, *parts = key.split("/")
        scope = [parts.pop(0)] if parts and parts[0].startswith("@") else []
        if len(parts) > 1 and (not host or "." in host):
            return f"{'/'.join([*scope, parts[0]])}@{_AFTER_VERSION.split(parts[1], maxsplit=1)[0]}"
        return key
    return key.removeprefix("/").partition("(")[0]


def _asked(document: Mapping[str, Place], major: int) -> Iterator[_Asked]:
    importers = mapping(document.get("importers")) or {".": Place(1, dict(document))}
    for importer in importers.values():
        for section, development in _SECTIONS.items():
            for name, place in mapping(mapping(importer).get(section)).items():
                version = mapping(place).get("version", place).value
                if isinstance(version, str):
                    yield name, _key(name, version, major), development


def _key(name: str, version: str, major: int) -> str:
    """Return the key of the package that a dependency leads to: its version may be a whole key."""
    bare = version.partition("(")[0]
    whole = "/" in bare if major == 5 else ("@" in bare[1:] or bare.startswith("/") or ":" in bare)  # noqa: PLR2004 - a version of the format
    if whole and (major != 9 or "@" in bare[1:]):  # noqa: PLR2004 - likewise
        return version
    return f"/{name}/{version}" if major == 5 else f"{name}@{version}"  # noqa: PLR2004 - likewise


def _development(document: Mapping[str, Place], asked: list[_Asked]) -> dict[str, bool]:
    """Tell of each package whether it is there for development only: version 9 leaves that to the reader."""
    snapshots = mapping(document.get("snapshots"))
    numbers = {key: number for number, key in enumerate(snapshots)}
    edges = [
        [
            numbers[key]
            for section in ("dependencies", "optionalDependencies")
            for name, each in mapping(mapping(place).get(section)).items()
            if isinstance(each.value, str) and (key := _key(name, each.value, 9)) in numbers
        ]
        for place in snapshots.values()
    ]
    starts = [(numbers[key], development) for _, key, development in asked if key in numbers]
    states = development_of(
        [number for number, development in starts if not development],
        [number for number, development in starts if development],
        edges,
    )
    found: dict[str, bool] = {}
    for key, state in zip(snapshots, states, strict=True):
        if state is not None:
            bare = _bare(key, 9)
            found[bare] = found.get(bare, True) and state
    return found


def _flagged(places: list[Place]) -> bool:
    """Tell whether every variant is for development only, as versions 5 and 6 say themselves."""
    return all(_text(mapping(place).get("dev")) == "true" for place in places)


def _add(
    entries: Entries,
    key: str,
    place: Place,
    asked_as: set[str],
    development: bool | None,  # noqa: FBT001 - a state of the pin
    patched: Mapping[str, Place],
) -> None:
    fields = mapping(place)
    origin = {key: _text(each) or "" for key, each in mapping(fields.get("resolution")).items()}
    name, version = split_name(key)
    name, stated = _text(fields.get("name")) or name, _text(fields.get("version"))
    notes = ["patched"] if f"{name}@{version}" in patched or name in patched else []
    address = origin.get("tarball", "")
    if origin.get("type") == "directory" or "directory" in origin:
        return
    if origin.get("type") == "git" or "repo" in origin or is_commit(address) or is_commit(version):
        entries.unaudited(name, place.line, "is taken from a git repository")
        return
    if not VERSION.fullmatch(version):
        if address.startswith("file:") or version.startswith("file:"):
            entries.unaudited(name, place.line, "is taken from a file")
            return
        if version.startswith("runtime:"):
            entries.unaudited(name, place.line, "is a runtime, not a package of npm")
            return
        if stated is None or ("://" not in version and version):
            entries.unaudited(name, place.line, why_unaudited(address or version))
            return
        version = stated
    if address:
        notes += odd_host(address)
    if "bundledDependencies" in fields:
        notes.append("bundles packages that are not listed")
    if _text(fields.get("optional")) == "true":
        notes.append("optional")
    notes += [f"installed as {shown(each)}" for each in sorted(asked_as - {name})]
    add(entries, name, version, place.line, direct=bool(asked_as), development=development, notes=notes)


def _text(place: Place | None) -> str | None:
    return place.value if place and isinstance(place.value, str) else None
