"""The packages that are installed under the entry-point group of checks.

Importing `importlib.metadata` takes a tenth of a run, so the files that installers write are read directly where they
lie in plain folders (packaging.python.org, "Recording installed projects" and "Entry points specification"). Wherever
something else is on the path, `importlib.metadata` is asked.
"""

import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

from upheld.nouns import dataclass

GROUP = "upheld.checks"


class _NotPlainError(Exception):
    """Something on the path is not a folder of ordinary installations."""


@dataclass(frozen=True, order=True)
class NamedPackage:
    """A package that an installed distribution names as one of checks."""

    package: str
    distribution: str
    version: str


def named_packages() -> tuple[NamedPackage, ...]:
    """Return every package that an entry point of the group names, in a stable order."""
    try:
        return tuple(sorted(_in_plain_folders()))
    except _NotPlainError:
        return tuple(sorted(_by_importlib()))


def _in_plain_folders() -> Iterator[NamedPackage]:
    finders = (getattr(finder, "find_distributions", None) for finder in sys.meta_path if finder is not PathFinder)
    if any(finders):
        raise _NotPlainError
    seen: set[str] = set()
    for folder in sys.path:
        for path in _metadata_folders(Path(folder)):
            stem, _, version = path.name.removesuffix(".dist-info").rpartition("-")
            key = stem.replace("-", "_").lower()
            if key not in seen:
                seen.add(key)
                yield from (NamedPackage(value, stem.replace("_", "-"), version) for value in _values(path))


def _metadata_folders(folder: Path) -> Iterator[Path]:
    """Yield the metadata folder of each installation.

    Raises:
        _NotPlainError: the folder is an archive, or holds installations of the old kinds.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise _NotPlainError from error
    for path in paths:
        if path.suffix in {".egg", ".egg-link"} or (path.suffix == ".egg-info" and any(_values(path))):
            raise _NotPlainError
        if path.suffix == ".dist-info":
            yield path


def _values(folder: Path) -> Iterator[str]:
    try:
        text = (folder / "entry_points.txt").read_text(encoding="utf-8")
    except OSError:
        return  # most distributions have no entry points
    if GROUP not in text:
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and "=" in line and not line.startswith(("#", ";")):
            yield line.partition("=")[2].strip()


def _by_importlib() -> Iterator[NamedPackage]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - see the module's docstring

    for each in entry_points(group=GROUP):
        name, version = (each.dist.name, each.dist.version) if each.dist else (each.name, "0")
        yield NamedPackage(each.value, name, version)
