"""The bytes of a checkout's files, each read once and in bounded parts; no link is followed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from upheld.facts.leaks.history import of_files
from upheld.facts.leaks.named_files import is_named
from upheld.repository import Repository
from upheld.secrets.text import text_of
from upheld.tree import holds

MOST_BYTES = 256 * 1024 * 1024
PART_BYTES = 4 * 1024 * 1024
_HEAD_BYTES = 8_192


class Part(NamedTuple):
    """Whole lines of a file, or all of it."""

    path: str
    data: bytes
    line: int = 1
    """The number in the file of its first line."""


class WorkingTree:
    """The files of a repository as they stand, or some of them; afterwards it knows how much was read and what was not."""

    def __init__(self, repository: Repository, only: frozenset[str] | None = None) -> None:
        self._only = only
        self.files = self.size = self.binary = self.links = 0
        self.left_out: list[tuple[str, str]] = []
        self._repository = repository
        self._plain: dict[str, bool] = {"": True}

    def __iter__(self) -> Iterator[Part]:
        if self._repository.is_bare:
            yield from self._committed()
            return
        paths = self._repository.paths
        for path in paths if self._only is None else [each for each in sorted(self._only) if holds(paths, each)]:
            try:
                yield from self._parts(path)
            except FileNotFoundError:
                continue  # deleted, and not yet committed so
            except (OSError, ValueError) as error:
                self.left_out.append((path, getattr(error, "strerror", None) or "it cannot be read"))

    def _committed(self) -> Iterator[Part]:
        seen = ""
        for added in of_files(self._repository):
            path = os.fsdecode(added.path)
            self.files += path != seen
            self.size += len(added.text)
            seen = path
            yield Part(path, added.text, added.line(1))

    def _parts(self, path: str) -> Iterator[Part]:
        full = self._repository.root / path
        status = full.lstat()
        if stat.S_ISLNK(status.st_mode) or not self._is_plain(path.rpartition("/")[0]):
            self.links += 1
        elif stat.S_ISREG(status.st_mode):
            yield from self._read(path, full, status.st_size)

    def _read(self, path: str, full: Path, size: int) -> Iterator[Part]:
        with open(full, "rb", opener=_without_following) as stream:
            data = stream.read(min(size, PART_BYTES) + 1)
            if text_of(data[:_HEAD_BYTES]) is None:
                self.binary += 1
                if is_named(path):
                    yield Part(path, data[:_HEAD_BYTES])
                return
            if size > MOST_BYTES:
                self.left_out.append((path, f"it has {size:,} bytes; at most {MOST_BYTES:,} are read"))
                return
            self.files += 1
            self.size += size
            line = 1
            while len(data) > PART_BYTES:
                end = data.rfind(b"\n") + 1 or len(data)
                yield Part(path, data[:end], line)
                line += data.count(b"\n", 0, end)
                rest = data[end:]
                data = rest + stream.read(PART_BYTES + 1 - len(rest))
            yield Part(path, data, line)

    def _is_plain(self, folder: str) -> bool:
        """Tell whether a folder and those above it are none that a link stands for."""
        if folder not in self._plain:
            above = folder.rpartition("/")[0]
            mode = (self._repository.root / folder).lstat().st_mode
            self._plain[folder] = self._is_plain(above) and stat.S_ISDIR(mode)
        return self._plain[folder]


def _without_following(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
