"""With which commit a run is compared: where a pull request began, which its checkout tells best."""

from pathlib import Path

from upheld.action.clone import Clone
from upheld.action.runner import Runner
from upheld.nouns import dataclass

_SHORT = 12


@dataclass(frozen=True)
class Base:
    """The commit which tells what is new, and from which configuration and waivers are read."""

    revision: str | None
    """None where nothing is compared."""
    trusted: str | None = None
    """The commit from which configuration and waivers are read, where that is another one."""
    remark: str | None = None
    """What the reader has to know of the choice."""


def base_of(runner: Runner, folder: Path) -> Base:
    """Return the base that the input names, else that of the event; a push is compared with nothing."""
    given = runner.input("base")
    clone = Clone(folder, runner.environ, offline=runner.switch("offline")) if folder.is_dir() else None
    # The base of a merge group is a commit on which the group stands: nothing has to be looked for.
    exact = given or _of_event(runner, "merge_group", "base_sha")
    tip = _of_event(runner, "pull_request", "base", "sha")
    if clone is None or not (exact or tip):
        return Base(exact or tip or None)
    if exact:
        clone.holds(exact)
        return Base(exact)
    return _of_pull_request(clone, tip, _of_event(runner, "pull_request", "head", "sha"))


def _of_event(runner: Runner, *keys: str) -> str:
    value = runner.of_event(*keys)
    return value if isinstance(value, str) else ""


def _of_pull_request(clone: Clone, tip: str, head: str) -> Base:
    """Return the first parent of the merge that GitHub made to test the change, else the merge base of its head.

    The event names the tip of the target branch as it was when the event began: both may have gone on since.
    """
    parents = clone.parents
    if len(parents) > 1 and parents[1] == head and clone.holds(parents[0]):
        return Base(parents[0])
    if not clone.holds(tip):
        return Base(tip)
    found = clone.merge_base(tip)
    if found is None:
        remark = (
            "where the pull request began could not be found in this clone (`fetch-depth: 0` in the step that uses "
            f"actions/checkout has all of it); it is compared with {tip[:_SHORT]}, the tip of the target branch, so "
            "that what changed there since may look like part of the change"
        )
        return Base(tip, remark=remark)
    if found == clone.head:
        remark = (
            "what is checked out is part of the target branch, so that nothing of the pull request is looked at; "
            "for the event pull_request, actions/checkout takes the right commit by itself"
        )
        return Base(found, remark=remark)
    # Where a change begins, its author chooses: an older commit of the target branch may excuse more.
    return Base(found, trusted=tip if tip != found else None)
