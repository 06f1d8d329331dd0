"""Finds what a tree delegates, by its manifests, its entry points and the frameworks that it builds on."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.facts.exposure.delegation.entries import node_entries, python_entries
from upheld.facts.exposure.delegation.frameworks import left_to_frameworks
from upheld.facts.exposure.delegation.go_entries import go_entries
from upheld.facts.exposure.exposure import Delegation
from upheld.facts.exposure.manifests.docker_image import last_image
from upheld.facts.exposure.manifests.following import Led, in_shell, led_to
from upheld.facts.exposure.manifests.procfile import processes
from upheld.facts.exposure.manifests.programs import Program, program_of
from upheld.facts.exposure.manifests.project import MOST_BYTES, project_of
from upheld.facts.settings.containers import is_dockerfile
from upheld.facts.settings.paths import is_for_trial, is_of_others, is_of_tests
from upheld.files import UnreadableFileError
from upheld.model import Location
from upheld.tree import Tree

_MOST_FILES = 200
_RUNNERS = frozenset({("fastmcp", "run"), ("mcp", "run"), ("smithery", "run"), ("xmcp", "start")})


@lru_cache(maxsize=8)
def delegations(tree: Tree) -> tuple[Delegation, ...]:
    """Return what the software leaves to dependencies, each with its place."""
    project = project_of(tree)
    found = [
        *python_entries(project, tree),
        *node_entries(project, tree),
        *go_entries(tree),
        *left_to_frameworks(project, tree),
        *_wrapped(tree),
    ]
    return tuple(dict.fromkeys(found))


def _wrapped(tree: Tree) -> Iterator[Delegation]:
    """Yield the starts that put another program's transport around the server."""
    for location, led in _starts(tree):
        program = program_of(led.words)
        if program.is_bridge:
            yield Delegation(program.name, location, "which serves over the network what it starts")
        elif (program.name, *program.words[1:2]) in _RUNNERS and not _is_decided(program):
            yield Delegation(
                program.name, location, f"whose command `{' '.join(program.words[:2])}` chooses the transport"
            )


def _is_decided(program: Program) -> bool:
    return any(word.startswith(("--transport", "-t")) for word in program.words[1:])


def _starts(tree: Tree) -> Iterator[tuple[Location, Led]]:
    paths = [path for path in tree.paths if is_dockerfile(path) or path.rpartition("/")[2] == "Procfile"]
    for path in paths[:_MOST_FILES]:
        if is_of_others(path) or is_of_tests(path) or is_for_trial(path):
            continue
        folder = path.rpartition("/")[0] or "."
        try:
            text = tree.read_text(path, limit=MOST_BYTES) or ""
        except UnreadableFileError:
            continue
        if not is_dockerfile(path):
            for line, _, command in processes(text):
                yield from ((Location(path, line), led) for led in in_shell(command, folder, tree))
            continue
        image = last_image(text)
        entry = (image.entrypoint or image.command) if image else None
        if image and entry:
            words = (*entry.words, *(image.command.words if image.entrypoint and image.command else ()))
            led = in_shell(image.filled(words[0]), folder, tree) if entry.in_shell else led_to(words, folder, tree)
            yield from ((Location(path, entry.line), each) for each in led)
