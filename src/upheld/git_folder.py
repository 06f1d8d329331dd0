"""A folder of which git can tell: how it is asked, and what comes of a refusal."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from upheld.checkout import RepositoryError, why_no_git
from upheld.files import UnreadableFileError
from upheld.git import TIMEOUT_SECONDS, GitMissingError, GitTimeoutError, git

if TYPE_CHECKING:
    from subprocess import CompletedProcess


class GitFolder(NamedTuple):
    """A checkout, or a bare repository."""

    bare: bool
    shallow: bool
    top: Path

    def run(self, *arguments: str, check: bool = True, timeout: float = TIMEOUT_SECONDS, remote: bool = False) -> str:
        """Return what git answers as text; nothing where it fails and `check` is not asked.

        Raises:
            RepositoryError: git failed, or took longer than `timeout` seconds.
        """
        result = self._result(arguments, check=check, timeout=timeout, remote=remote)
        return result.stdout.decode(errors="replace") if not result.returncode else ""

    def tell(self, *arguments: str) -> bytes:
        """Return what git answers as bytes; raises as `run` does."""
        return self._result(arguments).stdout

    def _result(
        self, arguments: tuple[str, ...], *, check: bool = True, timeout: float = TIMEOUT_SECONDS, remote: bool = False
    ) -> "CompletedProcess[bytes]":
        try:
            result = git(self.top, *arguments, timeout=timeout, remote=remote)
        except GitTimeoutError as error:
            raise RepositoryError(f"{error} in {self.top}") from error
        if result.returncode and check:
            said = result.stderr.decode(errors="replace").strip()
            raise RepositoryError(f"git {arguments[0]} failed in {self.top}: {said}")
        return result

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what git answers as bytes, or nothing where it refuses.

        Raises:
            UnreadableFileError: git took too long.
        """
        try:
            result = git(self.top, *arguments, given=given)
        except GitTimeoutError as error:
            raise UnreadableFileError(str(error)) from error
        return b"" if result.returncode else result.stdout


def git_of(path: Path) -> tuple[GitFolder | None, str | None]:
    """Return how to ask git about a folder, else why nothing can be asked."""
    try:
        result = git(path, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-toplevel")
    except GitMissingError as error:
        return None, f"{error}; install it, so that tags and branches can be read"
    except GitTimeoutError as error:
        return None, str(error)
    # Where there is no work tree git refuses to tell its top, after the answers before.
    bare, shallow, top = (*result.stdout.removesuffix(b"\n").split(b"\n", 2), b"", b"")[:3]
    if not shallow:
        return None, why_no_git(path, result.stderr.decode(errors="replace").strip())
    return GitFolder(bare == b"true", shallow == b"true", _top(path, os.fsdecode(top), bare=bare == b"true")), None


def _top(path: Path, shown: str, *, bare: bool) -> Path:
    if bare:
        return Path(os.fsdecode(git(path, "rev-parse", "--absolute-git-dir").stdout.removesuffix(b"\n")))
    # A configuration may claim another work tree, with files that are no part of this repository.
    return Path(shown) if shown and path.is_relative_to(Path(shown).resolve()) else path
