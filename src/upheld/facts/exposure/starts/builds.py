"""What has to be built before a command can be run."""

import posixpath
from collections.abc import Sequence
from dataclasses import replace

from upheld.exposure import Start
from upheld.facts.exposure.manifests.project import Package, Project
from upheld.facts.exposure.starts.packages import Command
from upheld.tree import Tree

_SOURCES = (".js", ".mjs", ".cjs", ".ts", ".mts", ".py")
_LOCKS = (
    ("pnpm-lock.yaml", "pnpm install --frozen-lockfile", "pnpm run build"),
    ("yarn.lock", "yarn install", "yarn run build"),
    ("bun.lock", "bun install", "bun run build"),
    ("bun.lockb", "bun install", "bun run build"),
    ("package-lock.json", "npm ci", "npm run build"),
)


def built(start: Start, commands: Sequence[Command], project: Project, tree: Tree) -> Start:
    """Return a start with what has to be run before it, where the file that it names is not in the tree."""
    if start.build is not None:
        return start
    same = next(
        (each.start for each in commands if each.start.command[:1] == start.command[:1] and each.start.build), None
    )
    if same:
        return replace(start, build=same.build)
    paths = frozenset(tree.paths)
    for word in start.command[:4]:
        path = posixpath.normpath(posixpath.join(start.folder, word))
        if not word.startswith("-") and word.endswith(_SOURCES) and "/" in path and path not in paths:
            package = _owner(path, project)
            return replace(start, build=_build(package, paths)) if package else start
    return start


def _owner(path: str, project: Project) -> Package | None:
    """Return the package in whose folder a file lies, the innermost."""
    within = [each for each in project.node if each.folder == "." or path.startswith(f"{each.folder}/")]
    return max(within, key=lambda package: len(package.folder) if package.folder != "." else 0, default=None)


def _build(package: Package, paths: frozenset[str]) -> str:
    folder = package.folder
    lock = next(
        (
            each
            for each in _LOCKS
            for place in (folder, ".")
            if posixpath.normpath(posixpath.join(place, each[0])) in paths
        ),
        None,
    )
    install, build = (lock[1], lock[2]) if lock else ("npm install", "npm run build")
    has_build = package.within("scripts", "build").value != ""
    command = f"{install} && {build}" if has_build else install
    return command if folder == "." else f"cd {folder} && {command}"
