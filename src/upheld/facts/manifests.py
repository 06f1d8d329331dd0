"""What the manifests at the root say of the project: its name and the version in the making."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository, UnreadableFileError
from upheld.versions import Version

_VERSION = re.compile(r"\s*v?(\d{1,9}(?:\.\d{1,9}){0,9})(?:\.(?:final|release|ga)|\+[\w.-]+)?\s*", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True)
class Manifest:
    """One manifest: where its version stands, and under which name the project is published where."""

    location: Location
    version: str | None
    name: str | None = None
    registry: str | None = None
    """`PyPI` or `npm`, where the manifest is of a package that may be published there."""

    @property
    def final_version(self) -> Version | None:
        """The version where it is a final one: what the next release will be called."""
        match = _VERSION.fullmatch(self.version or "")
        return Version(tuple(map(int, match[1].split(".")))) if match else None


def manifests(repository: Repository) -> tuple[Manifest, ...]:
    """Read every manifest at the root that states a version or a name; one that cannot be read is left out."""
    found: list[Manifest] = []
    for path, reader in _READERS.items():
        try:
            text = repository.read_text(path)
            if text is not None:
                found += reader(path, text)
        except (UnreadableFileError, ValueError, RecursionError):
            continue
    return tuple(found)


def _pyproject(path: str, text: str) -> Iterator[Manifest]:
    data = _toml(text)
    for table in (_table(data, "project"), _table(data, "tool", "poetry")):
        if table:
            yield _manifest(path, text, table, "PyPI", r'version\s*=\s*["\']')


def _cargo(path: str, text: str) -> Iterator[Manifest]:
    data = _toml(text)
    for table in (_table(data, "package"), _table(data, "workspace", "package")):
        if table:
            yield _manifest(path, text, table, None, r'version\s*=\s*["\']')


def _toml(text: str) -> dict[str, Any]:
    from upheld.toml import read_toml_text  # noqa: PLC0415 - most repositories have at most one kind of manifest

    return read_toml_text(text)


def _package_json(path: str, text: str) -> Iterator[Manifest]:
    data = json.loads(text)
    if isinstance(data, dict):
        table = cast("dict[str, Any]", data)
        registry = None if table.get("private") is True else "npm"
        yield _manifest(path, text, table, registry, r'"version"\s*:\s*"')


def _server_json(path: str, text: str) -> Iterator[Manifest]:
    data = json.loads(text)
    if isinstance(data, dict):
        table = cast("dict[str, Any]", data)
        inner = table.get("version_detail")
        stated = cast("dict[str, Any]", inner) if isinstance(inner, dict) else table
        yield _manifest(path, text, stated, None, r'"version"\s*:\s*"')


def _go_mod(path: str, text: str) -> Iterator[Manifest]:
    if match := re.search(r"^module\s+(\S+)", text, re.MULTILINE):
        module = re.sub(r"/v\d+$", "", match[1])
        line = text.count("\n", 0, match.start()) + 1
        yield Manifest(Location(path, line), None, module.rpartition("/")[2])


def _version_file(path: str, text: str) -> Iterator[Manifest]:
    lines = text.strip().splitlines()
    if len(lines) == 1 and len(lines[0]) <= _LONGEST:
        yield Manifest(Location(path), lines[0].strip())


def _manifest(path: str, text: str, table: Mapping[str, Any], registry: str | None, pattern: str) -> Manifest:
    version, name = table.get("version"), table.get("name")
    stated = version if isinstance(version, str) else None
    line = 1
    if stated is not None and len(stated) <= _LONGEST and (match := re.search(pattern + re.escape(stated), text)):
        line = text.count("\n", 0, match.start()) + 1
    return Manifest(Location(path, line), stated, name if isinstance(name, str) else None, registry)


def _table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    current: Any = data
    for key in keys:
        current = cast("dict[str, Any]", current).get(key) if isinstance(current, dict) else None
    return cast("dict[str, Any]", current) if isinstance(current, dict) else {}


_READERS: Mapping[str, Callable[[str, str], Iterator[Manifest]]] = {
    "pyproject.toml": _pyproject,
    "package.json": _package_json,
    "Cargo.toml": _cargo,
    "server.json": _server_json,
    "go.mod": _go_mod,
    "VERSION": _version_file,
    "VERSION.txt": _version_file,
}
