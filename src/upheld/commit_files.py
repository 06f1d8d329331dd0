"""The files of a commit, as git keeps them."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from upheld.files import MAX_FILE_BYTES, UnreadableFileError, decode, refuse_too_large
from upheld.git_folder import GitFolder

_BLOB = re.compile(rb"(?P<name>[0-9a-f]{40,64}) (?P<kind>\w+) (?P<size>\d+)")


class CommitFiles:
    """The tree of a commit; without git it has no files."""

    def __init__(self, git: GitFolder | None, revision: str) -> None:
        self._git = git
        self._revision = revision
        self._fetched: dict[str, bytes] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the commit, sorted."""
        return self._paths

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        listing = self._ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._revision)
        return tuple(sorted(map(os.fsdecode, filter(None, listing.split(b"\0")))))

    def fetch(self, paths: Iterable[str]) -> None:
        """Read files that will be asked for, all at once: to start git takes longer than its answer.

        What is no plain file, or too large, is read when it is asked for, and told then.
        """
        named = [path for path in paths if "\n" not in path and path not in self._fetched]
        given = "".join(f"{self._revision}:{path}\n" for path in named)
        listing = self._ask("cat-file", "--batch-check", given=os.fsencode(given))
        wanted: dict[str, bytes] = {}
        for path, line in zip(named, listing.split(b"\n"), strict=False):
            found = _BLOB.fullmatch(line)
            if found and found["kind"] == b"blob" and int(found["size"]) <= MAX_FILE_BYTES:
                wanted[path] = found["name"]
        answer = self._ask("cat-file", "--batch", given=b"".join(name + b"\n" for name in wanted.values()))
        self._fetched.update(zip(wanted, _contents(answer), strict=False))

    def read_text(self, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text as it was, or None when the commit does not have it; raises as `read_bytes` does."""
        data = self.read_bytes(path, limit=limit)
        return None if data is None else decode(data, path, limit)

    def read_bytes(self, path: str, *, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """Return a file as it was, or None when the commit does not have it.

        Raises:
            UnreadableFileError: more bytes than `limit`, not in this clone, or a link out of the commit.
        """
        if path in self._fetched:
            refuse_too_large(path, len(self._fetched[path]), limit)
            return self._fetched[path]
        kind, name, size = self._object(path)
        if kind != "blob":
            return None
        refuse_too_large(path, size, limit)
        return self._ask("cat-file", "blob", name)

    def _object(self, path: str) -> tuple[str, str, int]:
        """Return what git calls a path of the commit: its kind, name and size; links are followed inside the commit.

        Raises:
            UnreadableFileError: a link that leads out of the commit, nowhere or in circles.
        """
        if "\n" in path:
            return "", "", 0
        asked = os.fsencode(f"{self._revision}:{path}\n")
        answer = self._ask("cat-file", "--batch-check", "--follow-symlinks", given=asked)
        if found := _BLOB.match(answer):
            return found["kind"].decode(), found["name"].decode(), int(found["size"])
        for word, what in (("symlink", "out of the repository"), ("dangling", "nowhere"), ("loop", "in circles")):
            if re.match(rb"%s \d+\n" % word.encode(), answer):
                raise UnreadableFileError(f"{path} is a link that leads {what}")
        if self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._revision}:{path}"):
            raise UnreadableFileError(f"{path} is not in this clone, which is a partial one")
        return "", "", 0

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        return self._git.ask(*arguments, given=given) if self._git else b""


def _contents(answer: bytes) -> Iterator[bytes]:
    """Yield what `cat-file --batch` answers: of each object a line with its size, its bytes, an end of line."""
    at = 0
    while at < len(answer) and (end := answer.find(b"\n", at)) > 0:
        size = int(answer[at:end].rpartition(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 2 + size
