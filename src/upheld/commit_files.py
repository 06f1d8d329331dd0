"""The files of a commit, as git keeps them."""

import os
import re
from collections.abc import Callable
from functools import cached_property

from upheld.ahead import Ahead
from upheld.files import MAX_FILE_BYTES, UnreadableFileError, decode, refuse_too_large
from upheld.git import GitTimeoutError
from upheld.git_folder import GitFolder
from upheld.git_objects import GitObjects
from upheld.patterns import pattern

_COMMIT = pattern(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BLOB = pattern(rb"(?P<name>[0-9a-f]{40,64}) (?P<kind>\w+) (?P<size>\d+)")
_LISTED: dict[tuple[GitFolder, str], Ahead[tuple[str, ...]]] = {}
_MOST_LISTED = 4


class CommitFiles:
    """The tree of a commit; without git it has no files."""

    def __init__(self, git: GitFolder | None, revision: str) -> None:
        self._git = git
        self._revision = revision
        self._objects = GitObjects(git.top) if git else None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the commit, sorted."""
        return self._paths

    def list_ahead(self) -> None:
        """Begin to list the files."""
        _ = self._listing

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return self._listing.result() if self._listing else ()

    @cached_property
    def _listing(self) -> Ahead[tuple[str, ...]] | None:
        if self._git is None:
            return None
        git, revision = self._git, self._revision
        # What a commit holds never changes, what a name such as HEAD means does.
        if not _COMMIT.fullmatch(revision):
            return Ahead(lambda: listed(git, revision))
        list_as(git, revision, lambda: listed(git, revision))
        return _LISTED[git, revision]

    def read_text(self, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text as it was, or None when the commit does not have it; raises as `read_bytes` does."""
        data = self.read_bytes(path, limit=limit)
        return None if data is None else decode(data, path, limit)

    def read_bytes(self, path: str, *, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """Return a file as it was, or None when the commit does not have it.

        Raises:
            UnreadableFileError: more bytes than `limit`, not in this clone, or a link out of the commit.
        """
        found = self._object(path)
        if found is None or found["kind"] != b"blob":
            return None
        size = int(found["size"])
        refuse_too_large(path, size, limit)
        return self._contents(found["name"], size)

    def _object(self, path: str) -> re.Match[bytes] | None:
        """Return what git calls a path of the commit: its name, kind and size; links are followed inside the commit.

        Raises:
            UnreadableFileError: a link that leads out of the commit, nowhere or in circles.
        """
        if "\n" in path or self._objects is None:
            return None
        try:
            answer = self._objects.told(f"{self._revision}:{path}")
        except GitTimeoutError as error:
            raise UnreadableFileError(str(error)) from error
        if found := _BLOB.match(answer):
            return found
        for word, what in (("symlink", "out of the repository"), ("dangling", "nowhere"), ("loop", "in circles")):
            if re.match(rb"%s \d+\n" % word.encode(), answer):
                raise UnreadableFileError(f"{path} is a link that leads {what}")
        if self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._revision}:{path}"):
            raise UnreadableFileError(f"{path} is not in this clone, which is a partial one")
        return None

    def _contents(self, name: bytes, size: int) -> bytes:
        try:
            return self._objects.contents(name, size) if self._objects else b""
        except GitTimeoutError as error:
            raise UnreadableFileError(str(error)) from error

    def _ask(self, *arguments: str) -> bytes:
        return self._git.ask(*arguments) if self._git else b""


def list_as(git: GitFolder, commit: str, files: Callable[[], tuple[str, ...]]) -> None:
    """Begin to list the files of a commit in this way, for who knows a quicker one than to ask git for all of them."""
    if (git, commit) not in _LISTED:
        if len(_LISTED) >= _MOST_LISTED:
            _LISTED.clear()
        _LISTED[git, commit] = Ahead(files)


def listed(git: GitFolder, revision: str) -> tuple[str, ...]:
    """Return the files of a commit, sorted, as git lists them."""
    return names_in(git.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", revision))


def names_in(listing: bytes) -> tuple[str, ...]:
    """Return the names of a listing that git ended with NUL bytes (`-z`), sorted."""
    return tuple(sorted(words_in(listing)))


def words_in(listing: bytes) -> list[str]:
    """Return what a listing holds that git ended with NUL bytes (`-z`), in its order."""
    return os.fsdecode(listing.removesuffix(b"\0")).split("\0") if listing else []
