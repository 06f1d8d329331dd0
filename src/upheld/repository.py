"""A read-only view of a checkout: its files, tags, branches and history. The only room that asks git."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from upheld.changes import LAST_SECOND, LISTED, Change, changes_in
from upheld.checkout import RepositoryError, folder_of
from upheld.commit_files import CommitFiles, names_in
from upheld.files import MAX_FILE_BYTES, UnreadableFileError, decode, inside, read_inside
from upheld.git import TIMEOUT_SECONDS, GitFailedError, GitTimeoutError, streamed
from upheld.git_folder import git_of
from upheld.listing import Listing
from upheld.references import References, Remote, branch_names
from upheld.tree import walked

__all__ = ["References", "Remote", "Repository", "RepositoryError", "UnreadableFileError"]

REMOTE_TIMEOUT_SECONDS = 20
MOST_COMMITS = 8
"""How many commits are kept open: each has a git of its own that answers."""


class Repository:
    """A checkout, a bare repository, or a plain folder without git, as it stands or as it was in a commit.

    Nothing is ever written to it.

    Raises:
        RepositoryError: the path does not exist, is no folder, or cannot be entered.
    """

    def __init__(self, path: Path, *, offline: bool = True, at: str | None = None) -> None:
        folder = folder_of(path)
        self.offline = offline
        self._git, self.no_git_because = git_of(folder)
        self.root = self._git.top if self._git else folder
        self._listing = Listing(self._git) if self._git else None
        self._texts: dict[str, str | None] = {}
        self._commits: dict[str, CommitFiles] = {}
        self._named: dict[str, str | None] = {}
        self._changed: dict[str, tuple[str, ...]] = {}
        self._at = at
        self._revision = at or "HEAD"

    @property
    def is_bare(self) -> bool:
        """Whether no checkout is read: its files are those of a commit."""
        return self._git is not None and (self._git.bare or self._at is not None)

    # Files

    def names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names in a folder, sorted; empty when there is no such folder.

        Raises:
            UnreadableFileError: the folder exists and cannot be read, or leads out of the repository.
        """
        if self.is_bare:
            listing = self._ask(
                "ls-tree", "-z", "--name-only", f"{self._revision}:{folder}" if folder else self._revision
            )
            if not listing and not folder and self.commit:
                raise UnreadableFileError("the files are not in this clone, which is a partial one")
            return names_in(listing)
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
            return self._committed.paths
        if self._listing is None:
            return tuple(sorted(walked(self.root)))
        tracked, new = self._listing.tracked.result(), self._listing.untracked.result()
        return tuple(sorted(tracked + new)) if new else tracked

    def list_ahead(self, commit: str | None = None) -> None:
        """Begin to list the files, and those that changed since a commit, for who asks later."""
        if self.is_bare:
            self._committed.list_ahead()
        elif self._listing is not None:
            self._listing.begin(commit)

    @cached_property
    def tracked(self) -> frozenset[str] | None:
        """The files that git tracks; None where no git tells."""
        if self._git is None:
            return None
        indexed = () if self.is_bare or self._listing is None else self._listing.tracked.result()
        return frozenset(indexed or self.paths)

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

    def at(self, commit: str) -> CommitFiles:
        """Return the files as they were in a commit of this clone."""
        if len(self._commits) > MOST_COMMITS:
            self._commits.clear()
        return self._commits.setdefault(commit, CommitFiles(self._git, commit))

    @cached_property
    def _committed(self) -> CommitFiles:
        return self.at(self._revision)

    def changed_since(self, commit: str) -> tuple[str, ...]:
        """Return the files that are not as they were in a commit of this clone, sorted; those that are gone too.

        Raises:
            RepositoryError: git cannot tell, such as in a clone that lacks what is in the commit.
        """
        if commit not in self._changed:
            self._changed[commit] = self._changed_since(commit)
        return self._changed[commit]

    def _changed_since(self, commit: str) -> tuple[str, ...]:
        if self._git is None or self._listing is None:
            return ()
        if not self.is_bare:
            return self._listing.changed_since(commit)
        return names_in(self._git.tell("diff-tree", "-r", "-z", "--name-only", "--no-renames", commit, self._revision))

    def changed_lines(self, commit: str, paths: Sequence[str]) -> str:
        """Return how files differ from a commit of this clone as a diff without context and without prefixes."""
        compared = [commit, self._revision] if self.is_bare else [commit]
        options = ("-U0", "--no-prefix", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv")
        named = (f":(top,literal){path}" for path in paths)
        return self._ask("-c", "core.quotePath=false", "diff", *options, *compared, "--", *named).decode(
            errors="surrogateescape"
        )

    def commit_of(self, revision: str) -> str | None:
        """Return the commit that a revision names, or None where this clone has none of that name."""
        if revision not in self._named:
            arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            self._named[revision] = self._run(*arguments, check=False).strip() or None
        return self._named[revision]

    def read_at(self, revision: str, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text as it was in a commit, or None when the commit does not have it."""
        return self.at(revision).read_text(path, limit=limit)

    def read_bytes(self, path: str, *, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """Return a file as it stands, or None when there is no such file; raises as `read_text` does."""
        if self.is_bare:
            return self._committed.read_bytes(path, limit=limit)
        return read_inside(self.root, path, limit)

    # History

    @property
    def has_git(self) -> bool:
        """Whether git can tell anything of this folder; `no_git_because` says why not."""
        return self._git is not None

    @property
    def commit(self) -> str | None:
        """The commit that is checked out or read, or None before the first one."""
        return self._head[0] if self._at is None else self.commit_of(self._at)

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
            "log", f"-n{most}", *LISTED, self._revision, "--", *(f":(top,literal){path}" for path in paths), check=False
        )
        return changes_in(listing)

    def mentioning(self, text: str) -> tuple[str, ...]:
        """Return the files of the last commit that hold a text, in any mixture of case."""
        listing = self._ask("grep", "-l", "-z", "-F", "-i", "--full-name", "--no-textconv", "-e", text, self._revision)
        return tuple(
            os.fsdecode(name).removeprefix(f"{self._revision}:") for name in filter(None, listing.split(b"\0"))
        )

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
        arguments = (
            "blame",
            "--porcelain",
            "-L",
            f"{line},{line}",
            *([self._revision] if self.is_bare else []),
            "--",
            path,
        )
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

    def _run(self, *arguments: str, check: bool = True, timeout: float = TIMEOUT_SECONDS, remote: bool = False) -> str:
        return self._git.run(*arguments, check=check, timeout=timeout, remote=remote) if self._git else ""

    def _ask(self, *arguments: str) -> bytes:
        """Return what git answers, or nothing where it refuses."""
        return self._git.ask(*arguments) if self._git else b""


def _lines(listing: str) -> list[str]:
    # Not splitlines: it also splits at U+0085 and U+2028, which git allows in a name.
    return listing.removesuffix("\n").split("\n") if listing else []
