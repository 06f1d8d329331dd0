"""Where software begins: what its manifests name as its commands, and which files those load."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import PurePosixPath

from upheld.exposure.guards.packages import READERS, SECOND, Package, of_entry_points
from upheld.nouns import dataclass

_ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx")
_BUILT = frozenset({"dist", "build", "lib", "out", "esm", "cjs", "output", ".smithery"})
_USUAL = ("src/index", "src/main", "src/cli", "src/server", "index", "main", "server", "cli", "src/app", "app")
_LOADED = re.compile(
    rb"(?:^|[;\s}])(?:import|export)\b[^;'\"()]{0,3000}?['\"](\.{1,2}/[^'\"\n]{0,300}|\.{1,2})['\"]|require\(\s*['\"](\.{1,2}/[^'\"\n]{0,300})['\"]\)"
)
_IMPORTED = re.compile(
    rb"^[ \t]*(?:from\s+(?P<of>[.\w]+)\s+import\s+(?P<names>\([^)]{0,5000}\)|[^\n]{0,1000})|import\s+(?P<plain>[\w., ]{1,500}))",
    re.MULTILINE,
)
_MOST = 4_000


@dataclass
class Begins:
    """What is started, of all packages of a repository."""

    paths: frozenset[str]
    read: Callable[[str], bytes | None]
    """Reads a file of source, or a manifest."""
    _packages: dict[str, Package | None] = field(default_factory=dict[str, Package | None])
    _begun: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    _reached: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    _next: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def starts(self, path: str, function: str) -> bool | None:
        """Tell whether starting the software runs a file's own statements (no function is named), or a function of it."""
        if path.endswith(".go"):
            return self._go(path, function)
        if path.endswith(".rs"):
            return self._rust(path, function)
        package = self.package(path)
        if path.endswith((".py", ".pyw")):
            return self._python(path, function, package)
        return self._javascript(path, function, package)

    def together(self, path: str, other: str) -> bool:
        """Tell whether two files may be parts of one program: those of two packages with commands of their own are not."""
        one, two = self.package(path), self.package(other)
        if one is None or two is None or path.endswith((".go", ".rs")):
            return True
        return one.key == two.key or not (one.commands and two.commands)

    def with_loaded(self, path: str) -> frozenset[str]:
        """Return a file with all that it loads."""
        return self._closure([path], self._loads)

    def is_named(self, path: str) -> bool:
        """Tell whether a manifest names a file as what is started, wherever it lies."""
        package = self.package(path)
        if package is None or path.endswith((".go", ".rs", ".py")):
            return False
        begun = [self._source(package.base, each) for each, _ in package.commands]
        return path in begun or (not any(begun) and path in package.named)

    def package(self, path: str) -> Package | None:
        """Return the nearest package of a file that says what is started."""
        python = path.endswith((".py", ".pyw"))
        for folder in [str(each) for each in PurePosixPath(path).parents]:
            base = "" if folder == "." else folder + "/"
            names = ("pyproject.toml", "setup.cfg", "setup.py") if python else ("package.json",)
            for name in names:
                if base + name in self.paths:
                    found = self._package(base, name)
                    if found is not None:
                        return found
            if python and folder == ".":
                return self._of_wheel()
        return None

    def _package(self, base: str, name: str) -> Package | None:
        key = base + name
        if key not in self._packages:
            text = (self.read(key) or b"").decode(errors="replace")
            self._packages[key] = READERS[name](text, base)
        return self._packages[key]

    def _of_wheel(self) -> Package | None:
        if "*" not in self._packages:
            stated = [each for each in self.paths if each.endswith(".dist-info/entry_points.txt")]
            text = (self.read(stated[0]) or b"").decode(errors="replace") if stated else ""
            self._packages["*"] = of_entry_points(text, "", "console_scripts") if stated else None
        return self._packages["*"]

    def _go(self, path: str, function: str) -> bool | None:
        if function not in {"main", "init"}:
            return None
        mains = [each for each in self.paths if each.endswith("/main.go") or each == "main.go"]
        name = PurePosixPath(path).parent.name
        others = [each for each in mains if not SECOND.search(PurePosixPath(each).parent.name)]
        return not (others and path not in others and SECOND.search(name)) or None

    def _rust(self, path: str, function: str) -> bool | None:
        if function != "main":
            return None
        crate = path.partition("src/")[0]
        programs = [each for each in self.paths if each.startswith((f"{crate}src/main.rs", f"{crate}src/bin/"))]
        first = [each for each in programs if not SECOND.search(PurePosixPath(each).stem)]
        return not (first and path not in first and "/bin/" in path)

    def _python(self, path: str, function: str, package: Package | None) -> bool | None:
        module = _module(path)
        if package is None or not package.commands:
            if function == "__main__":
                return not SECOND.search(PurePosixPath(path).stem)
            return True if not function else None
        for target, name in package.commands:
            if _is_module(module, target) and function == name:
                return True
        if function == "__main__":
            main = PurePosixPath(path).name == "__main__.py"
            return main and any(
                _is_module(module.rpartition(".")[0], each.partition(".")[0]) for each, _ in package.commands
            )
        for target, name in package.others:
            if _is_module(module, target) and function == name:
                return False
        if function:
            return None
        return path in self._python_reached(package)

    def _python_reached(self, package: "Package") -> frozenset[str]:
        if package.key not in self._reached:
            begun = [each for target, _ in package.commands for each in self.paths if _is_module(_module(each), target)]
            self._reached[package.key] = self._closure(begun, self._imports)
        return self._reached[package.key]

    def _imports(self, path: str, text: bytes) -> Iterable[str]:
        here = _module(path).split(".")
        if PurePosixPath(path).name != "__init__.py":
            here = here[:-1]
        for match in _IMPORTED.finditer(text):
            stated = (match["of"] or b"").decode()
            if stated:
                dots = len(stated) - len(stated.lstrip("."))
                base = here[: len(here) - dots + 1] if dots else []
                module = ".".join([*base, *filter(None, stated.lstrip(".").split("."))])
                names = re.findall(rb"\w+", match["names"] or b"")
                wanted = [module, *(f"{module}.{name.decode()}" for name in names)]
            else:
                wanted = [each.split()[0].decode() for each in (match["plain"] or b"").split(b",") if each.split()]
            for each in wanted:
                yield from self._modules().get(each, ())

    def _modules(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = getattr(self, "_known", {})
        if not found:
            for path in self.paths:
                if path.endswith(".py"):
                    module = _module(path)
                    found[module] = (*found.get(module, ()), path)
                    if module.startswith("src."):
                        found[module[4:]] = (*found.get(module[4:], ()), path)
            self._known = found
        return found

    def _javascript(self, path: str, function: str, package: Package | None) -> bool | None:
        if function not in {"", "__main__"}:
            return None
        if package is None:
            return True
        if package.key not in self._reached:
            begun = [found for each, _ in package.commands if (found := self._source(package.base, each)) is not None]
            begun = begun or [each for each in package.named if each in self.paths]
            usual = [found for each in _USUAL if (found := self._source(package.base, each)) is not None]
            self._begun[package.key] = frozenset(begun or usual[:1])
            self._reached[package.key] = self._closure(begun or usual[:1], self._loads)
        reached = self._begun[package.key] if function else self._reached[package.key]
        return path in reached if reached else True

    def _source(self, base: str, stated: str) -> str | None:
        """Return the file of source from which what a manifest names is built."""
        clean = posixpath.normpath(posixpath.join(base, stated.lstrip("/")))
        stem = re.sub(r"\.(?:d\.)?[cm]?[jt]sx?$", "", clean)
        inside = stem.removeprefix(base).split("/")
        ways = [inside]
        for at, part in enumerate(inside[:-1]):
            if part in _BUILT:
                ways += [[*inside[:at], "src", *inside[at + 1 :]], [*inside[:at], *inside[at + 1 :]]]
                rest = [each for each in inside[at + 1 :] if each not in _BUILT]
                ways += [["src", *rest], rest, ["src", *rest[-1:]], [*rest[-1:]]]
        for way in ways:
            name = base + "/".join(way)
            for candidate in (
                *(name + ending for ending in _ENDINGS),
                *(f"{name}/index{ending}" for ending in _ENDINGS),
            ):
                if candidate in self.paths:
                    return candidate
        return clean if clean in self.paths else None

    def _loads(self, path: str, text: bytes) -> Iterable[str]:
        for match in _LOADED.finditer(text):
            stated = (match[1] or match[2]).decode(errors="replace")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), stated))
            found = self._source("", target)
            if found is not None:
                yield found

    def _closure(self, begun: Iterable[str], loads: Callable[[str, bytes], Iterable[str]]) -> frozenset[str]:
        waiting = list(begun)
        seen: set[str] = set()
        while waiting and len(seen) < _MOST:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            if path not in self._next:
                self._next[path] = tuple(loads(path, self.read(path) or b""))
            waiting.extend(each for each in self._next[path] if each not in seen)
        return frozenset(seen)


def _module(path: str) -> str:
    return re.sub(r"(?:/__init__)?\.pyw?$", "", path).replace("/", ".")


def _is_module(module: str, target: str) -> bool:
    return module == target or module.endswith("." + target)
