"""The files that are scanned in measurements: those of a checkout, or of the interpreter's own library."""

import shutil
import sysconfig
from itertools import count
from pathlib import Path

_LEAST = 12_000_000


def copy(repository: Path, folder: Path) -> int:
    """Copy the files of a checkout, without git's own, and return their size in bytes."""
    shutil.copytree(repository, folder, ignore=shutil.ignore_patterns(".git"), symlinks=True)
    for path in folder.rglob("*"):
        if path.is_symlink():
            path.unlink()
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def gather(folder: Path) -> int:
    """Copy the standard library's source, as often as it takes to be of some size, and return that size in bytes."""
    library = Path(sysconfig.get_paths()["stdlib"])
    sources = sorted(path for path in library.rglob("*.py") if "site-packages" not in path.parts)
    size = 0
    for turn in count():
        for source in sources:
            path = folder / str(turn) / source.relative_to(library)
            path.parent.mkdir(parents=True, exist_ok=True)
            size += path.write_bytes(source.read_bytes())
            if size >= _LEAST:
                return size
    return size
