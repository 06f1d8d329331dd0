"""The names of the secrets that workflows use: `${{ secrets.NAME }}` in GitHub's workflows and Dependabot's file."""

import re
from collections.abc import Iterator
from functools import lru_cache

from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.tree import below
from upheld.yaml import YamlError, read_yaml_text

_FILE = re.compile(r"\.github/(?:workflows/[^/]+|dependabot)\.ya?ml")
_EXPRESSION = re.compile(r"\$\{\{(.{0,4000}?)\}\}", re.DOTALL)
_TEXT = re.compile(r"'(?:[^']|'')*'")
_CONTEXT = re.compile(
    r"(?<![\w.-])secrets(?:\s*\.\s*(?P<name>[A-Za-z_]\w{0,200})|\s*\[\s*'(?P<index>[A-Za-z_]\w{0,200})'\s*\])?(?![\w-])",
    re.IGNORECASE,
)
_AUTOMATIC = "GITHUB_TOKEN"
_MOST_BYTES, _MOST_FILES, _DEEPEST = 500_000, 300, 100


@dataclass(frozen=True)
class NamedSecret:
    """A secret that a workflow uses."""

    name: str
    """In capitals: GitHub knows names in any mixture of case."""
    location: Location
    is_passed: bool = False
    """Whether a workflow that calls this one passes it, perhaps by another name."""


@dataclass(frozen=True)
class WorkflowSecrets:
    """All secrets that the workflows of a repository use."""

    files: tuple[str, ...] = ()
    named: tuple[NamedSecret, ...] = ()
    any_at: tuple[Location, ...] = ()
    """Where any secret may be used: `toJSON(secrets)`, `secrets[matrix.name]`, all passed on to another repository."""
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def workflow_secrets(repository: Repository) -> WorkflowSecrets:
    """Read every workflow, and the secrets of package registries in Dependabot's configuration."""
    paths = [path for path in below(repository.paths, ".github") if _FILE.fullmatch(path)]
    named: list[NamedSecret] = []
    anywhere: list[Location] = []
    problems = [f"{len(paths)} workflows; {_MOST_FILES} of them are read"] if len(paths) > _MOST_FILES else []
    for path in paths[:_MOST_FILES]:
        try:
            text = repository.read_text(path, limit=_MOST_BYTES)
            item = read_yaml_text(text, aliases=True) if text else None
        except YamlError as error:
            problems.append(f"{path}:{error.line}: {error}")
        except UnreadableFileError as error:
            problems.append(str(error))
        else:
            for each in _in_file(path, item) if item else ():
                if isinstance(each, Location):
                    anywhere.append(each)
                else:
                    named.append(each)
    return WorkflowSecrets(tuple(paths), tuple(named), tuple(anywhere), tuple(problems))


def _in_file(path: str, workflow: Item) -> Iterator[NamedSecret | Location]:
    passed = _passed(workflow)
    for item, is_expression in _texts(workflow, 0):
        for name, line in _names(item, whole=is_expression):
            if name is None:
                yield Location(path, line)
            elif name != _AUTOMATIC:
                yield NamedSecret(name, Location(path, line), name in passed)
    jobs = workflow.get("jobs")
    for pair in jobs.pairs if jobs else ():
        called, given = pair.item.get("uses"), pair.item.get("secrets")
        if called and given and given.value == "inherit" and not called.value.startswith("./"):
            yield Location(path, given.line)


def _passed(workflow: Item) -> frozenset[str]:
    """Return the secrets that a workflow declares for those that call it."""
    started = workflow.get("on")
    called = started.get("workflow_call") if started else None
    declared = called.get("secrets") if called else None
    return frozenset(pair.key.upper() for pair in declared.pairs) if declared else frozenset()


def _texts(item: Item, depth: int) -> Iterator[tuple[Item, bool]]:
    """Yield each value that is a text, and whether all of it is an expression, as a condition is."""
    if depth > _DEEPEST:
        return
    if item.kind == "text":
        yield item, False
    for each in item.items:
        yield from _texts(each, depth + 1)
    for pair in item.pairs:
        if pair.key == "if" and pair.item.kind == "text":
            yield pair.item, "${{" not in pair.item.value
        else:
            yield from _texts(pair.item, depth + 1)


def _names(item: Item, *, whole: bool) -> Iterator[tuple[str | None, int]]:
    """Yield the name of each secret in the expressions of a text, None where it may be any, with its line."""
    if whole:
        yield from _in_expression(item.value, 0, item)
        return
    for found in _EXPRESSION.finditer(item.value):
        yield from _in_expression(found[1], found.start(1), item)


def _in_expression(text: str, offset: int, item: Item) -> Iterator[tuple[str | None, int]]:
    quoted = [match.span() for match in _TEXT.finditer(text)]
    for found in _CONTEXT.finditer(text):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        name = found["name"] or found["index"]
        line = item.line + item.is_block + item.value.count("\n", 0, offset + found.start())
        yield (name.upper() if name else None), line
