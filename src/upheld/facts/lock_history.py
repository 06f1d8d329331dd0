"""When dependencies were last updated, as the history of lock files shows it, and which ecosystems are in use."""

import posixpath
import re
from datetime import UTC, date, datetime

from upheld.nouns import dataclass
from upheld.repository import Repository, UnreadableFileError
from upheld.tree import names_of

_MANIFESTS = {
    "package.json": "npm", "pyproject.toml": "pip", "requirements.txt": "pip", "Pipfile": "pip", "setup.py": "pip",
    "setup.cfg": "pip", "Cargo.toml": "cargo", "go.mod": "gomod", "Gemfile": "bundler", "composer.json": "composer",
    "pom.xml": "maven", "build.gradle": "gradle", "build.gradle.kts": "gradle", "mix.exs": "mix", "pubspec.yaml": "pub",
    "Package.swift": "swift", "packages.config": "nuget", "Directory.Packages.props": "nuget", "elm.json": "elm",
}  # fmt: skip
_DEPENDENCIES = {
    "package.json": re.compile(
        r'"(?:dependencies|devDependencies|peerDependencies|optionalDependencies)"\s*:\s*\{\s*"'
    ),
    "pyproject.toml": re.compile(
        r"^\s*(?:optional-)?dependencies\s*=\s*\[\s*[^\]\s]|dependencies\]|^\[dependency-groups", re.MULTILINE
    ),
    "setup.py": re.compile(r"install_requires|extras_require"),
    "setup.cfg": re.compile(r"install_requires|extras_require"),
    "Cargo.toml": re.compile(r"dependencies"),
    "go.mod": re.compile(r"^require\b", re.MULTILINE),
}
_PROJECT = re.compile(r"[^/]+\.(?:cs|fs|vb)proj")
_PROJECTS = ("csproj", "fsproj", "vbproj")
_LOCKS = {
    "package-lock.json": "npm", "npm-shrinkwrap.json": "npm", "yarn.lock": "npm", "pnpm-lock.yaml": "npm", "bun.lock": "npm",
    "uv.lock": "pip", "poetry.lock": "pip", "pdm.lock": "pip", "Pipfile.lock": "pip", "pylock.toml": "pip",
    "requirements.txt": "pip", "Cargo.lock": "cargo", "go.sum": "gomod", "Gemfile.lock": "bundler",
    "composer.lock": "composer", "gradle.lockfile": "gradle", "packages.lock.json": "nuget", "mix.lock": "mix",
    "pubspec.lock": "pub", "Package.resolved": "swift",
}  # fmt: skip
_OWN_VERSION = {"package-lock.json": 2, "npm-shrinkwrap.json": 2, "requirements.txt": 0}
"""How many lines of a lock a release of the project itself may replace; one where it is not named here."""
_NOT_OURS = re.compile(
    r"(?:^|/)(?:tests?|testing|testdata|fixtures?|__fixtures__|examples?|samples?|demos?|docs?|benchmarks?|vendor|third_party|node_modules"
    r"|templates?|e2e|integration)/",
    re.IGNORECASE,
)


_MOST_LOCKS = 50


@dataclass(frozen=True)
class InUse:
    """An ecosystem with the folder of a manifest of it."""

    ecosystem: str
    folder: str
    path: str


def ecosystems_in_use(repository: Repository) -> tuple[InUse, ...]:
    """Return the ecosystems of the manifests at the root, or of all where the root has none; one folder for each."""
    found: dict[str, InUse] = {}
    names = names_of(repository)
    named = {*names.called(_MANIFESTS), *names.ending(*_PROJECTS)}
    for path in sorted(named, key=lambda path: (path.count("/"), path)):
        folder, name = posixpath.split(path)
        ecosystem = _MANIFESTS.get(name) or ("nuget" if _PROJECT.fullmatch(name) else None)
        if ecosystem and ecosystem not in found and not _NOT_OURS.search(path) and _names_some(repository, path):
            found[ecosystem] = InUse(ecosystem, folder, path)
    at_root = tuple(each for each in found.values() if not each.folder)
    return at_root or tuple(found.values())


def _names_some(repository: Repository, path: str) -> bool:
    """Tell whether a manifest names dependencies: many a pyproject.toml configures tools only."""
    needed = _DEPENDENCIES.get(posixpath.basename(path))
    if needed is None:
        return True
    try:
        return needed.search(repository.read_text(path) or "") is not None
    except UnreadableFileError:
        return False


@dataclass(frozen=True)
class LastUpdate:
    """The newest commit that replaced more of a lock than a release of the project itself would."""

    commit: str
    day: date
    author: str
    path: str


@dataclass(frozen=True)
class LockHistory:
    """What the history says of the locks of an ecosystem."""

    locks: tuple[str, ...]
    last: LastUpdate | None
    unknown_because: str | None = None


def lock_history(repository: Repository, used: InUse) -> LockHistory:
    """Return when the locks beside a manifest were last updated, or where there are none, all of its ecosystem."""
    named = names_of(repository).called(name for name, ecosystem in _LOCKS.items() if ecosystem == used.ecosystem)
    beside = [path for path in named if posixpath.dirname(path) == used.folder]
    locks = tuple(beside or [path for path in named if not _NOT_OURS.search(path)])[:_MOST_LOCKS]
    if not locks:
        return LockHistory((), None, "there is no lock file whose history would show it")
    changes = repository.changes(locks)
    if changes is None:
        return LockHistory(locks, None, "this clone does not have the whole history")
    if changes and not any(change.files for change in changes):
        return LockHistory(locks, None, f"git counts no lines of {locks[0]}: its attributes make it binary")
    for change in changes:
        for path, added, deleted in change.files:
            if min(added, deleted) > _OWN_VERSION.get(posixpath.basename(path), 1):
                day = datetime.fromtimestamp(change.time, UTC).date()
                return LockHistory(locks, LastUpdate(change.commit, day, change.author, path))
    return LockHistory(locks, None)
