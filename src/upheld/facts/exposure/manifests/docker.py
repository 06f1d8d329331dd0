"""Dockerfiles: how a container of the image is started, and what it exposes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from upheld.exposure import Offer, Start, Weight
from upheld.facts.exposure.manifests.addresses import bind_of
from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.docker_image import Command, Image, last_image
from upheld.facts.exposure.manifests.following import Led, followed, in_shell, led_to
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.sharing import shareable
from upheld.facts.exposure.manifests.variables import chosen_by

_SOURCE = "Dockerfile"


def dockerfile_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what the last stage says by its entry point, its variables and its ports."""
    image = last_image(manifest.text)
    if image is None:
        return
    entry = image.entrypoint or image.command
    if entry and (choice := chosen_by_image(image, manifest)):
        lead = "ENTRYPOINT" if chooses_entrypoint(image, manifest) else "CMD"
        line = (entry if lead == "ENTRYPOINT" else image.command or entry).line
        start = start_of(image, manifest)
        yield manifest.offer(_SOURCE, _sure(choice, image), line, lead=lead, subject=image.server, start=start)
    for name, choice in chosen_by([(name, value) for name, (value, _) in image.environment.items()]):
        line = image.environment[name][1]
        yield manifest.offer(_SOURCE, _sure(choice, image), line, lead="ENV", subject=image.server)
    for port, line in image.exposed:
        if bind := bind_of(port.partition("/")[0]):
            yield manifest.network(_SOURCE, Weight.WEAK, line, f"EXPOSE {bind.port}", subject=image.server, bind=bind)


def _sure(choice: Choice, image: Image) -> Choice:
    """Return a choice as a strong one where its port is exposed as well: that is one to be reached at, not one to be called."""
    ports = {port.partition("/")[0] for port, _ in image.exposed}
    if choice.weight is Weight.MEDIUM and choice.bind and choice.bind.port in ports:
        return replace(choice, weight=Weight.STRONG)
    return choice


def chosen_by_image(image: Image, manifest: Manifest) -> Choice | None:
    """Return what starting a container of an image chooses by its words."""
    return followed(_commands(image, manifest, entrypoint=image.entrypoint, command=image.command))


def chooses_entrypoint(image: Image, manifest: Manifest) -> bool:
    """Tell whether the entry point chooses by itself: who starts a container replaces its command, not its entry point."""
    return (
        image.entrypoint is not None and followed(_commands(image, manifest, entrypoint=image.entrypoint)) is not None
    )


def start_of(image: Image, manifest: Manifest) -> Start | None:
    """Return how a container of the image is started."""
    entry = image.entrypoint or image.command
    words = _words(image, image.entrypoint, image.command)
    if entry is None or not words:
        return None
    environment: Mapping[str, str] = {
        name: value for name, (value, _) in image.environment.items() if shareable(name, value)
    }
    return Start(words, manifest.at(entry.line), MappingProxyType(environment))


def _words(image: Image, entrypoint: Command | None, command: Command | None) -> tuple[str, ...]:
    first = entrypoint or command
    if first is None:
        return ()
    if first.in_shell:
        return ("sh", "-c", image.filled(first.words[0]))
    second = command if entrypoint and command else None
    added = ("sh", "-c", second.words[0]) if second and second.in_shell else second.words if second else ()
    return (*first.words, *added)


def _commands(
    image: Image, manifest: Manifest, *, entrypoint: Command | None = None, command: Command | None = None
) -> Iterator[Led]:
    words = _words(image, entrypoint, command)
    folder = manifest.folder if manifest.folder != "." and _has(manifest, manifest.folder) else "."
    if words[:2] == ("sh", "-c"):
        yield from in_shell(words[2], folder, manifest.tree)
    elif words:
        yield from led_to(words, folder, manifest.tree)


def _has(manifest: Manifest, folder: str) -> bool:
    """Tell whether a folder has a package of its own, so that commands are meant to run in it."""
    return any(package.folder == folder for package in (*manifest.project.node, *manifest.project.python))
