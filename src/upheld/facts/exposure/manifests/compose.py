"""Compose files: the services of this repository, the ports that they publish, and how they are started."""

import re
import shlex
from collections.abc import Iterator
from itertools import chain

from upheld.exposure import Bind, Offer, Reach, Says, Weight
from upheld.facts.exposure.manifests.addresses import reach_of
from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.docker_image import filled
from upheld.facts.exposure.manifests.manifest import Manifest, ManifestError
from upheld.facts.exposure.manifests.programs import started_by
from upheld.facts.exposure.manifests.project import bare_name
from upheld.facts.exposure.manifests.variables import chosen_by
from upheld.facts.settings.paths import is_of_tests
from upheld.items import Item, Pair

_SOURCE = "compose"
_PORTS = re.compile(
    r"(?:(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^:\[\]]{1,80}):)?(?:(?P<published>[\d-]{0,11}):)?(?P<target>\d{1,5}(?:-\d{1,5})?)(?:/\w{2,4})?"
)
_NUMBER = re.compile(r"\d{1,5}(?:-\d{1,5})?")
_HOST = re.compile(r"[\w.:*-]{1,60}")


def compose_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what each service of this repository offers; databases and others beside it are passed over."""
    from upheld.yaml import YamlError, read_yaml_text  # noqa: PLC0415 - PyYAML takes long to be imported

    try:
        root = read_yaml_text(manifest.text, aliases=True)
    except YamlError as error:
        raise ManifestError(f"line {error.line} is not valid YAML, or has more than is read of it") from error
    services = root.get("services") if root else None
    for service in services.pairs if services else ():
        if is_own_service(service, manifest):
            yield from _service(service, manifest)


def is_own_service(service: Pair, manifest: Manifest) -> bool:
    """Tell whether a service is this repository's: it is built here, or goes by one of its names."""
    build, image = service.item.get("build"), service.item.text("image")
    if build is not None:
        context = build.value or build.text("context") or "."
        return "://" not in context and not is_of_tests(f"{context}/")
    return bare_name(filled(image, {}) if image else service.key) in manifest.project.names


def _service(service: Pair, manifest: Manifest) -> Iterator[Offer]:
    subject = service.key
    ports = service.item.get("ports")
    for port in ports.items if ports else ():
        if bind := published(port):
            host = f"{bind.host}:" if bind.host else ""
            text = f"{service.key} publishes {host}{bind.port or 'a port'}"
            yield manifest.network(_SOURCE, Weight.MEDIUM, port.line, text, subject=subject, bind=bind)
    for key in ("entrypoint", "command"):
        item = service.item.get(key)
        if item and (choice := started_by(tuple(filled(word, {}) for word in _words(item)))):
            yield manifest.offer(
                _SOURCE, choice, item.line, lead=f"{service.key} {key}", subject=subject, most=Weight.MEDIUM
            )
    for line, name, value in _variables(service.item):
        for _, choice in chosen_by([(name, filled(value, {}))]):
            yield manifest.offer(_SOURCE, choice, line, lead=service.key, subject=subject, most=Weight.MEDIUM)
    waits = service.item.get("stdin_open")
    if waits and waits.value.lower() == "true" and not (ports and ports.items):
        choice = Choice(Says.STDIO, Weight.MEDIUM, "stdin_open: true")
        yield manifest.offer(_SOURCE, choice, waits.line, lead=service.key, subject=subject)


def published(port: Item) -> Bind | None:
    """Return the address on the host at which a port of a container is reached."""
    if port.kind == "mapping":
        host, number = filled(port.text("host_ip") or "", {}), filled(port.text("published") or "", {})
        return _bind(host or None, number or None)
    return published_as(filled(port.value, {}))


def published_as(text: str) -> Bind | None:
    """Return the same for the short form: `127.0.0.1:3000:3000`, `8080:80`, `80`."""
    match = _PORTS.fullmatch(text.strip())
    if match is None:
        # A variable without a default stands for an address that nobody knows here.
        return Bind(Reach.UNKNOWN) if "$" in text else None
    host, number = match["host"], match["published"]
    if host and number is None and _NUMBER.fullmatch(host):
        host, number = None, host
    return _bind(host, number)


def _bind(host: str | None, number: str | None) -> Bind:
    known = number if number and _NUMBER.fullmatch(number) else None
    bare = host.strip("[]") if host else None
    if bare is None:
        return Bind(Reach.ALL, None, known)
    return Bind(reach_of(bare), bare if _HOST.fullmatch(bare) else None, known)


def _words(item: Item) -> tuple[str, ...]:
    if item.items:
        return tuple(each.value for each in item.items)
    try:
        return tuple(shlex.split(item.value))
    except ValueError:
        return tuple(item.value.split())


def _variables(service: Item) -> Iterator[tuple[int, str, str]]:
    environment = service.get("environment")
    if environment is None:
        return
    listed = ((each.line, name, value) for each in environment.items for name, _, value in [each.value.partition("=")])
    mapped = ((pair.line, pair.key, pair.item.value) for pair in environment.pairs)
    yield from chain(listed, mapped)
