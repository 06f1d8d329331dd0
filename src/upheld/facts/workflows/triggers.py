"""What starts a workflow of GitHub Actions."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from upheld.facts.workflows.cron import CronError, longest_gap
from upheld.facts.workflows.runs import MANUAL, OTHER, PULL_REQUEST, PUSH, RELEASE, SCHEDULE, TAG, Trigger
from upheld.items import Item, Pair
from upheld.model import Location
from upheld.nouns import dataclass

_EVENTS = {
    "pull_request": PULL_REQUEST,
    "pull_request_target": PULL_REQUEST,
    "merge_group": PULL_REQUEST,
    "release": RELEASE,
    "workflow_dispatch": MANUAL,
    "repository_dispatch": MANUAL,
}
_FILTERS = {"paths": "where `paths` match", "paths-ignore": "unless only `paths-ignore` match"}


@dataclass(frozen=True)
class Started:
    """The triggers of a workflow, and what is wrong with them."""

    triggers: tuple[Trigger, ...]
    problems: tuple[str, ...] = ()


def triggers_in(path: str, workflow: Item, branches: Sequence[str] | None) -> Started:
    """Read `on`; `branches` are all that the repository has, None where that is not known."""
    stated = workflow.get("on")
    if stated is None:
        return Started(())
    if stated.kind == "mapping":
        pairs = stated.pairs
    else:
        each = stated.items or (stated,)
        pairs = tuple(Pair(item.value, item.line, item.column, Item("other", item.line, item.column)) for item in each)
    found: list[Trigger] = []
    problems: list[str] = []
    for pair in pairs:
        try:
            found += _triggers(Location(path, pair.line), pair, branches)
        except CronError as error:
            problems.append(f"{path}:{pair.line}: {error}")
    return Started(tuple(found), tuple(problems))


def _triggers(place: Location, pair: Pair, branches: Sequence[str] | None) -> Iterator[Trigger]:
    if pair.key == "schedule":
        yield from _schedules(place.path, pair.item)
        return
    if pair.key == "workflow_call" or _is_of_no_branch(pair.item, branches):
        return
    narrowed = next((said for name, said in _FILTERS.items() if pair.item.get(name)), None)
    if pair.key == "push":
        only_tags = pair.item.get("tags") is not None and pair.item.get("branches") is None
        only_branches = pair.item.get("tags") is None and pair.item.get("branches") is not None
        if not only_tags:
            yield Trigger(PUSH, place, "push", only=narrowed)
        if not only_branches:
            yield Trigger(TAG, place, "push")
        return
    yield Trigger(_EVENTS.get(pair.key, OTHER), place, pair.key, only=narrowed)


def _is_of_no_branch(item: Item, branches: Sequence[str] | None) -> bool:
    """Tell whether an event waits for branches that the repository does not have."""
    named = [name.value for name in _listed(item.get("branches"))]
    if not named or branches is None or not branches or item.get("tags"):
        return False
    patterns = [name.replace("**", "*") for name in named if not name.startswith("!")]
    return not any(fnmatchcase(branch, pattern) for branch in branches for pattern in patterns)


def _listed(item: Item | None) -> tuple[Item, ...]:
    return () if item is None else item.items or ((item,) if item.value else ())


def _schedules(path: str, item: Item) -> Iterator[Trigger]:
    for each in item.items or (item,):
        cron = each.get("cron")
        if cron:
            yield Trigger(SCHEDULE, Location(path, cron.line), "schedule", days=longest_gap(cron.value))
