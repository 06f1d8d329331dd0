"""`server.json` of the MCP registry: what each package speaks when it is started as declared, and what is hosted elsewhere."""

from collections.abc import Iterator
from types import MappingProxyType

from upheld.exposure import Offer, Says, Start, Weight
from upheld.facts.client_configs import ClientConfig, Server
from upheld.facts.exposure.manifests.addresses import bind_of, port_of, shown
from upheld.facts.exposure.manifests.choice import Choice, chosen, transport_of
from upheld.facts.exposure.manifests.compose import published_as
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.sharing import shareable, stand_in, words_to_share
from upheld.facts.exposure.manifests.variables import chosen_by

_SOURCE = "server.json"
_PUBLISH = ("-p", "--publish")
_RUNNERS = {"npm": ("npx", "-y"), "pypi": ("uvx",), "oci": ("docker", "run", "-i", "--rm"), "nuget": ("dnx",)}
CLIENT = "MCP registry"


def server_json_offers(config: ClientConfig, manifest: Manifest) -> Iterator[Offer]:
    """Yield what each package and each address of an entry says."""
    for server in config.servers:
        yield from _package(server, manifest) if server.package else [_remote(server)]


def _package(server: Server, manifest: Manifest) -> Iterator[Offer]:
    package = server.package
    if package is None:
        return
    line = server.line_of("transport", "transport_type")
    subject = f"{package.registry} {_shown_name(server.name)}".strip()
    start = start_of(server)
    choice = chosen(("", *package.package_args))
    says = transport_of(server.transport or "")
    if says is not None:
        # An argument that says the same is what makes it so.
        by = f" by {choice.text}" if choice and choice.says is says else ""
        bind = bind_of(port_of(server.url) or "") if server.url and says is Says.NETWORK else None
        yield manifest.offer(_SOURCE, Choice(says, Weight.STRONG, f"{subject} is {server.transport}{by}", bind), line, subject=subject, start=start)  # fmt: skip
    if choice and choice.says is not says:
        line = server.line_of("packageArguments", "package_arguments")
        yield manifest.offer(_SOURCE, choice, line, lead=subject, subject=subject, start=start)
    yield from _published(server, subject, manifest)
    for name, value, at in server.variables:
        for _, by_variable in chosen_by([(name, value)]):
            yield manifest.offer(_SOURCE, by_variable, at, lead=subject, subject=subject, start=start)


def _shown_name(name: str) -> str:
    """Return what identifies a package, of an address its last part: others may carry a secret."""
    return name.partition("?")[0].rpartition("/")[2] if "://" in name else name


def _published(server: Server, subject: str, manifest: Manifest) -> Iterator[Offer]:
    words = server.package.runtime_args if server.package else ()
    line = server.line_of("runtimeArguments", "runtime_arguments")
    for bind in filter(None, map(published_as, ports_published(words))):
        text = f"{subject} publishes {f'{bind.host}:' if bind.host else ''}{bind.port or 'a port'}"
        yield manifest.network(_SOURCE, Weight.MEDIUM, line, text, subject=subject, bind=bind)


def ports_published(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the ports that arguments of `docker run` publish."""
    for at, word in enumerate(words):
        option, equals, value = word.partition("=")
        if option in _PUBLISH:
            yield value if equals else "".join(words[at + 1 : at + 2])


def _remote(server: Server) -> Offer:
    text = f"{server.transport or 'an address'} at {shown(server.url or '')}"
    return Offer(_SOURCE, Says.ELSEWHERE, Weight.MEDIUM, server.location, text, "remote")


def start_of(server: Server) -> Start | None:
    """Return how the package of a registry is started, as clients do; its variables have values that lead nowhere."""
    package = server.package
    if package is None or package.registry not in _RUNNERS:
        return None
    runner = _RUNNERS[package.registry]
    named = package.version and package.registry != "oci" and "$" not in package.version
    name = f"{server.name}@{package.version}" if named else server.name
    words = (*runner, *words_to_share(package.runtime_args), name, *words_to_share(package.package_args))
    return Start(words, server.location, MappingProxyType(variables_of(server)))


def variables_of(server: Server) -> dict[str, str]:
    """Return the variables that a package has to be given, each with a value that leads nowhere."""
    given = {name: value if shareable(name, value) else stand_in(name) for name, value, _ in server.variables}
    return {**{name: stand_in(name) for name in (server.package.required if server.package else ())}, **given}
