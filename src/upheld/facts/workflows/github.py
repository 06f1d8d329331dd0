"""The workflows of GitHub Actions: what each of their jobs runs, and what starts it."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fnmatch import fnmatchcase
from functools import cached_property

from upheld.facts.workflows.auditors import auditing
from upheld.facts.workflows.conditions import holds
from upheld.facts.workflows.following import Follower
from upheld.facts.workflows.runs import Automation, Run, Trigger, Unfollowed, Use
from upheld.facts.workflows.scripts import MOST_BYTES
from upheld.facts.workflows.shell import commands
from upheld.facts.workflows.triggers import triggers_in
from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.tree import below
from upheld.yaml import YamlError, read_yaml_text

_WORKFLOW = re.compile(r"\.github/workflows/[^/]+\.ya?ml")
_MOST_FILES, _DEEPEST, _MOST_RUNS = 300, 4, 20_000
_SUSPECT = re.compile(r"audit|secur|scan|vuln|depend|linter|sbom|supply", re.IGNORECASE)
_RETRIES = {"nick-fields/retry", "nick-invision/retry", "wandalen/wretry.action"}


@dataclass(frozen=True)
class _Place:
    """Where in the chain of calls something stands, and under which conditions it is reached."""

    path: str
    triggers: tuple[Trigger, ...]
    conditions: tuple[str, ...] = ()
    passed_over: str | None = None
    folder: str = ""
    origin: Location | None = None
    """The step of the workflow that an action or a workflow was called from."""
    through: tuple[str, ...] = ()

    def at(self, line: int) -> Location:
        return self.origin or Location(self.path, line)


@dataclass
class GitHub:
    """Reads every workflow of a tree; `branches` are all that the repository has, None where that is not known."""

    tree: Repository
    branches: Sequence[str] | None
    _runs: list[Run] = field(default_factory=list[Run])
    _unfollowed: list[Unfollowed] = field(default_factory=list[Unfollowed])
    _problems: list[str] = field(default_factory=list[str])

    def read(self) -> Automation:
        """Return what the workflows run."""
        paths = [path for path in below(self.tree.paths, ".github/workflows") if _WORKFLOW.fullmatch(path)]
        if len(paths) > _MOST_FILES:
            self._problems.append(f"{len(paths)} workflows; {_MOST_FILES} of them are read")
        for path in paths[:_MOST_FILES]:
            workflow = self._item(path)
            if workflow is not None:
                started = triggers_in(path, workflow, self.branches)
                self._problems += started.problems
                self._jobs(workflow, _Place(path, started.triggers))
        unfollowed, problems = tuple(dict.fromkeys(self._unfollowed)), tuple(dict.fromkeys(self._problems))
        return Automation(tuple(paths), tuple(self._runs), unfollowed, problems)

    def _item(self, path: str) -> Item | None:
        try:
            text = self.tree.read_text(path, limit=MOST_BYTES)
            return read_yaml_text(text, aliases=True) if text else None
        except YamlError as error:
            self._problems.append(f"{path}:{error.line}: {error}")
        except UnreadableFileError as error:
            self._problems.append(str(error))
        return None

    def _jobs(self, workflow: Item, place: _Place) -> None:
        if not place.triggers:
            return
        folder = _working_folder(workflow)
        jobs = workflow.get("jobs")
        for pair in jobs.pairs if jobs else ():
            inner = replace(_within(place, pair.item), folder=_working_folder(pair.item) or folder)
            if called := pair.item.get("uses"):
                self._called(called, pair.item, inner)
            else:
                self._steps(pair.item.get("steps"), inner)

    def _called(self, called: Item, job: Item, place: _Place) -> None:
        """Follow a reusable workflow of the repository; one of another is told as not followed."""
        path = called.value.removeprefix("./")
        if not called.value.startswith("./"):
            use = Use(place.at(called.line), action=_action_name(called.value), inputs=_inputs(job))
            self._add(use, place)
            if auditing(use) is None:
                self._unfollowed.append(Unfollowed(use.location, f"the workflow {called.value}"))
        elif len(place.through) < _DEEPEST and (workflow := self._item(path)) is not None:
            step = f"`{called.value}` ({path})"
            self._jobs(
                workflow, replace(place, path=path, origin=place.at(called.line), through=(*place.through, step))
            )

    def _steps(self, steps: Item | None, place: _Place) -> None:
        for step in steps.items if steps else ():
            inner = _within(place, step)
            script, action = step.get("run"), step.get("uses")
            if script:
                folder = step.text("working-directory") or place.folder
                self._script(script, replace(inner, folder=posixpath.normpath(folder) if folder else ""))
            elif action and action.value.startswith("./"):
                self._composite(action, inner)
            elif action:
                self._action(action, step, inner)

    def _script(self, script: Item, place: _Place) -> None:
        follower = Follower(self.tree)
        for command in commands(script.value):
            line = script.line + command.line + (1 if script.is_block else 0)
            over = place.passed_over or command.passed_over
            use = Use(place.at(line), command.words, passed_over=over, through=place.through)
            for each in follower.uses(use, "" if place.folder == "." else place.folder):
                self._add(each, place)

    def _composite(self, action: Item, place: _Place) -> None:
        folder = posixpath.normpath(action.value)
        path = next(
            (p for p in (f"{folder}/action.yml", f"{folder}/action.yaml") if p.removeprefix("./") in self._paths), ""
        )
        found = self._item(posixpath.normpath(path)) if path and len(place.through) < _DEEPEST else None
        runs = found.get("runs") if found else None
        if runs:
            step = f"`{action.value}` ({posixpath.normpath(path)})"
            inner = replace(place, path=path, origin=place.at(action.line), through=(*place.through, step))
            self._steps(runs.get("steps"), inner)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self.tree.paths)

    def _action(self, action: Item, step: Item, place: _Place) -> None:
        name = _action_name(action.value)
        use = Use(place.at(action.line), (), name, _inputs(step), place.passed_over, place.through)
        self._add(use, place)
        for words in _commands_of(name, use.inputs):
            for each in Follower(self.tree).uses(replace(use, words=words, action=None, inputs={}), ""):
                self._add(each, place)
        if _SUSPECT.search(name) and auditing(use) is None:
            self._unfollowed.append(Unfollowed(use.location, f"the action {action.value.partition('@')[0]}"))

    def _add(self, use: Use, place: _Place) -> None:
        if len(self._runs) < _MOST_RUNS:
            self._runs.append(_run(use, place, self._exists))

    def _exists(self, pattern: str) -> bool:
        bare = pattern.removeprefix("./").replace("**/", "*")
        return any(fnmatchcase(path, bare) for path in self.tree.paths)


def _run(use: Use, place: _Place, exists: Callable[[str], bool]) -> Run:
    sure: list[Trigger] = []
    doubt: str | None = None
    for trigger in place.triggers:
        told = [(condition, holds(condition, trigger, exists)) for condition in place.conditions]
        if all(each is True for _, each in told):
            sure.append(trigger)
        elif all(each is not False for _, each in told):
            doubt = next(condition for condition, each in told if each is None)
    off = None if sure or doubt else place.conditions[-1] if place.conditions else None
    return Run(use, tuple(sure), _shown(doubt), _shown(off))


def _shown(condition: str | None) -> str | None:
    return f"`if: {' '.join(condition.split())[:100]}`" if condition else None


def _within(place: _Place, item: Item) -> _Place:
    """Return the place inside a job or a step, with its condition and with what it passes over."""
    condition, tolerant = item.get("if"), item.get("continue-on-error")
    conditions = (*place.conditions, condition.value) if condition else place.conditions
    over = place.passed_over or ("`continue-on-error`" if tolerant and tolerant.value.lower() == "true" else None)
    return replace(place, conditions=conditions, passed_over=over)


def _working_folder(item: Item) -> str:
    defaults = item.get("defaults")
    run = defaults.get("run") if defaults else None
    return (run.text("working-directory") if run else None) or ""


def _commands_of(action: str, inputs: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the commands that an action is given to run."""
    if action == "pre-commit/action":
        yield ("pre-commit", "run", *inputs.get("extra_args", "--all-files").split())
    elif action == "actions-rs/cargo":
        yield ("cargo", inputs.get("command", ""), *inputs.get("args", "").split())
    elif action in _RETRIES:
        yield from (command.words for command in commands(inputs.get("command", "")))


def _action_name(uses: str) -> str:
    return uses.partition("@")[0].strip().lower()


def _inputs(step: Item) -> dict[str, str]:
    given = step.get("with")
    return {pair.key: pair.item.value for pair in given.pairs} if given else {}
