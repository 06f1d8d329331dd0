"""Which lock files there are: the names they go by, and the module of this package that reads each."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from upheld.facts.locks.pins import Lock
from upheld.tree import Tree

Reader = Callable[[str, str, Tree], Lock]
"""Takes the path, the text and the tree that the file belongs to (for files that a lock includes); raises LockError."""


class Format(NamedTuple):
    """One format of lock files."""

    module: str
    ecosystem: str | None
    """What it locks; None where it may lock anything."""
    names: tuple[str, ...] = ()
    """What the file may be called."""
    endings: tuple[str, ...] = ()
    """What its name may end with, where it has any beginning."""

    @property
    def read(self) -> Reader:
        """The reader, imported when it is first needed: most repositories have one or two kinds of lock."""
        reader: Reader = import_module(f"{__package__}.{self.module}").read
        return reader


REQUIREMENTS = Format("requirements", "PyPI", ("requirements.txt", "requirements.lock", "requirements-dev.lock"))
_PYLOCK = Format("pylock", "PyPI", ("pylock.toml",))
FORMATS = (
    REQUIREMENTS,
    _PYLOCK,
    Format("uv", "PyPI", ("uv.lock",), (".py.lock",)),
    Format("poetry", "PyPI", ("poetry.lock",)),
    Format("pdm", "PyPI", ("pdm.lock",)),
    Format("pipfile", "PyPI", ("Pipfile.lock",)),
    Format("npm", "npm", ("package-lock.json", "npm-shrinkwrap.json")),
    Format("yarn", "npm", ("yarn.lock",)),
    Format("pnpm", "npm", ("pnpm-lock.yaml",)),
    Format("bun", "npm", ("bun.lock", "bun.lockb")),
    Format("go", "Go", ("go.mod",)),
    Format("cargo", "crates.io", ("Cargo.lock",)),
    Format("composer", "Packagist", ("composer.lock",)),
    Format("bundler", "RubyGems", ("Gemfile.lock", "gems.locked")),
    Format("gradle", "Maven", ("gradle.lockfile", "buildscript-gradle.lockfile")),
    Format("nuget", "NuGet", ("packages.lock.json",)),
    Format("cyclonedx", None, ("bom.json",), (".cdx.json",)),
    Format("spdx", None, (), (".spdx.json",)),
)
_BY_NAME = {name: each for each in FORMATS for name in each.names}
_BY_ENDING = {ending: each for each in FORMATS for ending in each.endings}
_ENDINGS = tuple(_BY_ENDING)
_PYLOCK_PARTS = 3

LOCK_NAMES = frozenset(_BY_NAME)
"""Names by which `format_of` knows a lock."""
LOCKS_END = (*_ENDINGS, ".toml")
"""How names end that it may know besides; or they are lists of requirements, which say so in their path."""
LOCK_ENDINGS = frozenset({"txt", *(ending.rpartition(".")[2] for ending in LOCKS_END)})
"""What follows the last dot of all of those."""


def format_of(path: str) -> Format | None:
    """Return the format that a file's name tells, or None where it is no lock."""
    folder, _, name = path.rpartition("/")
    if found := _BY_NAME.get(name):
        return found
    if name.endswith(".txt"):
        return REQUIREMENTS if _lists_requirements(folder, name.removesuffix(".txt")) else None
    if name.endswith(_ENDINGS) and name not in _ENDINGS:
        return next(each for ending, each in _BY_ENDING.items() if name.endswith(ending))
    named = name.startswith("pylock.") and name.endswith(".toml") and name.count(".") == _PYLOCK_PARTS - 1
    return _PYLOCK if named else None


def formats_of(ecosystem: str) -> Iterator[Format]:
    """Yield the formats that lock packages of an ecosystem."""
    yield from (each for each in FORMATS if each.ecosystem == ecosystem)


def _lists_requirements(folder: str, stem: str) -> bool:
    """Tell whether pip takes a text file: `requirements-dev`, `dev_requirements`, or any in a folder `requirements`."""
    if "constraints" in stem:
        return False
    in_folder = folder.rpartition("/")[2] == "requirements"
    return in_folder or stem.startswith("requirements") or (stem.endswith("requirements") and stem[-13] in "-_.")
