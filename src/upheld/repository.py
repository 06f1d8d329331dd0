"""A read-only view of a checkout: its files, tags, branches and history. The only room that runs git."""

import os
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath

from upheld.errors import UserError

MAX_FILE_BYTES = 5 * 1024 * 1024
"""Files beyond this size are refused: a policy or a manifest is never that large."""

GIT_TIMEOUT_SECONDS = 60
REMOTE_TIMEOUT_SECONDS = 20

# What a repository's own configuration must not make git do while it is only being read.
_SAFE_CONFIG = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.sshCommand=ssh -o BatchMode=yes",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "protocol.ext.allow=never",
)


class RepositoryError(UserError):
    """The path cannot be read as a repository; the message says why and how to mend it."""


class UnreadableFileError(Exception):
    """One file cannot be read; the message says why. The rest of the repository still can."""


class Remote(StrEnum):
    """Whether the remote may be asked, and what came of it."""

    NONE = "none"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    ANSWERED = "answered"


@dataclass(frozen=True)
class References:
    """Names of tags and branches, and whether more of them may exist than are seen here."""

    tags: tuple[str, ...]
    branches: tuple[str, ...]
    remote: Remote
    complete: bool
    """False when this clone may lack tags and the remote could not be asked."""
    branches_complete: bool


@dataclass(frozen=True)
class _Git:
    directory: Path
    bare: bool
    shallow: bool
    top: Path


class Repository:
    """A checkout, a bare repository, or a plain folder without git; nothing is ever written to it.

    Raises:
        RepositoryError: the path does not exist, is no folder, or cannot be entered.
    """

    def __init__(self, path: Path, *, offline: bool = True) -> None:
        if not path.is_dir():
            what = "is not a folder" if path.exists() else "does not exist"
            raise RepositoryError(f"{path} {what}; give the path of a checkout")
        if not os.access(path, os.R_OK | os.X_OK):
            raise RepositoryError(f"{path} cannot be read; its permissions refuse it")
        self.offline = offline
        self.no_git_because: str | None = None
        self._git = self._find_git(path)
        self.root = self._git.top if self._git else path.resolve()
        self._texts: dict[str, str | None] = {}

    # Files

    def names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names in a folder, sorted; empty when there is no such folder.

        Raises:
            UnreadableFileError: the folder exists and cannot be read, or leads out of the repository.
        """
        if self._git and self._git.bare:
            listing = self._run("ls-tree", "-z", "--name-only", f"HEAD:{folder}" if folder else "HEAD", check=False)
            return tuple(sorted(filter(None, listing.split("\0"))))
        path = self._inside(folder)
        try:
            return tuple(sorted(entry.name for entry in os.scandir(path)))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise UnreadableFileError(f"{folder or '.'} cannot be read: {error.strerror}") from error

    def read_text(self, path: str) -> str | None:
        """Return a file's text with its line ends as they are, or None when there is no such file.

        A byte-order mark is dropped, and bytes that are not UTF-8 become U+FFFD.

        Raises:
            UnreadableFileError: too large, binary, outside the repository, or refused by the system.
        """
        if path not in self._texts:
            data = self._read_bytes(path)
            self._texts[path] = None if data is None else decode(data, path)
        return self._texts[path]

    def read_at(self, revision: str, path: str) -> str | None:
        """Return a file's text as it was in a commit, or None when the commit does not have it."""
        data = self._run_bytes("cat-file", "blob", f"{revision}:{path}")
        return None if data is None else decode(data, path)

    def _read_bytes(self, path: str) -> bytes | None:
        if self._git and self._git.bare:
            return self._run_bytes("cat-file", "blob", f"HEAD:{path}")
        full = self._inside(path)
        try:
            status = full.stat()
            if stat.S_ISDIR(status.st_mode):
                return None
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFileError(f"{path} is not a regular file")
            if status.st_size > MAX_FILE_BYTES:
                raise UnreadableFileError(_too_large(path, status.st_size))
            return full.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise UnreadableFileError(f"{path} cannot be read: {error.strerror}") from error

    def _inside(self, path: str) -> Path:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise UnreadableFileError(f"{path} leads out of the repository")
        full = self.root / path
        try:
            resolved = full.resolve()
        except (OSError, RuntimeError) as error:
            raise UnreadableFileError(f"{path} is a link that leads nowhere") from error
        if not resolved.is_relative_to(self.root.resolve()):
            raise UnreadableFileError(f"{path} is a link that leads out of the repository")
        return full

    # History

    @property
    def has_git(self) -> bool:
        """Whether git can tell anything of this folder; `no_git_because` says why not."""
        return self._git is not None

    @cached_property
    def commit(self) -> str | None:
        """The commit that is checked out, or None before the first one."""
        return self._run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", check=False).strip() or None

    @cached_property
    def branch(self) -> str | None:
        """The branch that is checked out, or None on a detached HEAD."""
        return self._run("symbolic-ref", "--quiet", "--short", "HEAD", check=False).strip() or None

    @cached_property
    def default_branch(self) -> str | None:
        """The branch that the remote calls its default, else the one that is checked out."""
        head = self._run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD", check=False).strip()
        return head.removeprefix("origin/") or self.branch

    @cached_property
    def remote_url(self) -> str | None:
        """The address of `origin`, without user name or password."""
        url = self._run("config", "--get", "remote.origin.url", check=False).strip()
        scheme, separator, rest = url.partition("://")
        if separator:
            host, slash, path = rest.partition("/")
            return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"
        return url or None

    @cached_property
    def owner_and_name(self) -> tuple[str, str] | None:
        """The owner and the name of the repository on its forge, read from the address of `origin`."""
        parts = (self.remote_url or "").removesuffix("/").removesuffix(".git").replace(":", "/").split("/")
        return (parts[-2], parts[-1]) if len(parts) > 1 and parts[-2] and parts[-1] else None

    @cached_property
    def name(self) -> str:
        """What the repository is called: on its forge, else its folder."""
        return self.owner_and_name[1] if self.owner_and_name else self.root.name.removesuffix(".git")

    @cached_property
    def references(self) -> References:
        """All tags and branches; a clone that lacks some asks its remote, unless offline."""
        here = self._local_references()
        lacking = self._git is not None and (self._git.shallow or not here.tags)
        if not lacking or self.remote_url is None:
            return here
        return self._remote_references(here)

    def branch_exists(self, name: str) -> bool | None:
        """Tell whether a branch exists, in any mixture of case; None when neither this clone nor the remote can tell."""
        if self._spelled(name, self.references.branches):
            return True
        if self.references.branches_complete:
            return False
        asked = self._remote_references(self.references)
        return self._spelled(name, asked.branches) is not None if asked.branches_complete else None

    @staticmethod
    def _spelled(name: str, branches: tuple[str, ...]) -> str | None:
        return next((branch for branch in branches if branch.casefold() == name.casefold()), None)

    def tags_contained_in(self, branch: str) -> frozenset[str] | None:
        """Return the tags whose commits are ancestors of a branch; None when this clone cannot tell."""
        if self._git is None or self._git.shallow:
            return None
        spelled = self._spelled(branch, self.references.branches)
        for reference in (f"refs/heads/{spelled}", f"refs/remotes/origin/{spelled}"):
            if self._run("rev-parse", "--verify", "--quiet", reference, check=False):
                listing = self._run("for-each-ref", f"--merged={reference}", "--format=%(refname)", "refs/tags")
                return frozenset(line.removeprefix("refs/tags/") for line in listing.splitlines())
        return None

    @cached_property
    def tag_dates(self) -> dict[str, int]:
        """When each tag was made, in seconds since 1970; empty when this clone has no tags."""
        listing = self._run("for-each-ref", "--format=%(creatordate:unix) %(refname)", "refs/tags", check=False)
        pairs = (line.split(" ", 1) for line in listing.splitlines())
        return {name.removeprefix("refs/tags/"): int(date or 0) for date, name in pairs}

    def _local_references(self) -> References:
        listing = self._run("for-each-ref", "--format=%(refname)", "refs/tags", "refs/heads", "refs/remotes/origin")
        names = listing.splitlines()
        tags = tuple(n.removeprefix("refs/tags/") for n in names if n.startswith("refs/tags/"))
        alone = self.remote_url is None
        complete = self._git is not None and not self._git.shallow and (alone or bool(tags))
        branches = _branch_names(names)
        unborn = {self.branch} if self.branch and not branches else set[str]()
        return References(tags, tuple(sorted(branches | unborn)), Remote.NONE, complete, alone and self.has_git)

    def _remote_references(self, here: References) -> References:
        if here.remote is not Remote.NONE or self.remote_url is None:
            return here
        if self.offline:
            return References(here.tags, here.branches, Remote.OFFLINE, here.complete, here.branches_complete)
        listing = self._ls_remote()
        if listing is None:
            return References(here.tags, here.branches, Remote.UNREACHABLE, here.complete, here.branches_complete)
        names = [line.partition("\t")[2].removesuffix("^{}") for line in listing.splitlines()]
        tags = {n.removeprefix("refs/tags/") for n in names if n.startswith("refs/tags/")}
        branches = set(here.branches) | _branch_names(names)
        return References(tuple(sorted(set(here.tags) | tags)), tuple(sorted(branches)), Remote.ANSWERED, True, True)

    def _ls_remote(self) -> str | None:
        # --upload-pack: the repository's configuration could name a program of its own.
        arguments = ("ls-remote", "--tags", "--heads", "--upload-pack=git-upload-pack", "origin")
        try:
            return self._run(*arguments, timeout=REMOTE_TIMEOUT_SECONDS)
        except (RepositoryError, subprocess.TimeoutExpired):
            return None

    # Running git

    def _find_git(self, path: Path) -> _Git | None:
        facts = ("--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir")
        try:
            result = _start(path, "rev-parse", *facts)
        except FileNotFoundError:
            self.no_git_because = "git is not installed; install it, so that tags and branches can be read"
            return None
        lines = result.stdout.decode(errors="replace").splitlines()
        if result.returncode or len(lines) != len(facts):
            self.no_git_because = f"{path} is not a git repository; clone it with its tags to verify more"
            return None
        bare, shallow, directory = lines
        if bare == "true":
            top = Path(directory)
        else:
            shown = _start(path, "rev-parse", "--show-toplevel").stdout.decode(errors="surrogateescape")
            top = Path(shown.rstrip("\n") or path)
        return _Git(Path(directory), bare == "true", shallow == "true", top)

    def _run(self, *arguments: str, check: bool = True, timeout: float = GIT_TIMEOUT_SECONDS) -> str:
        if self._git is None:
            return ""
        result = _start(self.root, *arguments, timeout=timeout)
        if result.returncode and check:
            said = result.stderr.decode(errors="replace").strip()
            raise RepositoryError(f"git {arguments[0]} failed in {self.root}: {said}")
        return result.stdout.decode(errors="replace") if not result.returncode else ""

    def _run_bytes(self, *arguments: str) -> bytes | None:
        if self._git is None:
            return None
        result = _start(self.root, *arguments)
        return None if result.returncode else result.stdout


def _start(folder: Path, *arguments: str, timeout: float = GIT_TIMEOUT_SECONDS) -> "subprocess.CompletedProcess[bytes]":
    # safe.directory: containers run as another user than the checkout's owner; with hooks and helpers off, reading is safe.
    settings = [word for setting in (*_SAFE_CONFIG, "safe.directory=*") for word in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ALLOW_PROTOCOL": "file:https:http:ssh",
        "LC_ALL": "C",
    }
    command = ["git", "--no-pager", *settings, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=timeout)


def decode(data: bytes, path: str) -> str:
    """Return the text of a file's bytes.

    Raises:
        UnreadableFileError: too large, or binary: it holds a NUL character.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError(_too_large(path, len(data)))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise UnreadableFileError(f"{path} is binary, not text")
    return data.decode("utf-8-sig", errors="replace")


def _too_large(path: str, size: int) -> str:
    return f"{path} has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read"


def _branch_names(references: list[str]) -> set[str]:
    return set(_each_branch_name(references)) - {"HEAD"}


def _each_branch_name(references: list[str]) -> Iterator[str]:
    for reference in references:
        for prefix in ("refs/heads/", "refs/remotes/origin/"):
            if reference.startswith(prefix):
                yield reference.removeprefix(prefix)
