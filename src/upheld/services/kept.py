"""What a run worked out, kept in the user's cache for the next one under a digest of all that it depends on.

What is there and cannot be read is as good as none, and nobody is told where nothing can be written.
"""

from contextlib import suppress
from hashlib import sha256
from os import scandir
from pathlib import Path
from typing import NamedTuple

from upheld.services.cache import cache_folder, write_whole

_MOST = 50
"""So many files are kept in a folder."""


class Kept(NamedTuple):
    """One file below the cache folder; None where there is no such folder."""

    file: Path | None

    @classmethod
    def under(cls, folder: str, *depends_on: object) -> "Kept":
        """Name the file of what depends on these values alone; their `repr` must tell all of them."""
        cache = cache_folder()
        digest = sha256(repr(depends_on).encode("utf-8", "surrogatepass")).hexdigest()
        return cls(cache / folder / digest if cache else None)

    def load(self) -> bytes | None:
        """Return what was kept."""
        with suppress(OSError):
            return self.file.read_bytes() if self.file else None
        return None

    def store(self, content: bytes) -> None:
        """Keep something, and forget what was kept longest ago."""
        if self.file is None:
            return
        with suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.file, content)
            files = sorted(self.file.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns)
            for file in files[:-_MOST]:
                file.unlink(missing_ok=True)


def states(folder: Path) -> list[tuple[str, int, int]]:
    """Return each file of a folder with its size and when it was changed, in nanoseconds.

    Raises:
        OSError: the folder cannot be read.
    """
    with scandir(folder) as found:
        files = [(each.name, each.stat()) for each in found if each.is_file()]
    return sorted((name, status.st_size, status.st_mtime_ns) for name, status in files)
