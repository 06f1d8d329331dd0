"""Procfiles: the processes of an application; the one called `web` is sent the requests of the network."""

import re
import shlex
from collections.abc import Iterator

from upheld.exposure import Bind, Offer, Reach, Weight
from upheld.facts.exposure.manifests.following import followed, in_shell
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.lines import split_lines

_PROCESS = re.compile(r"(?P<name>[A-Za-z0-9_-]{1,60})\s{0,10}:\s{0,10}(?P<command>\S.*)")
_SOURCE = "Procfile"
_LONGEST, _MOST = 4_000, 200


def processes(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the name and the command of each process."""
    for number, line in enumerate(split_lines(text)[:_MOST], start=1):
        if match := _PROCESS.fullmatch(line[:_LONGEST].strip()):
            yield number, match["name"], match["command"]


def procfile_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what each process offers."""
    for line, name, command in processes(manifest.text):
        choice = followed(in_shell(command, manifest.folder, manifest.tree))
        if choice:
            yield manifest.offer(_SOURCE, choice, line, lead=f"{name}:", subject=name, most=Weight.MEDIUM)
        elif name == "web":
            yield manifest.network(_SOURCE, Weight.MEDIUM, line, "web", subject=name, bind=Bind(Reach.ALL))


def words_of(command: str) -> tuple[str, ...]:
    """Return the words of a command line."""
    try:
        return tuple(shlex.split(command[:_LONGEST]))
    except ValueError:
        return tuple(command[:_LONGEST].split())
