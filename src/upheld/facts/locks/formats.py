"""Which lock files there are: the names they go by, and the module of this package that reads each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from upheld.facts.locks.pins import Lock
from upheld.tree import Tree

Reader = Callable[[str, str, Tree], Lock]
"""Takes the path, the text and the tree that the file belongs to (for files that a lock includes); raises LockError."""


@dataclass(frozen=True)
class Format:
    """One format of lock files."""

    module: str
    ecosystem: str | None
    """What it locks; None where it may lock anything."""
    name: re.Pattern[str]
    """What the file's name has to be."""
    priority: int = 0
    """Where several locks of an ecosystem stand in one folder, all are read; the highest is named first."""

    @property
    def read(self) -> Reader:
        """The reader, imported when it is first needed: most repositories have one or two kinds of lock."""
        reader: Reader = import_module(f"{__package__}.{self.module}").read
        return reader


def _format(module: str, ecosystem: str | None, name: str) -> Format:
    return Format(module, ecosystem, re.compile(name))


FORMATS = (
    _format(
        "requirements",
        "PyPI",
        r"(?:[\w.-]{0,60}[-_.])?requirements(?:[-_.][\w.-]{0,60})?\.txt|requirements[\w-]{0,60}\.txt",
    ),
    _format("pylock", "PyPI", r"pylock(?:\.[^.]{1,60})?\.toml"),
    _format("uv", "PyPI", r"uv\.lock"),
    _format("poetry", "PyPI", r"poetry\.lock"),
    _format("pdm", "PyPI", r"pdm\.lock"),
    _format("pipfile", "PyPI", r"Pipfile\.lock"),
    _format("npm", "npm", r"package-lock\.json|npm-shrinkwrap\.json"),
    _format("yarn", "npm", r"yarn\.lock"),
    _format("pnpm", "npm", r"pnpm-lock\.yaml"),
    _format("bun", "npm", r"bun\.lockb?"),
    _format("go", "Go", r"go\.mod"),
    _format("cargo", "crates.io", r"Cargo\.lock"),
    _format("composer", "Packagist", r"composer\.lock"),
    _format("bundler", "RubyGems", r"Gemfile\.lock|gems\.locked"),
    _format("gradle", "Maven", r"gradle\.lockfile|buildscript-gradle\.lockfile"),
    _format("nuget", "NuGet", r"packages\.lock\.json"),
    _format("cyclonedx", None, r"bom\.json|[\w.-]{1,100}\.cdx\.json"),
    _format("spdx", None, r"[\w.-]{1,100}\.spdx\.json"),
)


def format_of(path: str) -> Format | None:
    """Return the format that a file's name tells, or None where it is no lock."""
    name = path.rpartition("/")[2]
    return next((each for each in FORMATS if each.name.fullmatch(name)), None)


def formats_of(ecosystem: str) -> Iterator[Format]:
    """Yield the formats that lock packages of an ecosystem."""
    yield from (each for each in FORMATS if each.ecosystem == ecosystem)
