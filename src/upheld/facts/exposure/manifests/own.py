"""Which of the servers in a client's configuration is the software of this very repository."""

import posixpath
import re

from upheld.facts.client_configs import Server
from upheld.facts.exposure.manifests.programs import program_of
from upheld.facts.exposure.manifests.project import Project, bare_name
from upheld.nouns import dataclass
from upheld.tree import Tree

_FOLDER = re.compile(
    r"^(?:\$\{(?:workspaceFolder|workspaceRoot|__dirname|extensionPath|CLAUDE_PLUGIN_ROOT|PWD|CLAUDE_PROJECT_DIR|extensionDir)\}|\$PWD|\.|\{workspace\})(?:[/\\]|$)"
)
_SEPARATOR = re.compile(r"\$\{/\}")
_RUNTIMES = frozenset({"node", "bun", "deno", "tsx", "ts-node", "python", "python3", "py", "ruby", "php", "sh", "bash"})
_BUILDS = frozenset({"go", "cargo", "dotnet"})
_OF_FOLDER = ("--directory", "--project", "--prefix", "-C", "--cwd", "--cd")
_CONTAINERS = frozenset({"docker", "podman", "nerdctl", "container"})
_MOST = 100


@dataclass(frozen=True)
class Owned:
    """What an entry starts of this repository."""

    words: tuple[str, ...]
    """The command with the folders of the repository relative to its root."""
    by: str
    """`name`, `file` or `image`."""


def owned(server: Server, project: Project, tree: Tree) -> Owned | None:
    """Return what a server starts of this repository; None where it is somebody else's, or nothing is told."""
    if not server.command:
        return None
    words = tuple(_local(word) for word in (server.command, *server.args)[:_MOST])
    program = posixpath.basename(words[0].replace("\\", "/"))
    if program in _CONTAINERS:
        return Owned(words, "image") if any(_is_image(word, project) for word in words[2:]) else None
    if _is_ours(program_of(words).words[:1], project) or _is_ours(words[1:4], project):
        return Owned(words, "name")
    if program in _BUILDS and words[1:2] == ("run",):
        return Owned(words, "file")
    if program in {"npm", "pnpm", "yarn"} and words[1:2] in {("start",), ("run",)}:
        return Owned(words, "file")
    for at in range(1 if program in _RUNTIMES else 0, min(len(words), 6)):
        if file := _file(words[at], project, tree):
            return Owned((*words[:at], file, *words[at + 1 :]), "file")
    return None


def _local(word: str) -> str:
    plain = _SEPARATOR.sub("/", word)
    return _FOLDER.sub("./", plain) if plain != "." else plain


def _is_ours(words: tuple[str, ...], project: Project) -> bool:
    return any(not word.startswith("-") and bare_name(word) in project.names for word in words)


def _is_image(word: str, project: Project) -> bool:
    return not word.startswith("-") and "=" not in word and bare_name(word) in project.names


def _file(word: str, project: Project, tree: Tree) -> str | None:
    """Return the file of the repository that a word names, or that building it makes, relative to the root."""
    if word.startswith("-") or ("/" not in word and "\\" not in word and "." not in word):
        return None
    path = posixpath.normpath(word.replace("\\", "/"))
    if not posixpath.isabs(path) and path in tree.paths:
        return path
    made = [target for target in targets(project) if path == target or path.endswith(f"/{target}")]
    return max(made, key=len, default=None)


def targets(project: Project) -> frozenset[str]:
    """Return the files that the packages start, relative to the root."""
    found: set[str] = set()
    for package in project.node:
        commands = package.within("bin")
        for value in (commands.value, package.root.text("main") or "", *(pair.item.value for pair in commands.pairs)):
            if value.endswith((".js", ".mjs", ".cjs", ".ts")):
                found.add(posixpath.normpath(posixpath.join(package.folder, value)))
    return frozenset(found)
