"""GitLab CI, Azure Pipelines and CircleCI, as far as their files tell; other systems are only named."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from upheld.facts.workflows.cron import CronError, longest_gap
from upheld.facts.workflows.following import Follower
from upheld.facts.workflows.runs import OTHER, PULL_REQUEST, PUSH, SCHEDULE, Automation, Run, Trigger, Use
from upheld.facts.workflows.scripts import readable
from upheld.facts.workflows.shell import commands
from upheld.items import Item
from upheld.model import Location
from upheld.repository import Repository
from upheld.tree import entries
from upheld.yaml import YamlError, read_yaml_text

_FILES = (".gitlab-ci.yml", "azure-pipelines.yml", ".circleci/config.yml")
_UNREAD = re.compile(
    r"Jenkinsfile|\.travis\.yml|\.drone\.ya?ml|\.woodpecker(?:\.ya?ml|/.*)|\.buildkite/.*|bitbucket-pipelines\.yml|\.?appveyor\.yml"
    r"|\.cirrus\.(?:yml|star)|\.semaphore/.*|buildspec\.ya?ml|\.teamcity/.*|cloudbuild\.ya?ml|wercker\.yml|\.forgejo/workflows/.*"
    r"|\.gitea/workflows/.*|\.build\.ya?ml|\.builds/.*|codefresh\.yml|\.prow.*|\.tekton/.*|\.zuul\.ya?ml|dagger\.json|Earthfile"
)
_TEMPLATE = re.compile(r"Dependency-Scanning\.(?:latest\.)?gitlab-ci\.yml$")
_RULED = ("rules", "only", "except", "workflow")
_DEEPEST = 30
_TEXTS = {"script", "before_script", "after_script", "run", "command", "bash", "pwsh", "powershell"}


def elsewhere(tree: Repository) -> Automation:
    """Return what the other systems run, and which systems' configurations are not read."""
    paths = tree.paths
    # Sorted, all that begins with a dot lies together.
    at_root = (path for path in entries(paths) if not path.endswith("/"))
    dotted = paths[bisect_left(paths, ".") : bisect_left(paths, "/")]
    unread = tuple(path for path in sorted({*dotted, *at_root}) if _UNREAD.fullmatch(path))
    runs: list[Run] = []
    files: list[str] = []
    problems: list[str] = []
    for path in _FILES:
        text = readable(tree, path)
        if not text:
            continue
        files.append(path)
        try:
            item = read_yaml_text(text, aliases=True)
            runs += _runs(path, item, tree) if item else ()
        except YamlError as error:
            problems.append(f"{path}:{error.line}: {error}")
        except CronError as error:
            problems.append(f"{path}: {error}")
    return Automation(tuple(files), tuple(runs), (), tuple(problems), unread)


def _runs(path: str, item: Item, tree: Repository) -> Iterator[Run]:
    triggers = tuple(_triggers(path, item))
    follower = Follower(tree)
    for use, ruled in _uses(path, item, depth=0, ruled=None):
        for each in follower.uses(use, "") if use.words else (use,):
            yield Run(each, () if ruled else triggers, ruled)
    if path == ".gitlab-ci.yml":
        for include in _templates(item):
            yield Run(Use(Location(path, include.line), action="gitlab:dependency-scanning"), triggers)


def _triggers(path: str, item: Item) -> Iterator[Trigger]:
    place = Location(path)
    switched_off = {name for name in ("trigger", "pr") if (item.text(name) or "").lower() == "none"}
    if "trigger" not in switched_off:
        yield Trigger(PUSH, place, "push")
    if path == ".gitlab-ci.yml" or (path == "azure-pipelines.yml" and "pr" not in switched_off):
        yield (
            Trigger(PULL_REQUEST, place, "pull_request") if item.get("pr") else Trigger(OTHER, place, "merge requests")
        )
    for cron in _crons(item, 0):
        yield Trigger(SCHEDULE, Location(path, cron.line), "schedule", days=longest_gap(cron.value))


def _crons(item: Item, depth: int) -> Iterator[Item]:
    if depth < _DEEPEST:
        for pair in item.pairs:
            if pair.key == "cron" and pair.item.value:
                yield pair.item
            yield from _crons(pair.item, depth + 1)
        for each in item.items:
            yield from _crons(each, depth + 1)


def _uses(path: str, item: Item, *, depth: int, ruled: str | None) -> Iterator[tuple[Use, str | None]]:
    """Yield every command below an item; where rules decide whether its job runs, with their name."""
    if depth > _DEEPEST:
        return
    over = "`allow_failure`" if (item.text("allow_failure") or "").lower() == "true" else None
    ruled = ruled or (next((f"`{name}`" for name in _RULED if depth and item.get(name)), None))
    ruled = "`when: manual`" if item.text("when") == "manual" else ruled
    for pair in item.pairs:
        if pair.key in _TEXTS and pair.item.kind != "mapping":
            for text in pair.item.items or (pair.item,):
                yield from ((use, ruled) for use in _commands(path, text, over))
        else:
            yield from _uses(path, pair.item, depth=depth + 1, ruled=ruled)
    for each in item.items:
        yield from _uses(path, each, depth=depth + 1, ruled=ruled)


def _commands(path: str, text: Item, over: str | None) -> Iterator[Use]:
    for command in commands(text.value):
        line = text.line + command.line + (1 if text.is_block else 0)
        yield Use(Location(path, line), command.words, passed_over=over or command.passed_over)


def _templates(item: Item) -> Iterator[Item]:
    include = item.get("include")
    for each in (include.items or (include,)) if include else ():
        named = each.get("template") or each
        if _TEMPLATE.search(named.value):
            yield named
