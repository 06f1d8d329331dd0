"""Finds the commands that start the server of a tree, the likeliest first, each with the place that says so."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from upheld.exposure import Start
from upheld.facts.client_configs import ClientConfig, Server, client_configs
from upheld.facts.exposure.manifests.clients import start_of as start_of_client
from upheld.facts.exposure.manifests.docker import start_of as start_of_image
from upheld.facts.exposure.manifests.docker_image import last_image
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.own import Owned, owned
from upheld.facts.exposure.manifests.project import MOST_BYTES, Project, bare_name, project_of
from upheld.facts.exposure.manifests.server_json import CLIENT, variables_of
from upheld.facts.exposure.manifests.server_json import start_of as start_of_package
from upheld.facts.exposure.manifests.sharing import words_to_share
from upheld.facts.exposure.starts.builds import built
from upheld.facts.exposure.starts.packages import Command, commands_of
from upheld.facts.settings.containers import is_dockerfile
from upheld.facts.settings.paths import is_for_trial, is_of_others, is_of_tests
from upheld.files import UnreadableFileError
from upheld.tree import Tree

_CONTAINERS = frozenset({"docker", "podman", "nerdctl", "container"})
_RUNTIMES = frozenset({"node", "bun", "deno", "python", "python3", "tsx"})
_MOST_IMAGES = 20


@lru_cache(maxsize=8)
def starts(tree: Tree) -> tuple[Start, ...]:
    """Return the commands that start the server, best first.

    An entry of the registry or of a client that names a package of this repository starts the one that is checked out,
    not the one that is published. Secrets, and what only the user has, are replaced by values that lead nowhere.
    """
    project = project_of(tree)
    commands = commands_of(project, tree)
    configs = [config for config in client_configs(tree) if not is_of_tests(config.path)]
    entries = [server for config in configs if config.client == CLIENT for server in config.servers if server.package]
    names = {bare_name(server.name) for server in entries}
    # Where the registry names packages, their commands come before those of others.
    commands.sort(key=lambda command: bare_name(command.package) not in names)
    documented = [
        (config.path, start)
        for config in configs
        if config.in_documentation
        for start in _configured([config], commands, project, tree)
    ]
    programs = {_program(command.start) for command in commands}
    images = list(_of_images(commands, project, tree))
    told = [start for _, start in documented]
    # What the README starts and no package installs is the server where the packages install its tools; a program that
    # has to be told `stdio` as its first word does nothing without it.
    before = [start for path, start in documented if "/" not in path and _program(start) not in programs]
    before += [start for start in (*told, *images) if start.command[len(_program(start)) :][:1] == ("stdio",)]
    found = [
        *_declared(entries, commands),
        *_configured([each for each in configs if not each.in_documentation], commands, project, tree),
        *before,
        *(command.start for command in commands),
        *told,
        *images,
        *filter(None, map(start_of_package, entries)),
    ]
    # A container cannot be started everywhere, nor can its network be watched from outside.
    found.sort(key=lambda start: start.command[0].rpartition("/")[2] in _CONTAINERS)
    unique: dict[tuple[str, ...], Start] = {}
    for start in found:
        unique.setdefault(start.command, start)
    return tuple(built(start, commands, project, tree) for start in unique.values())


def _program(start: Start) -> tuple[str, ...]:
    """Return the words of a start that name its program: `node dist/index.js`, `./server`."""
    words = start.command
    return words[:2] if words[0] in _RUNTIMES else words[:1]


def _declared(entries: list[Server], commands: list[Command]) -> Iterator[Start]:
    """Yield the packages of the registry's entry that are made here, with the arguments that the entry gives them."""
    for server in entries:
        package = server.package
        names = [each for each in commands if bare_name(each.package) == bare_name(server.name)]
        # A package beside a program of the same name only brings that program.
        fits = [each for each in names if each.is_compiled or (package and each.registry == package.registry)]
        command = min(fits, key=lambda each: not each.is_compiled, default=None)
        # An image that is given no arguments is started with those of its Dockerfile.
        if package and command and (package.registry != "oci" or package.package_args):
            words = (*command.start.command, *words_to_share(package.package_args))
            environment = MappingProxyType(variables_of(server))
            yield replace(command.start, command=words, location=server.location, environment=environment)


def _configured(configs: list[ClientConfig], commands: list[Command], project: Project, tree: Tree) -> Iterator[Start]:
    """Yield what the configurations of clients start of this repository."""
    for config in configs:
        for server in config.servers if config.client != CLIENT else ():
            own = owned(server, project, tree) if server.url is None else None
            if own:
                yield _made_here(start_of_client(server, own), own, commands)


def _made_here(start: Start, own: Owned, commands: list[Command]) -> Start:
    """Return a start by a package's name as one of the package that is checked out."""
    if own.by != "name":
        return start
    for at, word in enumerate(start.command[:6]):
        is_path = "/" in word and not word.startswith("@")
        if is_path and at:
            continue
        fits = [each for each in commands if bare_name(word) in {bare_name(each.package), bare_name(each.name)}]
        if command := min(fits, key=lambda each: is_path and not each.is_compiled, default=None):
            return replace(
                start, command=(*command.start.command, *start.command[at + 1 :]), folder=command.start.folder
            )
    return start


def _of_images(commands: list[Command], project: Project, tree: Tree) -> Iterator[Start]:
    """Yield how containers are started; a program that is built from this source as the one that is built here."""
    paths = [path for path in tree.paths if is_dockerfile(path)]
    for path in sorted(paths, key=lambda path: (path.count("/"), path))[:_MOST_IMAGES]:
        if is_of_others(path) or is_of_tests(path) or is_for_trial(path):
            continue
        try:
            manifest = Manifest(path, tree.read_text(path, limit=MOST_BYTES) or "", tree, project)
        except UnreadableFileError:
            continue
        image = last_image(manifest.text)
        start = start_of_image(image, manifest) if image else None
        if start:
            words = words_to_share(start.command, expands=True)
            named = [each for each in commands if each.name == words[0].rpartition("/")[2]]
            same = next((each.start for each in sorted(named, key=lambda each: not each.is_compiled)), None)
            yield replace(start, command=(*same.command, *words[1:]) if same else words)
