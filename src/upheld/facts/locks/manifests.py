"""What manifests ask for: the line on which they begin to, and the names where they can be told."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from upheld.ecosystems import normalised
from upheld.facts.locks.asked import Asked
from upheld.lines import split_lines


class Manifest(NamedTuple):
    """One kind of manifest, and the locks that tell which versions it gets."""

    ecosystem: str
    read: Callable[[str], Asked | None]
    """Returns what a text asks for, or None; raises ValueError or RecursionError where it is none of its kind."""
    locks: tuple[str, ...]
    """The formats that lock it (modules of this package), in the same folder."""
    help: str
    in_parents: bool = False
    """Whether a lock in a folder above is its lock too, as in a workspace."""


def manifest_of(path: str) -> Manifest | None:
    """Return the kind of manifest that a file's name tells, or None."""
    name = path.rpartition("/")[2]
    return _MANIFESTS.get(name) or (_PROJECT if name.endswith(_PROJECTS) else None)


def unread(path: str) -> str | None:
    """Return the ecosystem of a manifest or a lock for which there is no reader here, or None."""
    return _UNREAD.get(path.rpartition("/")[2])


# Python

_NAME = r"\s*([A-Za-z0-9][A-Za-z0-9._-]{0,200})"


def _pyproject(text: str) -> Asked | None:
    from upheld.toml import read_toml_text  # noqa: PLC0415 - read where there is one

    data = read_toml_text(text)
    project, tool = _table(data, "project"), _table(data, "tool")
    use = {*_required(project.get("dependencies")), *_keys(_table(tool, "poetry", "dependencies"))} - {"python"}
    groups = [*_table(project, "optional-dependencies").values(), *_table(data, "dependency-groups").values()]
    groups += [*_table(tool, "pdm", "dev-dependencies").values(), _table(tool, "uv").get("dev-dependencies")]
    poetry = [_table(cast("dict[str, Any]", each), "dependencies") for each in _table(tool, "poetry", "group").values()]
    poetry.append(_table(tool, "poetry", "dev-dependencies"))
    names = use or {
        *(name for group in groups for name in _required(group)),
        *(n for each in poetry for n in _keys(each)),
    }
    if names:
        return Asked(
            _line(text, r"(?:dev-)?dependencies\s*=|\[(?:[\w.-]+\.)?(?:dev-)?dependenc(?:ies|y-groups)|\[project\.opt"),
            frozenset(names),
        )
    dynamic = project.get("dynamic")
    if isinstance(dynamic, list) and "dependencies" in dynamic:
        return Asked(_line(text, r"dynamic\s*="))
    return None


def _setup_py(text: str) -> Asked | None:
    # A module of the project may be called so too.
    return _SETUP(text) if re.search(r"^(?:from|import)[ \t]+(?:setuptools|distutils)\b", text, re.MULTILINE) else None


def _pipfile(text: str) -> Asked | None:
    from upheld.toml import read_toml_text  # noqa: PLC0415 - read where there is one

    data = read_toml_text(text)
    names = frozenset((*_keys(_table(data, "packages")), *_keys(_table(data, "dev-packages"))))
    return Asked(_line(text, r"\[(?:dev-)?packages\]"), names) if names else None


def _requirements_in(text: str) -> Asked | None:
    from upheld.facts.locks.requirement_lines import Kind, requirement_lines  # noqa: PLC0415 - read where there is one

    lines = [line for line in requirement_lines(text) if line.kind is Kind.PACKAGE]
    return Asked(lines[0].line, frozenset(normalised("PyPI", line.value) for line in lines)) if lines else None


def _required(value: Any) -> Iterator[str]:
    for each in cast("list[object]", value) if isinstance(value, list) else ():
        if isinstance(each, str) and (match := re.match(_NAME, each)):
            yield normalised("PyPI", match[1])


def _keys(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (normalised("PyPI", name) for name in table)


# The others


def _package_json(text: str) -> Asked | None:
    import json  # noqa: PLC0415 - read where there is one

    data = json.loads(text)
    groups = ("dependencies", "devDependencies", "optionalDependencies")
    asked = [_table(data, group) for group in groups] if isinstance(data, dict) else []
    for group, wanted in zip(groups, asked, strict=False):
        if any(not str(each).startswith(("file:", "link:", "workspace:", "portal:")) for each in wanted.values()):
            return Asked(_line(text, rf'.{{0,200}}"{group}"\s*:'))
    return None


def _composer_json(text: str) -> Asked | None:
    import json  # noqa: PLC0415 - read where there is one

    data = json.loads(text)
    for group in ("require", "require-dev") if isinstance(data, dict) else ():
        if any("/" in name for name in _table(cast("dict[str, Any]", data), group)):
            return Asked(_line(text, rf'.{{0,200}}"{group}"\s*:'))
    return None


def _cargo(text: str) -> Asked | None:
    from upheld.toml import read_toml_text  # noqa: PLC0415 - read where there is one

    data = read_toml_text(text)
    targets = _table(data, "target").values()
    for each in (data, _table(data, "workspace"), *targets):
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            wanted = _table(cast("dict[str, Any]", each), kind) if isinstance(each, dict) else {}
            if any(not (isinstance(one, dict) and ("path" in one or "workspace" in one)) for one in wanted.values()):
                return Asked(_line(text, r"\[[^\]\n]{0,200}dependencies"))
    return None


def _found(pattern: str, flags: re.RegexFlag = re.MULTILINE) -> Callable[[str], Asked | None]:
    def read(text: str) -> Asked | None:
        match = re.search(pattern, text, flags)
        return Asked(_line_at(text, match.start())) if match else None

    return read


def _line(text: str, pattern: str) -> int:
    """Return the first line that begins with a pattern, after its indent; 1 where none does."""
    begins = re.compile(rf"[ \t]{{0,200}}(?:{pattern})")
    return next((number for number, line in enumerate(split_lines(text), 1) if begins.match(line)), 1)


def _line_at(text: str, index: int) -> int:
    return len(split_lines(text[:index]))


def _table(data: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        data = cast("dict[str, Any]", data).get(key) if isinstance(data, dict) else None
    return cast("dict[str, Any]", data) if isinstance(data, dict) else {}


_PYTHON = "commit a lock that uv, Poetry, PDM, Pipenv or pip-compile writes (`uv lock`)"
_GRADLE = "turn on dependency locking and commit gradle.lockfile (`gradle dependencies --write-locks`)"
_SETUP = _found(r"^[ \t]{0,100}install_requires[ \t]{0,9}=(?![ \t]{0,9}(?:\[[ \t]{0,9}\]|\n(?![ \t])|\Z))")
_POETRY_AND_OTHERS = ("uv", "poetry", "pdm", "pylock", "pipfile")
_GEMS = Manifest(
    "RubyGems",
    _found(r"^[ \t]{0,100}(?:gem[ \t(]{1,9}[\"']|gemspec\b)"),
    ("bundler",),
    "commit Gemfile.lock (`bundle lock`)",
)
_BUILD = Manifest(
    "Maven",
    _found(
        r"^[ \t]{0,100}(?:\w{0,60}[iI]mplementation|\w{0,60}[aA]pi|\w{0,60}[cC]ompile(?:Only)?|\w{0,60}[rR]untimeOnly"
        r"|kapt|ksp|annotationProcessor)[ \t]{0,9}[( \t][ \t]{0,9}(?:[\"']|libs\.|platform|group)"
    ),
    ("gradle",),
    _GRADLE,
)
_PROJECT = Manifest(
    "NuGet",
    _found(r"<PackageReference\b"),
    ("nuget",),
    "set RestorePackagesWithLockFile and commit packages.lock.json (`dotnet restore`)",
)
_PROJECTS = (".csproj", ".fsproj", ".vbproj")
_MANIFESTS: dict[str, Manifest] = {
    "pyproject.toml": Manifest("PyPI", _pyproject, _POETRY_AND_OTHERS, _PYTHON),
    "setup.cfg": Manifest("PyPI", _SETUP, _POETRY_AND_OTHERS, _PYTHON),
    "setup.py": Manifest("PyPI", _setup_py, _POETRY_AND_OTHERS, _PYTHON),
    "Pipfile": Manifest("PyPI", _pipfile, ("pipfile",), "commit Pipfile.lock (`pipenv lock`)"),
    "requirements.in": Manifest(
        "PyPI", _requirements_in, (), "commit requirements.txt (`pip-compile --generate-hashes`)"
    ),
    "package.json": Manifest(
        "npm",
        _package_json,
        ("npm", "yarn", "pnpm", "bun"),
        "commit the lock of your package manager (`npm install --package-lock-only`)",
        in_parents=True,
    ),
    "Cargo.toml": Manifest(
        "crates.io", _cargo, ("cargo",), "commit Cargo.lock (`cargo generate-lockfile`)", in_parents=True
    ),
    "composer.json": Manifest(
        "Packagist", _composer_json, ("composer",), "commit composer.lock (`composer update --lock`)"
    ),
    "Gemfile": _GEMS,
    "gems.rb": _GEMS,
    "pom.xml": Manifest(
        "Maven",
        _found(r"<dependency>"),
        (),
        "commit a CycloneDX SBOM called bom.json (`mvn cyclonedx:makeAggregateBom`)",
    ),
    "build.gradle": _BUILD,
    "build.gradle.kts": _BUILD,
    "packages.config": Manifest(
        "NuGet", _found(r"<package\s"), ("nuget",), "move to PackageReference and commit packages.lock.json"
    ),
}
_UNREAD = {
    "mix.lock": "Hex",
    "mix.exs": "Hex",
    "rebar.config": "Hex",
    "rebar.lock": "Hex",
    "pubspec.lock": "Pub",
    "pubspec.yaml": "Pub",
    "Package.resolved": "SwiftURL",
    "Package.swift": "SwiftURL",
    "Podfile.lock": "CocoaPods",
    "Podfile": "CocoaPods",
    "build.sbt": "Maven",
    "conanfile.txt": "ConanCenter",
    "conanfile.py": "ConanCenter",
    "conan.lock": "ConanCenter",
    "cpanfile": "CPAN",
    "deno.lock": "npm",
    "conda-lock.yml": "conda",
    "environment.yml": "conda",
    "environment.yaml": "conda",
    "pixi.lock": "conda",
    "stack.yaml.lock": "Hackage",
    "cabal.project.freeze": "Hackage",
    "renv.lock": "CRAN",
}

MANIFEST_NAMES = frozenset({*_MANIFESTS, *_UNREAD})
"""Names by which a manifest is known, also one that is not read."""
MANIFEST_ENDINGS = frozenset(ending.removeprefix(".") for ending in _PROJECTS)
"""What follows the last dot of all the other names that may be one."""
