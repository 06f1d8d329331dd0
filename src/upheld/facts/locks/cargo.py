"""Cargo.lock: versions 1 to 4; packages without a source are the project's own."""

import re
from collections.abc import Iterator, Sequence

from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.toml_lines import Raw, Table, read_tables
from upheld.tree import Tree

_NAME = re.compile(r"[A-Za-z_][\w-]{0,100}", re.ASCII)
_VERSION = re.compile(r"\d{1,20}\.\d{1,20}\.\d{1,20}(?:[-+][\w.+-]{1,200})?", re.ASCII)
_CRATES_IO = frozenset({"registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io/"})
_REASONS = {
    "git": "is taken from a git repository",
    "registry": "is taken from another registry than crates.io",
    "sparse": "is taken from another registry than crates.io",
    "path": "is taken from a folder",
    "local-registry": "is taken from a registry that is a folder",
    "directory": "is taken from a folder",
}
_VERSIONS = (1, 2, 3, 4)
_NEED = re.compile(r"(\S{1,200})(?: (\S{1,300}))?(?: \(.{0,2000}\))?")


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a lock of Cargo; which packages are there for development only is not in it.

    Raises:
        LockError: another version of the format than 1 to 4, or no TOML.
    """
    refuse_conflict(text)
    root, packages = read_tables(text.removeprefix("\ufeff"), "package")
    version = _version(root, packages)
    entries = Entries(path, f"Cargo.lock {version}")
    own = [package for package in (root.tables.get("root"), *packages) if package and not package.get("source")]
    direct = frozenset(_needs(own))
    for package in packages:
        if package.get("source") is not None:
            _add(entries, package, direct if own else None)
    return entries.lock()


def _version(root: Table, packages: Sequence[Table]) -> int:
    """Return the version of the format; the first two do not state it, but only the first has a list of checksums."""
    stated = root.get("version")
    if stated is None:
        if not packages and "root" not in root.tables:
            raise LockError("has no `[[package]]`, of which every lock of Cargo has one")
        return 1 if "metadata" in root.tables or not any(each.get("checksum") for each in packages) else 2
    if type(stated) is not int or stated not in _VERSIONS:
        raise LockError(f"is of version {shown(stated)}; versions 1 to 4 are read", root.line_of("version"))
    return stated


def _needs(packages: Sequence[Table]) -> Iterator[tuple[str, str | None]]:
    for package in packages:
        for each in package.elements("dependencies"):
            stated = each.value if isinstance(each, Raw) else each
            if isinstance(stated, str) and (match := _NEED.fullmatch(stated)):
                yield match[1], match[2]


def _add(entries: Entries, package: Table, direct: frozenset[tuple[str, str | None]] | None) -> None:
    name, version, source = package.text("name"), package.text("version"), package.text("source") or ""
    line = package.line_of("version", "name")
    if source not in _CRATES_IO:
        reason = _REASONS.get(source.partition("+")[0], "is taken from a source that is not known here")
        entries.unaudited(name or "a package", line, reason)
    elif not name or not _NAME.fullmatch(name):
        entries.unaudited(name or "a package", line, "has a name that no crate can have")
    elif not version or not _VERSION.fullmatch(version):
        entries.unaudited(
            name, line, f"states {shown(version)}, which is no version" if version else "states no version"
        )
    else:
        asked = None if direct is None else (name, None) in direct or (name, version) in direct
        entries.pin("crates.io", name, version, line, direct=asked)
