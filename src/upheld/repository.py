"""A read-only view of a checkout: its files, tags, branches and history. The only room that asks git."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from upheld.changes import LAST_SECOND, LISTED, Change, changes_in
from upheld.checkout import RepositoryError, folder_of, why_no_git
from upheld.files import MAX_FILE_BYTES, UnreadableFileError, decode, inside, read_inside, refuse_too_large
from upheld.git import TIMEOUT_SECONDS, GitFailedError, GitMissingError, GitTimeoutError, git, streamed
from upheld.references import References, Remote, branch_names
from upheld.tree import CommitTree, Tree, walked

__all__ = ["References", "Remote", "Repository", "RepositoryError", "UnreadableFileError"]

REMOTE_TIMEOUT_SECONDS = 20
_BLOB = re.compile(rb"(?P<name>[0-9a-f]{40,64}) (?P<kind>\w+) (?P<size>\d+)")


@dataclass(frozen=True)
class _Git:
    """What git says of a folder."""

    bare: bool
    shallow: bool
    top: Path


class Repository:
    """A checkout, a bare repository, or a plain folder without git; nothing is ever written to it.

    Raises:
        RepositoryError: the path does not exist, is no folder, or cannot be entered.
    """

    def __init__(self, path: Path, *, offline: bool = True) -> None:
        folder = folder_of(path)
        self.offline = offline
        self.no_git_because: str | None = None
        self._git = self._find_git(folder)
        self.root = self._git.top if self._git else folder
        self._texts: dict[str, str | None] = {}

    @property
    def is_bare(self) -> bool:
        """Whether it is a repository without a checkout; its files are those of HEAD."""
        return self._git is not None and self._git.bare

    # Files

    def names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names in a folder, sorted; empty when there is no such folder.

        Raises:
            UnreadableFileError: the folder exists and cannot be read, or leads out of the repository.
        """
        if self.is_bare:
            listing = self._ask("ls-tree", "-z", "--name-only", f"HEAD:{folder}" if folder else "HEAD")
            if not listing and not folder and self.commit:
                raise UnreadableFileError("the files are not in this clone, which is a partial one")
            return tuple(sorted(map(os.fsdecode, filter(None, listing.split(b"\0")))))
        try:
            return tuple(sorted(entry.name for entry in os.scandir(inside(self.root, folder))))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise UnreadableFileError(f"{folder or '.'} cannot be read: {error.strerror}") from error

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the project, sorted: those that git tracks and new ones that it does not ignore."""
        return self._paths

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        if self.is_bare:
            return self._paths_at("HEAD")
        if self._git is None:
            return tuple(sorted(walked(self.root)))
        listing = self._ask("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
        return tuple(sorted(map(os.fsdecode, filter(None, listing.split(b"\0")))))

    @cached_property
    def tracked(self) -> frozenset[str] | None:
        """The files that git tracks; None where no git tells."""
        if self._git is None:
            return None
        listing = b"" if self.is_bare else self._ask("ls-files", "-z", "--cached")
        return frozenset(map(os.fsdecode, filter(None, listing.split(b"\0")))) or frozenset(self.paths)

    def read_text(self, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text with its line ends as they are, or None when there is no such file.

        A byte-order mark is dropped, and bytes that are not UTF-8 become U+FFFD.

        Raises:
            UnreadableFileError: more bytes than `limit`, binary, outside the repository, or refused by the system.
        """
        if path not in self._texts:
            data = self.read_bytes(path, limit=limit)
            self._texts[path] = None if data is None else decode(data, path, limit)
        return self._texts[path]

    def at(self, commit: str) -> Tree:
        """Return the files as they were in a commit of this clone."""
        return CommitTree(lambda: self._paths_at(commit), partial(self.read_at, commit))

    def _paths_at(self, commit: str) -> tuple[str, ...]:
        listing = self._ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
        return tuple(sorted(map(os.fsdecode, filter(None, listing.split(b"\0")))))

    def commit_of(self, revision: str) -> str | None:
        """Return the commit that a revision names, or None where this clone has none of that name."""
        arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return self._run(*arguments, check=False).strip() or None

    def read_at(self, revision: str, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text as it was in a commit, or None when the commit does not have it."""
        data = self._blob(revision, path, limit)
        return None if data is None else decode(data, path, limit)

    def read_bytes(self, path: str, *, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """Return a file as it stands, or None when there is no such file; raises as `read_text` does."""
        if self.is_bare:
            return self._blob("HEAD", path, limit)
        return read_inside(self.root, path, limit)

    def _blob(self, revision: str, path: str, limit: int) -> bytes | None:
        kind, name, size = self._object(revision, path)
        if kind != "blob":
            return None
        refuse_too_large(path, size, limit)
        return self._ask("cat-file", "blob", name)

    def _object(self, revision: str, path: str) -> tuple[str, str, int]:
        """Return what git calls a path of a commit: its kind, name and size; links are followed inside the commit.

        Raises:
            UnreadableFileError: a link that leads out of the commit, nowhere or in circles.
        """
        if "\n" in path:
            return "", "", 0
        asked = os.fsencode(f"{revision}:{path}\n")
        answer = self._ask("cat-file", "--batch-check", "--follow-symlinks", given=asked)
        if found := _BLOB.match(answer):
            return found["kind"].decode(), found["name"].decode(), int(found["size"])
        for word, what in (("symlink", "out of the repository"), ("dangling", "nowhere"), ("loop", "in circles")):
            if re.match(rb"%s \d+\n" % word.encode(), answer):
                raise UnreadableFileError(f"{path} is a link that leads {what}")
        if self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{path}"):
            raise UnreadableFileError(f"{path} is not in this clone, which is a partial one")
        return "", "", 0

    # History

    @property
    def has_git(self) -> bool:
        """Whether git can tell anything of this folder; `no_git_because` says why not."""
        return self._git is not None

    @property
    def commit(self) -> str | None:
        """The commit that is checked out, or None before the first one."""
        return self._head[0]

    @property
    def branch(self) -> str | None:
        """The branch that is checked out, or None on a detached HEAD."""
        return self._head[1]

    @cached_property
    def _head(self) -> tuple[str | None, str | None]:
        # Both at once: to start git takes longer than its answer.
        lines = _lines(self._run("rev-parse", "HEAD^{commit}", "--symbolic-full-name", "HEAD", check=False))
        if not lines:
            unborn = self._run("symbolic-ref", "--quiet", "--short", "HEAD", check=False).strip()
            return None, unborn or None
        commit, reference = lines
        return commit, reference.removeprefix("refs/heads/") if reference != "HEAD" else None

    def changes(self, paths: tuple[str, ...], *, most: int = 40) -> tuple[Change, ...] | None:
        """Return the newest commits that change one of the files, newest first; None where this clone cannot tell."""
        if self._git is None or self._git.shallow:
            return None
        listing = self._run(
            "log", f"-n{most}", *LISTED, "--", *(f":(top,literal){path}" for path in paths), check=False
        )
        return changes_in(listing)

    def mentioning(self, text: str) -> tuple[str, ...]:
        """Return the files of the last commit that hold a text, in any mixture of case."""
        listing = self._ask("grep", "-l", "-z", "-F", "-i", "--full-name", "--no-textconv", "-e", text, "HEAD")
        return tuple(os.fsdecode(name).removeprefix("HEAD:") for name in filter(None, listing.split(b"\0")))

    @property
    def is_shallow(self) -> bool:
        """Whether this clone lacks older commits."""
        return self._git is not None and self._git.shallow

    @property
    def empty_tree(self) -> str:
        """The name that git gives a tree without files."""
        return self._ask("hash-object", "-t", "tree", "--stdin").decode().strip()

    def streamed(self, *arguments: str, timeout: float) -> Iterator[bytes]:
        """Yield what git answers of commits, part by part; no file of the checkout, such as `.gitattributes`, changes it.

        Raises:
            UnreadableFileError: git failed, or took longer than `timeout` seconds.
        """
        if self._git is None:
            return
        folder = Path(os.fsdecode(self._ask("rev-parse", "--absolute-git-dir").removesuffix(b"\n")) or self.root)
        try:
            yield from streamed(
                folder, "--bare", "-c", f"core.attributesFile={os.devnull}", *arguments, timeout=timeout
            )
        except (GitFailedError, GitTimeoutError) as error:
            raise UnreadableFileError(str(error)) from error

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
    def host(self) -> str | None:
        """The host of `origin`, or None where it is a path."""
        match = re.match(r"(?:\w+://|[\w.-]+@(?=[^/]+:))([\w.-]+)", self.remote_url or "")
        return match[1].lower() if match else None

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
        for reference in (f"refs/heads/{spelled}", f"refs/remotes/origin/{spelled}") if spelled else ():
            if self._run("rev-parse", "--verify", "--quiet", reference, check=False):
                return self._tags_merged_into(reference)
        return None

    def _tags_merged_into(self, reference: str) -> frozenset[str] | None:
        try:
            listing = self._run("for-each-ref", f"--merged={reference}", "--format=%(refname)", "refs/tags")
        except RepositoryError:
            return None
        return frozenset(line.removeprefix("refs/tags/") for line in _lines(listing))

    @cached_property
    def tag_dates(self) -> dict[str, int]:
        """When each tag was made, in seconds since 1970; empty when this clone has no tags."""
        listing = self._run("for-each-ref", "--format=%(creatordate:unix) %(refname)", "refs/tags", check=False)
        pairs = (line.split(" ", 1) for line in _lines(listing))
        return {name.removeprefix("refs/tags/"): min(int(date or 0), LAST_SECOND) for date, name in pairs}

    def line_time(self, path: str, line: int) -> datetime | None:
        """Return when a line (1-based) of the checkout was last changed; None where this clone cannot tell.

        A shallow clone cannot: the oldest commit that it has seems to have written everything.
        """
        if self._git is None or self._git.shallow:
            return None
        arguments = ("blame", "--porcelain", "-L", f"{line},{line}", *(["HEAD"] if self.is_bare else []), "--", path)
        found = re.search(r"^committer-time (\d{1,12})$", self._run(*arguments, check=False), re.MULTILINE)
        return datetime.fromtimestamp(min(int(found[1]), LAST_SECOND), UTC) if found else None

    def _local_references(self) -> References:
        try:
            listing = self._run("for-each-ref", "--format=%(refname)", "refs/tags", "refs/heads", "refs/remotes/origin")
        except RepositoryError as error:
            self.no_git_because = str(error)
            return References((), (), Remote.NONE, complete=False, branches_complete=False)
        names = _lines(listing)
        tags = tuple(n.removeprefix("refs/tags/") for n in names if n.startswith("refs/tags/"))
        alone = self.remote_url is None
        complete = self._git is not None and not self._git.shallow and (alone or bool(tags))
        branches = branch_names(names)
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
        names = [line.partition("\t")[2].removesuffix("^{}") for line in _lines(listing)]
        tags = {n.removeprefix("refs/tags/") for n in names if n.startswith("refs/tags/")}
        branches = set(here.branches) | branch_names(names)
        return References(tuple(sorted(set(here.tags) | tags)), tuple(sorted(branches)), Remote.ANSWERED, True, True)

    def _ls_remote(self) -> str | None:
        # --upload-pack: the repository's configuration could name a program of its own.
        arguments = ("ls-remote", "--tags", "--heads", "--upload-pack=git-upload-pack", "origin")
        try:
            return self._run(*arguments, timeout=REMOTE_TIMEOUT_SECONDS, remote=True)
        except RepositoryError:
            return None

    # Asking git

    def _find_git(self, path: Path) -> _Git | None:
        try:
            result = git(path, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-toplevel")
        except GitMissingError as error:
            self.no_git_because = f"{error}; install it, so that tags and branches can be read"
            return None
        except GitTimeoutError as error:
            self.no_git_because = str(error)
            return None
        # Where there is no work tree git refuses to tell its top, after the answers before.
        bare, shallow, top = (*result.stdout.removesuffix(b"\n").split(b"\n", 2), b"", b"")[:3]
        if not shallow:
            self.no_git_because = why_no_git(path, result.stderr.decode(errors="replace").strip())
            return None
        return _Git(bare == b"true", shallow == b"true", self._top(path, os.fsdecode(top), bare=bare == b"true"))

    @staticmethod
    def _top(path: Path, shown: str, *, bare: bool) -> Path:
        if bare:
            return Path(os.fsdecode(git(path, "rev-parse", "--absolute-git-dir").stdout.removesuffix(b"\n")))
        # A configuration may claim another work tree, with files that are no part of this repository.
        return Path(shown) if shown and path.is_relative_to(Path(shown).resolve()) else path

    def _run(self, *arguments: str, check: bool = True, timeout: float = TIMEOUT_SECONDS, remote: bool = False) -> str:
        if self._git is None:
            return ""
        try:
            result = git(self.root, *arguments, timeout=timeout, remote=remote)
        except GitTimeoutError as error:
            raise RepositoryError(f"{error} in {self.root}") from error
        if result.returncode and check:
            said = result.stderr.decode(errors="replace").strip()
            raise RepositoryError(f"git {arguments[0]} failed in {self.root}: {said}")
        return result.stdout.decode(errors="replace") if not result.returncode else ""

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what git answers, or nothing where it refuses."""
        if self._git is None:
            return b""
        try:
            result = git(self.root, *arguments, given=given)
        except GitTimeoutError as error:
            raise UnreadableFileError(str(error)) from error
        return b"" if result.returncode else result.stdout


def _lines(listing: str) -> list[str]:
    # Not splitlines: it also splits at U+0085 and U+2028, which git allows in a name.
    return listing.removesuffix("\n").split("\n") if listing else []
