"""The commands that the packages of a project install, and the programs that its source is compiled to."""

import posixpath
import re
import shlex
from collections.abc import Iterator

from upheld.exposure import Says, Start
from upheld.facts.exposure.manifests.project import Package, Project, bare_name
from upheld.facts.exposure.manifests.scripts import says_transport, starts_a_server
from upheld.facts.workflows.scripts import readable
from upheld.items import Pair
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.tree import Tree

_MAIN = re.compile(r"^package[ \t]+main\b", re.MULTILINE)
_MAIN_FUNCTION = re.compile(r"^func[ \t]+main\(", re.MULTILINE)
_ASIDE = re.compile(
    r"(?:^|/)(?:examples?|samples?|docs?|scripts?|tools?|hack|internal|tests?|testdata|e2e|benchmarks?|ci|\.[\w-]+)/"
)
_PLAIN = re.compile(r"(?:node|bun|deno|python3?|tsx)\s")
_SERVER = re.compile(r"mcp|server")
_MOST_MAINS = 200


@dataclass(frozen=True)
class Command:
    """A command that a package installs, or a program that is built."""

    registry: str
    """`npm`, `pypi`, `cargo` or `go`."""
    package: str
    name: str
    start: Start
    depth: int = 0
    """Of the manifest below the root."""

    @property
    def is_compiled(self) -> bool:
        """Whether building makes one program of it."""
        return self.registry in {"cargo", "go"}


def commands_of(project: Project, tree: Tree) -> list[Command]:
    """Return the commands of packages, those next to the root first: below it lie what only wraps them."""
    found = [*_of_node(project), *_of_python(project), *_of_cargo(project, tree), *_of_go(project, tree)]
    return sorted(found, key=lambda command: command.depth)


def _of_node(project: Project) -> Iterator[Command]:
    packages = sorted(project.node, key=lambda package: (not package.root.get("mcpName"), package.path.count("/")))
    for package in filter(starts_a_server, packages):
        name = package.root.text("name") or ""
        commands = package.within("bin")
        found = [(name, commands.value, _line(package, "bin"))] if commands.value else []
        found += [
            (pair.key, pair.item.value, pair.line)
            for pair in sorted(commands.pairs, key=lambda pair: _order(pair, name))
        ]
        for command, file, line in found:
            path = posixpath.normpath(posixpath.join(package.folder, file))
            runner = ("npx", "tsx") if path.endswith((".ts", ".mts")) else ("node",)
            yield Command(
                "npm", name, command, Start((*runner, path), Location(package.path, line)), package.path.count("/")
            )
        script = next((pair for pair in package.within("scripts").pairs if pair.key == "start"), None)
        if script and not found and _PLAIN.match(script.item.value) and "&" not in script.item.value:
            words = (
                tuple(shlex.split(script.item.value))
                if "'" not in script.item.value
                else tuple(script.item.value.split())
            )
            yield Command(
                "npm", name, "start", Start(words, Location(package.path, script.line), folder=package.folder)
            )


def _order(pair: Pair, name: str) -> tuple[bool, bool]:
    """Put the command that bears the package's name first, and those that say another transport last."""
    return (says_transport(pair.key) is Says.NETWORK, bare_name(pair.key) != bare_name(name))


def _of_python(project: Project) -> Iterator[Command]:
    for package in project.python:
        for table in (("project",), ("tool", "poetry")):
            name = package.within(*table, "name").value
            pairs = sorted(package.within(*table, "scripts").pairs, key=lambda pair: _order(pair, name))
            for pair in pairs:
                start = Start((pair.key,), Location(package.path, pair.line), build=f"pip install {_folder(package)}")
                yield Command("pypi", name, pair.key, start, package.path.count("/"))


def _of_cargo(project: Project, tree: Tree) -> Iterator[Command]:
    paths = frozenset(tree.paths)
    for package in project.cargo:
        name = package.within("package", "name").value
        bins = [(each.text("name") or name, each.line) for each in package.within("bin").items]
        main = posixpath.normpath(posixpath.join(package.folder, "src/main.rs"))
        if not bins and name and main in paths:
            bins = [(name, package.within("package", "name").line)]
        for command, line in bins:
            start = Start((f"./target/release/{command}",), Location(package.path, line), build="cargo build --release")
            yield Command("cargo", name, command, start, package.path.count("/"))


def _of_go(project: Project, tree: Tree) -> Iterator[Command]:
    if not project.go:
        return
    path, module = project.go[0]
    mains = [
        each
        for each in tree.paths
        if each.endswith(".go") and not each.endswith("_test.go") and not _ASIDE.search(each)
    ]
    likely = [each for each in mains if each.rpartition("/")[2] == "main.go" or "/" not in each or "cmd/" in each]
    seen: set[str] = set()
    found: list[Command] = []
    for each in likely[:_MOST_MAINS]:
        folder = each.rpartition("/")[0] or "."
        text = None if folder in seen else readable(tree, each)
        function = _MAIN_FUNCTION.search(text) if text and _MAIN.search(text) else None
        if text and function:
            seen.add(folder)
            program = bare_name(module if folder == "." else folder)
            line = text.count("\n", 0, function.start()) + 1
            target = "." if folder == "." else f"./{folder}"
            start = Start((f"./{program}",), Location(each, line), build=f"go build -o {program} {target}")
            found.append(Command("go", module, program, start, path.count("/")))
    own = [each for each in found if each.name == bare_name(module)]
    servers = [each for each in found if _SERVER.search(each.name)]
    # Of several programs of which none says that it is the server, none is guessed.
    yield from own or servers or (found if len(found) == 1 else [])


def _line(package: Package, key: str) -> int:
    return next((pair.line for pair in package.root.pairs if pair.key == key), 1)


def _folder(package: Package) -> str:
    return "." if package.folder == "." else f"./{package.folder}"
