"""What commits added: all of them, or those of the change that is judged."""

from collections.abc import Iterable, Iterator

from upheld.facts.leaks.patches import FORMAT, Patches
from upheld.repository import Repository

TIMEOUT_SECONDS = 900.0
# Nothing that the repository or its owner has set may change, shorten or colour what is told, or run a program.
_PLAIN = (
    f"--format={FORMAT}",
    "--patch",
    "--unified=0",
    "--cc",
    "--inter-hunk-context=0",
    "--find-renames=100%",
    "--diff-algorithm=myers",
    "--no-indent-heuristic",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--irreversible-delete",
    "--ignore-submodules=all",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-show-signature",
    "--no-notes",
    "--no-decorate",
    "-O/dev/null",
)


def of_all(repository: Repository) -> Patches:
    """Return what every commit of this clone added, the newest first; what is only stashed is in none."""
    return _patches(repository, ("--exclude=refs/stash", "--all", "HEAD"))


def of_change(repository: Repository, base: str) -> Patches:
    """Return what the commits that HEAD has and the base has not added."""
    return _patches(repository, ("HEAD", f"^{base}"))


def _patches(repository: Repository, revisions: Iterable[str]) -> Patches:
    return Patches(_streamed(repository, ("log", *_PLAIN, *revisions, "--")))


def _streamed(repository: Repository, arguments: tuple[str, ...]) -> Iterator[bytes]:
    if repository.commit is not None:
        yield from repository.streamed(*arguments, timeout=TIMEOUT_SECONDS)


def of_files(repository: Repository) -> Patches:
    """Return the lines of all files of HEAD, for a repository without a checkout."""
    empty = repository.empty_tree
    wanted = tuple(
        option for option in _PLAIN if not option.startswith(("--format", "--cc", "--no-sh", "--no-no", "--no-de"))
    )
    return Patches(_streamed(repository, ("diff-tree", "-r", *wanted, empty, "HEAD", "--")))
