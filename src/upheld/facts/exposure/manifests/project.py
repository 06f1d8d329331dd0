"""What the manifests of packages say of a project: its packages, what starts them, and the names that it goes by."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from upheld.facts.settings.jsonc import JsoncError, read_jsonc
from upheld.facts.settings.paths import is_of_others, is_of_tests
from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.nouns import dataclass
from upheld.tree import Tree

MOST_FILES = 300
MOST_BYTES = 1_000_000
_MODULE = re.compile(r"^module[ \t]+(\S{1,300})", re.MULTILINE)
_MAJOR = re.compile(r"/v\d+$")
_READ = frozenset({"package.json", "pyproject.toml", "Cargo.toml", "go.mod"})
_ASIDE = re.compile(r"(?:^|/)(?:examples?|samples?|docs?|website|demos?|templates?)/")


@dataclass(frozen=True)
class Package:
    """A package's manifest; one of several in a repository, perhaps."""

    path: str
    root: Item

    @property
    def folder(self) -> str:
        """The folder in which it lies."""
        return self.path.rpartition("/")[0] or "."

    def within(self, *keys: str) -> Item:
        """Return what stands under a chain of keys; nothing where one is missing."""
        item: Item | None = self.root
        for key in keys:
            item = item.get(key) if item else None
        return item or Item("other", 1, 1)


@dataclass(frozen=True, eq=False)
class Project:
    """The packages of a tree, those next to its root first."""

    node: tuple[Package, ...] = ()
    python: tuple[Package, ...] = ()
    cargo: tuple[Package, ...] = ()
    go: tuple[tuple[str, str], ...] = ()
    """The path of each go.mod, and its module."""
    unread: tuple[tuple[str, str], ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that its software goes by: of packages, commands and modules, in their bare form."""
        return frozenset(filter(None, map(bare_name, self._names())))

    def _names(self) -> Iterator[str]:
        for package in self.node:
            yield from (package.root.text("name") or "", (package.root.text("mcpName") or "").rpartition("/")[2])
            yield from (pair.key for pair in package.within("bin").pairs)
        for package in self.python:
            for table in (("project",), ("tool", "poetry")):
                yield package.within(*table, "name").value
                yield from (pair.key for pair in package.within(*table, "scripts").pairs)
        for package in self.cargo:
            yield package.within("package", "name").value
            yield from (each.text("name") or "" for each in package.within("bin").items)
        yield from (_MAJOR.sub("", module) for _, module in self.go)


def bare_name(name: str) -> str:
    """Return a package's, an image's or a command's name as it is compared: without owner, version and spelling."""
    last = name.strip().lower().rstrip("/").rpartition("/")[2].partition("@")[0].partition(":")[0]
    return re.sub(r"\[.*\]$|[=<>~!].*$", "", last).removesuffix(".exe").replace("_", "-")


@lru_cache(maxsize=8)
def project_of(tree: Tree) -> Project:
    """Read the manifests of the packages of a tree; one that cannot be read loses nothing else."""
    found: dict[str, list[Package]] = {"package.json": [], "pyproject.toml": [], "Cargo.toml": []}
    go: list[tuple[str, str]] = []
    unread: list[tuple[str, str]] = []
    for path in _nearest(tree.paths):
        name = path.rpartition("/")[2]
        try:
            text = tree.read_text(path, limit=MOST_BYTES) or ""
            if name == "go.mod":
                go += [(path, match[1]) for match in [_MODULE.search(text)] if match]
            elif (root := _root(name, text)) and root.kind == "mapping":
                found[name].append(Package(path, root))
        except JsoncError as error:
            unread.append((path, f"line {error.line} {error}"))
        except UnreadableFileError as error:
            unread.append((path, str(error).removeprefix(path).strip()))
        except RecursionError:
            unread.append((path, "is nested too deeply"))
        except ValueError:
            unread.append((path, "is not valid TOML"))
    node, python, cargo = map(tuple[Package, ...], found.values())
    return Project(node, python, cargo, tuple(go), tuple(unread))


def _root(name: str, text: str) -> Item | None:
    if name != "package.json":
        from upheld.facts.settings.toml_items import read_toml_items  # noqa: PLC0415 - few repositories have both

        return read_toml_items(text)
    return read_jsonc(text) if text.strip() else None


def _nearest(paths: Iterable[str]) -> list[str]:
    named = (path for path in paths if path.rpartition("/")[2] in _READ)
    ours = (path for path in named if not (is_of_others(path) or is_of_tests(path) or _ASIDE.search(path)))
    return sorted(ours, key=lambda path: (path.count("/"), path))[:MOST_FILES]
