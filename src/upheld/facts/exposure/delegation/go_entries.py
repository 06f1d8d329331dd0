"""Programs of Go that do no more than call a dependency, by themselves or through a thin package of their own."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from upheld.facts.exposure.exposure import Delegation
from upheld.facts.settings.paths import is_for_trial, is_of_others, is_of_tests
from upheld.facts.workflows.scripts import line_of, readable
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.tree import Tree

_LONGEST = 6_000
"""Characters of a package that does no more than hand over."""
_DEEPEST = 3
_MOST_FILES = 200
_MODULE = re.compile(r"^module[ \t]+\"?(?P<name>[^\s\"]{1,300})", re.MULTILINE)
_MAIN = re.compile(r"^func[ \t]+main\(\)", re.MULTILINE)
_IMPORTS = re.compile(r"^import[ \t]*(?:\((?P<many>[^)]{0,5000})\)|(?P<one>[^\n]{1,300}))", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*(?:(?P<alias>[\w.]{1,60})[ \t]+)?\"(?P<path>[^\"\n]{1,300})\"", re.MULTILINE)
_VERSION = re.compile(r"/v\d+$|\.v\d+$")
_RUNS = r"(?:Run|Execute|Main|Serve|Launch)\w{0,40}"
_MAKES = r"New\w{0,40}(?:Command|Cmd|App|Cli|CLI|Server|Root)|(?:Root)?(?:Command|Cmd)"
_STARTED = re.compile(r"\.(?:Execute|Run|Start|Serve|ListenAndServe)\w{0,40}\(")
_SDKS = re.compile(
    r"golang\.org/x/.+|google\.golang\.org/.+|go\.uber\.org/.+|k8s\.io/.+|github\.com/(?:"
    r"mark3labs/mcp-go|modelcontextprotocol/go-sdk|metoro-io/mcp-golang|ThinkInAIXYZ/go-mcp|spf13/.+|urfave/cli|alecthomas/.+|"
    r"sirupsen/.+|rs/.+|joho/.+|charmbracelet/.+|fatih/.+|gin-gonic/.+|labstack/.+|gofiber/.+|go-chi/.+|gorilla/.+|getsentry/.+|"
    r"pkg/.+|google/gops|oklog/.+|KimMachineGun/.+|caarlos0/.+|kelseyhightower/.+|knadh/.+|hashicorp/go-.+|prometheus/.+|DataDog/.+"
    r")(?:/.+)?"
)
"""What reads options, writes logs and the like, and frameworks whose calls the rules know."""


@dataclass(frozen=True, eq=False)
class _Package:
    """The files of one folder, as far as they are short."""

    texts: Mapping[str, str]
    module: str

    @cached_property
    def imports(self) -> dict[str, tuple[str, str, int]]:
        """What is imported beside the language's own library, by the name that calls have: path, file and place."""
        found: dict[str, tuple[str, str, int]] = {}
        for file, text in self.texts.items():
            for block in _IMPORTS.finditer(text):
                for each in _IMPORT.finditer(block["many"] or block["one"] or ""):
                    path = each["path"]
                    at = block.start("many" if block["many"] is not None else "one") + each.start()
                    if "." in path.partition("/")[0]:
                        found[each["alias"] or _VERSION.sub("", path).rpartition("/")[2]] = (path, file, at)
        return found

    def is_own(self, path: str) -> bool:
        return path == self.module or path.startswith(f"{self.module}/")

    def hands_over_to(self, name: str) -> bool:
        """Tell whether a function of an imported package is called that runs everything, or makes what does."""
        text = "\n".join(self.texts.values())
        if re.search(rf"\b{re.escape(name)}\.{_RUNS}\(", text):
            return True
        return bool(re.search(rf"\b{re.escape(name)}\.(?:{_MAKES})\b", text) and _STARTED.search(text))


def go_entries(tree: Tree) -> Iterator[Delegation]:
    """Yield the programs whose `main` only calls another module."""
    modules = {posixpath.dirname(path): path for path in tree.paths if path.rpartition("/")[2] == "go.mod"}
    names = {
        folder: match["name"]
        for folder, path in modules.items()
        if (match := _MODULE.search(readable(tree, path) or ""))
    }
    sources = [path for path in tree.paths if path.endswith(".go") and not path.endswith("_test.go")] if names else []
    ours = [path for path in sources if not (is_of_others(path) or is_of_tests(path) or is_for_trial(path))]
    folders: dict[str, list[str]] = {}
    for path in ours:
        folders.setdefault(posixpath.dirname(path), []).append(path)
    mains = [path for path in ours if path.rpartition("/")[2] == "main.go"][:_MOST_FILES]
    for path in mains:
        root = _root(path, names)
        package = _package(tree, folders[posixpath.dirname(path)], names.get(root, "")) if root is not None else None
        if package is not None and root is not None and any(map(_MAIN.search, package.texts.values())):
            yield from _followed(tree, package, root, folders, 0)


def _root(path: str, modules: Mapping[str, str]) -> str | None:
    """Return the folder of the module to which a file belongs."""
    folder = posixpath.dirname(path)
    while folder not in modules:
        if not folder:
            return None
        folder = posixpath.dirname(folder)
    return folder


def _package(tree: Tree, files: list[str], module: str) -> _Package | None:
    texts = {path: readable(tree, path) or "" for path in files[:_MOST_FILES]}
    return _Package(texts, module) if sum(map(len, texts.values())) <= _LONGEST else None


def _followed(
    tree: Tree, package: _Package, root: str, folders: Mapping[str, list[str]], depth: int
) -> Iterator[Delegation]:
    own = {name: path for name, (path, _, _) in package.imports.items() if package.is_own(path)}
    others = {
        name: each
        for name, each in package.imports.items()
        if name not in own and not _SDKS.fullmatch(_VERSION.sub("", each[0]))
    }
    called = [name for name in own if package.hands_over_to(name)]
    if called and not others and depth < _DEEPEST:
        for name in called:
            folder = posixpath.normpath(posixpath.join(root, own[name].removeprefix(package.module).lstrip("/")))
            files = folders.get("" if folder == "." else folder)
            inner = _package(tree, files, package.module) if files else None
            if inner is not None:
                yield from _followed(tree, inner, root, folders, depth + 1)
    elif not called and len(others) == 1:
        [(name, (path, file, at))] = others.items()
        if package.hands_over_to(name):
            why = (
                "which the entry point only calls"
                if depth == 0
                else "which the package that the entry point calls only calls"
            )
            yield Delegation(path, Location(file, line_of(package.texts[file], at)), why)
