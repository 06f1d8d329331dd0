"""`server.json` of the MCP registry: what a published server asks of whoever starts it, in both spellings of its fields."""

import re
from collections.abc import Iterator

from upheld.facts.client_configs.arguments import settings_in_address
from upheld.facts.client_configs.clients import REGISTRY
from upheld.facts.client_configs.config import STDIO, Package, Server
from upheld.facts.settings.giving import setting
from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.items import Item
from upheld.model import Location

_SCHEMA = re.compile(r"modelcontextprotocol")
_VARIABLES = ("environmentVariables", "environment_variables")
_OF_PACKAGE = ("packageArguments", "package_arguments")
_OF_RUNTIME = ("runtimeArguments", "runtime_arguments")
_ARGUMENTS = (*_OF_PACKAGE, *_OF_RUNTIME)


def is_registry(root: Item) -> bool:
    """Tell whether a document is a server's entry for the registry."""
    if _SCHEMA.search(root.text("$schema") or ""):
        return True
    return "/" in (root.text("name") or "") and any(root.get(key) for key in ("packages", "remotes"))


def registry_servers(path: str, root: Item) -> Iterator[Server]:
    """Yield each package, and each address at which the server is reached."""
    packages, remotes = root.get("packages"), root.get("remotes")
    name = root.text("name") or ""
    yield from (_package(path, item, name) for item in (packages.items if packages else ()))
    yield from (_remote(path, item) for item in (remotes.items if remotes else ()))


def _package(path: str, item: Item, name: str) -> Server:
    transport = item.get("transport")
    arguments = [each for key in _ARGUMENTS for each in _items(item, key)]
    return Server(
        name=item.text("identifier") or item.text("name") or "package",
        location=Location(path, item.line),
        transport=_transport((transport.text("type") if transport else None) or item.text("transport_type") or STDIO),
        command=item.text("runtimeHint") or item.text("runtime_hint"),
        args=tuple(word for each in arguments for word in _said(each)),
        url=transport.text("url") if transport else None,
        settings=(
            *(_setting(path, each, By.ENVIRONMENT) for key in _VARIABLES for each in _items(item, key)),
            *(_setting(path, each, By.ARGUMENT) for each in arguments if each.text("name")),
            *(_setting(path, each, By.HEADER) for each in (_items(transport, "headers") if transport else ())),
        ),
        places=tuple((pair.key, pair.line) for pair in item.pairs),
        package=Package(
            registry=(
                item.text("registryType") or item.text("registry_type") or item.text("registry_name") or ""
            ).lower(),
            version=item.text("version") or "",
            runtime_args=tuple(word for key in _OF_RUNTIME for each in _items(item, key) for word in _default(each)),
            package_args=tuple(word for key in _OF_PACKAGE for each in _items(item, key) for word in _default(each)),
            required=tuple(
                each.text("name") or ""
                for key in _VARIABLES
                for each in _items(item, key)
                if _is_required(each) and not (each.text("value") or each.text("default"))
            ),
            server=name,
        ),
        variables=tuple(
            (each.text("name") or "", value.value, value.line)
            for key in _VARIABLES
            for each in _items(item, key)
            if (value := each.get("value") or each.get("default")) and value.value
        ),
    )


def _remote(path: str, item: Item) -> Server:
    url = item.get("url")
    place = Location(path, url.line, url.column) if url else Location(path, item.line)
    return Server(
        name="remote",
        location=Location(path, item.line),
        transport=_transport(item.text("type") or item.text("transport_type") or "http"),
        url=url.value if url else None,
        settings=(
            *(_setting(path, each, By.HEADER) for each in _items(item, "headers")),
            *settings_in_address(url.value if url else "", place, REGISTRY.expands),
        ),
        places=tuple((pair.key, pair.line) for pair in item.pairs),
    )


def _items(item: Item, key: str) -> tuple[Item, ...]:
    found = item.get(key)
    return found.items if found else ()


def _said(item: Item) -> Iterator[str]:
    yield from (text for text in (item.text("name"), item.text("value") or item.text("default")) if text)


def _default(item: Item) -> Iterator[str]:
    """Yield an argument as it is given when the user adds nothing; what is left to the user is none."""
    name, value = item.text("name"), item.text("value") or item.text("default")
    is_switch = item.text("format") == "boolean"
    if is_switch and name:
        yield from [name] if value == "true" else []
    elif value is not None:
        yield from (word for word in (name, value) if word)
    elif _is_required(item):
        yield from (
            word for word in (name, f"{{{item.text('valueHint') or item.text('value_hint') or 'value'}}}") if word
        )
    elif name and not any(
        item.get(key) for key in ("isRequired", "is_required", "valueHint", "placeholder", "choices", "format")
    ):
        yield name


def _is_required(item: Item) -> bool:
    return "true" in {item.text("isRequired"), item.text("is_required")}


def _setting(path: str, item: Item, by: By) -> Setting:
    """Return an input; without a value of its own it is asked of whoever starts the server."""
    name = item.text("name") or ""
    secret = "true" in {item.text("isSecret"), item.text("is_secret")}
    for key in ("value", "default"):
        if (value := item.get(key)) and value.value:
            place = Location(path, value.line, value.column)
            return setting(name, value.value, place, expands=REGISTRY.expands, by=by, is_secret=secret)
    place = Location(path, item.line, item.column)
    return Setting(name, Value(Given.REFERENCE), place, by, secret or is_secret_name(name))


def _transport(word: str) -> str:
    return {"streamable-http": "http", "streamable": "http"}.get(word, word)
