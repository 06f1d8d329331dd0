"""The configurations of clients, as far as they start the software of this repository or lead to an address."""

from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType

from upheld.exposure import Offer, Says, Start, Weight
from upheld.facts.client_configs import ClientConfig, Server
from upheld.facts.exposure.manifests.addresses import bind_of, is_local, port_of, shown
from upheld.facts.exposure.manifests.choice import Choice, chosen
from upheld.facts.exposure.manifests.compose import published_as
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.own import Owned, owned
from upheld.facts.exposure.manifests.programs import CLIENTS, program_of, started_by
from upheld.facts.exposure.manifests.project import bare_name
from upheld.facts.exposure.manifests.server_json import ports_published
from upheld.facts.exposure.manifests.sharing import shareable, stand_in, words_to_share
from upheld.facts.exposure.manifests.variables import chosen_by


def client_offers(config: ClientConfig, manifest: Manifest) -> Iterator[Offer]:
    """Yield what the servers of a configuration say."""
    most = Weight.WEAK if config.in_documentation else Weight.MEDIUM
    for server in config.servers:
        if server.url is not None:
            yield from _at_address(server, config)
        elif own := owned(server, manifest.project, manifest.tree):
            yield from _started(server, own, config, manifest, most)


def _at_address(server: Server, config: ClientConfig) -> Iterator[Offer]:
    url = server.url or ""
    if is_local(url):
        bind = bind_of(port_of(url) or "")
        text = f"{config.client}: {server.transport or 'an address'} at {shown(url)}"
        yield Offer(config.client, Says.NETWORK, Weight.WEAK, server.location, text, bare_name(server.name), bind)
    elif not config.in_documentation and "://" in url:
        text = f"{config.client}: {server.transport or 'an address'} at {shown(url)}"
        yield Offer(config.client, Says.ELSEWHERE, Weight.WEAK, server.location, text, bare_name(server.name))


def _started(server: Server, own: Owned, config: ClientConfig, manifest: Manifest, most: Weight) -> Iterator[Offer]:
    if program_of(own.words).name in CLIENTS:
        return
    subject, start = bare_name(server.name), start_of(server, own)
    line = server.line_of("args", "command", "cmd")
    choice = chosen(inside(own.words, manifest)) if own.by == "image" else started_by(own.words)
    if choice is None and not config.in_documentation:
        # A client that starts a command speaks stdio with it.
        choice = Choice(Says.STDIO, Weight.MEDIUM, "starts it and speaks stdio")
    if choice:
        yield manifest.offer(config.client, choice, line, subject=subject, start=start, most=most)
    for bind in filter(None, map(published_as, ports_published(own.words) if own.by == "image" else ())):
        text = f"publishes {f'{bind.host}:' if bind.host else ''}{bind.port or 'a port'}"
        yield manifest.network(config.client, most, line, text, subject=subject, bind=bind)
    passed = list(server.variables)
    passed += [(name, value, line) for name, value in _passed(own.words) if own.by == "image"]
    for name, value, at in passed:
        for _, by_variable in chosen_by([(name, value)]):
            yield manifest.offer(config.client, by_variable, at, subject=subject, start=start, most=most)


def _passed(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the variables that `docker run -e NAME=value` hands on."""
    for option, word in pairwise(words):
        name, equals, value = word.partition("=")
        if option in {"-e", "--env"} and equals:
            yield name, value


def inside(words: tuple[str, ...], manifest: Manifest) -> tuple[str, ...]:
    """Return the image of a `docker run` and what is passed to the container."""
    at = next(
        (
            at
            for at, word in enumerate(words)
            if at > 1 and "=" not in word and bare_name(word) in manifest.project.names
        ),
        0,
    )
    return words[at:]


def start_of(server: Server, own: Owned) -> Start:
    """Return how a client starts the server; what is secret, or only the user has, is replaced."""
    given = {name: value if shareable(name, value) else stand_in(name) for name, value, _ in server.variables}
    return Start(words_to_share(own.words), server.location, MappingProxyType(given))
