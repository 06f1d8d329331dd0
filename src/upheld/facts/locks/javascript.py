"""What the lock files of npm, Yarn, pnpm and Bun share: names, versions, addresses, and what is there for development."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import islice
from typing import Any, NamedTuple, cast

from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.files import UnreadableFileError
from upheld.tree import Tree

_NAME = re.compile(r"(?:@[!-.0-9;-?A-~]{1,214}/)?[!-.0-9;-?A-~]{1,214}")
VERSION = re.compile(r"v?\d{1,20}\.\d[\w.+-]{0,256}", re.ASCII)
_REGISTRY = re.compile(r"https?://[^\s?#]{1,500}?/((?:@[^/\s?#]{1,214}/)?[^/@\s?#]{1,214})/-/([^/\s?#]{1,500})\.tgz")
_TARBALL = re.compile(r"https?://[^\s?#]{0,1000}/([^/\s?#]{1,500})\.tgz(?:[?#]\S{0,1000})?")
_HOST = re.compile(r"https?://(?:[^/@\s]{0,300}@)?([\w.-]{1,253}(?::\d{1,5})?)(?=[/?#]|$)", re.ASCII)
_GIT = re.compile(
    r"git(?:\+|:|@|hub:|lab:)|bitbucket:|gist:|ssh:|[\w.-]{1,100}@[\w.-]{1,200}:"
    r"|https?://(?:codeload\.|[^\s?#]{1,500}(?:\.git(?:[#?/]|$)|/archive/|/tarball/|\.tar\.gz|\.zip))"
)
_SHORT = re.compile(r"\w[\w.-]{0,100}/[\w.-]{1,100}(?:#\S{0,300})?")
_FOLDER = re.compile(r"(?:file|link|portal|workspace):|\.{0,2}/")
_ARCHIVE = re.compile(r"\.(?:tgz|tar|tar\.gz)(?:[#?:]|$)")
_MOST_WORKSPACES = 500


def add(
    entries: Entries,
    name: object,
    version: object,
    line: int,
    *,
    direct: bool | None = None,
    development: bool | None = None,
    notes: Iterable[str] = (),
) -> None:
    """Add a package; a name or a version that npm does not allow is told as unaudited."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        entries.unaudited(str(name) or "an entry", line, "has a name that no npm package can have")
    elif not isinstance(version, str) or not version:
        entries.unaudited(name, line, "states no version")
    elif not VERSION.fullmatch(version):
        entries.unaudited(name, line, f"states {shown(version)}, which is no version")
    else:
        entries.pin("npm", name, version, line, direct=direct, development=development, note="; ".join(notes) or None)


def prepared(text: str) -> str:
    """Return the text of a lock as it is read: one without a byte order mark and without an undecided merge."""
    refuse_conflict(text)
    return text.removeprefix("\ufeff")


def is_commit(address: str) -> bool:
    """Tell whether an address is of a repository or a copy of one: a commit, whatever version it states."""
    return bool(_GIT.match(address) or _SHORT.fullmatch(address))


def is_folder(address: str) -> bool:
    """Tell whether an address is of a folder here: the project's own code, which is no dependency."""
    return bool(_FOLDER.match(address)) and not _ARCHIVE.search(address)


def why_unaudited(address: str) -> str:
    """Say why what is taken from an address cannot be audited."""
    if is_commit(address):
        return "is taken from a git repository"
    return "is taken from an address" if "://" in address else "is taken from a file"


def odd_host(address: str) -> list[str]:
    """Return a note on the host of an address that is not in the form of a registry's; the rest may hold a password."""
    if _REGISTRY.match(address):
        return []
    match = _HOST.match(address)
    return [f"from {match[1]}"] if match else []


def from_address(name: str, version: str | None, address: str) -> tuple[str, str] | None:
    """Return the package and version that an address names by itself, or None where it could be anything.

    A registry's addresses name both; others are believed where the file is called as the package and its version are.
    """
    if match := _REGISTRY.fullmatch(address.partition("#")[0]):
        found, file = match[1].replace("%2f", "/").replace("%2F", "/"), match[2]
    elif match := _TARBALL.fullmatch(address):
        found, file = name, match[1]
    else:
        return None
    before = found.rpartition("/")[2] + "-"
    stated = file.removeprefix(before)
    fits = file.startswith(before) and VERSION.fullmatch(stated) and version in {None, stated}
    return (found, stated) if fits else None


def split_name(text: str) -> tuple[str, str]:
    """Split `name@rest`, where the name may begin with a scope."""
    name, _, rest = text[1:].partition("@")
    return text[:1] + name, rest


def texts(value: object) -> dict[str, str]:
    """Return the entries of a mapping whose values are texts."""
    if not isinstance(value, dict):
        return {}
    return {key: each for key, each in cast("dict[str, Any]", value).items() if isinstance(each, str)}


class Asked(NamedTuple):
    """What manifests ask for: pairs of a name and a range."""

    production: frozenset[tuple[str, str]]
    development: frozenset[tuple[str, str]]

    @property
    def names(self) -> frozenset[str]:
        """The names alone."""
        return frozenset(name for name, _ in self.production | self.development)


def asked(path: str, tree: Tree) -> Asked | None:
    """Return what the package.json beside a lock and those of its workspaces ask for, or None without one."""
    folder = path[: path.rfind("/") + 1]
    root = _manifest(folder + "package.json", tree)
    if root is None:
        return None
    manifests = [root, *_workspaces(folder, root, tree)]
    return Asked(
        frozenset(
            pair
            for manifest in manifests
            for key in ("dependencies", "optionalDependencies")
            for pair in texts(manifest.get(key)).items()
        ),
        frozenset(pair for manifest in manifests for pair in texts(manifest.get("devDependencies")).items()),
    )


def _manifest(path: str, tree: Tree) -> dict[str, Any] | None:
    try:
        found = json.loads(tree.read_text(path) or "")
    except (UnreadableFileError, ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def _workspaces(folder: str, root: Mapping[str, Any], tree: Tree) -> Iterable[dict[str, Any]]:
    stated = root.get("workspaces")
    if isinstance(stated, dict):
        stated = cast("dict[str, Any]", stated).get("packages")
    if not isinstance(stated, list):
        return
    patterns = [each.removeprefix("./").rstrip("/") for each in cast("list[object]", stated) if isinstance(each, str)]
    # Such a pattern is a stranger's: with more stars than a path has use for, matching it could take for ever.
    patterns = [each for each in patterns[:_MOST_WORKSPACES] if each.count("*") <= 4]  # noqa: PLR2004 - `**/*/*`
    count = 0
    paths = tree.paths
    for path in islice(paths, bisect_left(paths, folder), None):
        if not path.startswith(folder):
            return
        if path.endswith("/package.json"):
            inner = path[len(folder) : -len("/package.json")]
            if any(_matches(inner, pattern) for pattern in patterns) and (manifest := _manifest(path, tree)):
                yield manifest
                count += 1
                if count == _MOST_WORKSPACES:
                    return


def _matches(folder: str, pattern: str) -> bool:
    # A single star stays within one folder, which fnmatch does not know.
    return fnmatchcase(folder, pattern) and ("**" in pattern or folder.count("/") == pattern.count("/"))


def reached(starts: Iterable[int], edges: Sequence[Sequence[int]]) -> set[int]:
    """Return what can be reached in a graph of numbered entries, the starts included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for following in edges[waiting.pop()]:
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found


def development_of(
    production: Iterable[int], development: Iterable[int], edges: Sequence[Sequence[int]]
) -> list[bool | None]:
    """Tell of each entry whether it is there for development only; None where nothing that is asked for leads to it."""
    used, only = reached(production, edges), reached(development, edges)
    return [False if each in used else True if each in only else None for each in range(len(edges))]
