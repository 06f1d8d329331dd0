"""What git tells of the files of a checkout, and of how they differ from a commit.

Each question is begun before it is asked, in a thread of its own: an index and a folder of many files take git long.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from upheld.ahead import Ahead
from upheld.checkout import RepositoryError
from upheld.commit_files import list_as, listed, names_in, words_in
from upheld.git_folder import GitFolder
from upheld.tree import holds

_NO_FILES = "must be run in a work tree"
_RAW = ("-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")


class Staged(NamedTuple):
    """How the index differs from a commit; what was edited and not added to it is none of that."""

    new: frozenset[str]
    gone: frozenset[str]
    edited: frozenset[str]
    unmerged: frozenset[str]
    """Files of which the index does not say whether the commit has them."""


class Listing:
    """The files of one checkout, as its index and its folders have them."""

    def __init__(self, git: GitFolder) -> None:
        self._git = git
        self._staged: dict[str, Ahead[Staged]] = {}

    def begin(self, commit: str | None = None) -> None:
        """Begin to list the files, and to compare them with a commit, whose files are then told by the difference."""
        _ = self.tracked
        if commit is not None:
            _ = self._since(commit), self._looked_at
            list_as(self._git, commit, lambda: self._files_of(commit))
        _ = self.untracked

    # The index is asked apart: it is read the soonest by far, and some ask for nothing else.

    @cached_property
    def tracked(self) -> Ahead[tuple[str, ...]]:
        """The files of the index, sorted."""
        return self._asked("--cached", "--deduplicate")

    @cached_property
    def untracked(self) -> Ahead[tuple[str, ...]]:
        """The files that git neither tracks nor ignores, sorted."""
        if "_looked_at" not in self.__dict__:
            return self._asked("--others", "--exclude-standard")
        # One look at every file tells both, and is not half of the work of two.
        looked_at = self._looked_at
        return Ahead(lambda: tuple(path for path in looked_at.result() if not holds(self.tracked.result(), path)))

    @cached_property
    def _looked_at(self) -> Ahead[tuple[str, ...]]:
        """The untracked files, and those of the index that were edited or removed since."""
        return self._asked("--modified", "--others", "--exclude-standard")

    def _asked(self, *options: str) -> Ahead[tuple[str, ...]]:
        return Ahead(lambda: self._names(*options))

    def _names(self, *options: str) -> tuple[str, ...]:
        try:
            return names_in(self._git.tell("ls-files", "-z", *options))
        except RepositoryError as error:
            # In the folder that git keeps there are no files of the project.
            if _NO_FILES in str(error):
                return ()
            raise

    def changed_since(self, commit: str) -> tuple[str, ...]:
        """Return the files that are not as they were in a commit, sorted; those that are gone and new ones too.

        Raises:
            RepositoryError: git cannot tell, such as in a clone that lacks what is in the commit.
        """
        looked_at = frozenset(self._looked_at.result())
        staged = frozenset[str]().union(*self._since(commit).result())
        # What was edited after it was added may be again as it was.
        twice = staged & looked_at
        return tuple(sorted((staged ^ looked_at).union(self._differing(commit, twice))))

    def _differing(self, commit: str, paths: Iterable[str]) -> tuple[str, ...]:
        named = [f":(top,literal){path}" for path in paths]
        return names_in(self._git.tell("diff", "--name-only", *_RAW, commit, "--", *named)) if named else ()

    def _since(self, commit: str) -> Ahead[Staged]:
        if commit not in self._staged:
            arguments = ("diff-index", "--cached", "--name-status", *_RAW, commit, "--")
            self._staged[commit] = Ahead(lambda: _staged(self._git.tell(*arguments)))
        return self._staged[commit]

    def _files_of(self, commit: str) -> tuple[str, ...]:
        """Return the files of a commit: those of the index, but for what differs. To read its folders takes git longer."""
        try:
            since = self._since(commit).result()
        except RepositoryError:
            return listed(self._git, commit)
        if since.unmerged:
            return listed(self._git, commit)
        return _but_for(self.tracked.result(), since)


def _but_for(tracked: Sequence[str], since: Staged) -> tuple[str, ...]:
    """Return sorted paths without what is new and with what is gone; what lies between is copied in one piece."""
    kept: list[str] = []
    begin = 0
    for at in sorted(bisect_left(tracked, path) for path in since.new):
        kept += tracked[begin:at]
        begin = at + 1
    kept += tracked[begin:]
    if since.gone:
        kept += since.gone
        kept.sort()
    return tuple(kept)


def _staged(listing: bytes) -> Staged:
    words = words_in(listing)
    by_status: dict[str, list[str]] = {}
    for status, path in zip(words[::2], words[1::2], strict=True):
        by_status.setdefault(status, []).append(path)
    new, gone, unmerged = (frozenset(by_status.pop(status, ())) for status in "ADU")
    return Staged(new, gone, frozenset[str]().union(*by_status.values()), unmerged)
