"""The servers in a client's configuration, whatever its syntax."""

from collections.abc import Iterator

from upheld.facts.client_configs.arguments import settings_in_address, settings_in_arguments
from upheld.facts.client_configs.clients import Client
from upheld.facts.client_configs.config import STDIO, Server
from upheld.facts.settings.giving import given
from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.items import Item, Pair
from upheld.model import Location

_VARIABLES = ("env", "environment", "envs")
_HEADERS = ("headers", "http_headers", "requestHeaders")
_NAMED_VARIABLES = ("bearer_token_env_var", "env_vars", "env_keys")
_ADDRESSES = {"url": None, "httpUrl": "http", "serverUrl": "http", "uri": None}
_COMMANDS = ("command", "cmd")
_LISTED = frozenset({"mcpServers", "modelContextProtocolServers"})
"""Keys that may hold a list; one of `servers` is OpenAPI's."""
_STARTS = frozenset({*_COMMANDS, *_ADDRESSES})
_TYPES = {
    "local": STDIO, "stdio": STDIO, "custom": STDIO, "http": "http", "streamable-http": "http", "streamablehttp": "http",
    "streamable_http": "http", "remote": "http", "sse": "sse", "ws": "ws", "websocket": "ws",
}  # fmt: skip


def servers_in(path: str, root: Item, client: Client) -> Iterator[Server]:
    """Yield every server that stands under one of the client's keys."""
    for keys in client.keys:
        for holder in _under(root, keys):
            listed = keys[-1] in _LISTED
            yield from (server_of(path, *entry, client) for entry in _entries(holder, listed=listed))


def _under(item: Item, keys: tuple[str, ...]) -> Iterator[Item]:
    """Yield what stands under a chain of keys; a key that stands twice holds two things."""
    if not keys:
        yield item
    for pair in item.pairs if keys else ():
        if pair.key == keys[0]:
            yield from _under(pair.item, keys[1:])


def _entries(holder: Item, *, listed: bool) -> Iterator[tuple[str, Item, int]]:
    for pair in holder.pairs:
        if _is_server(pair.item):
            yield pair.key, pair.item, pair.line
    for item in holder.items if listed else ():
        if _is_server(item):
            yield item.text("name") or "server", item, item.line


def _is_server(item: Item) -> bool:
    return any(pair.key in _STARTS or (pair.key == "transport" and _is_server(pair.item)) for pair in item.pairs)


def server_of(path: str, name: str, item: Item, line: int, client: Client) -> Server:
    """Return the server that a mapping of command, arguments, variables, address and headers describes."""
    pairs = [*item.pairs, *(inner for pair in item.pairs if pair.key == "transport" for inner in pair.item.pairs)]
    # Some write the arguments before the command.
    words = [word for pair in sorted(pairs, key=lambda pair: pair.key not in _COMMANDS) for word in _words(path, pair)]
    started = any(pair.key in _COMMANDS for pair in pairs)
    address, transport = _address(pairs, client)
    return Server(
        name=name,
        location=Location(path, line),
        transport=_transport(pairs) or (STDIO if started else transport),
        command=words[0][0] if started and words else None,
        args=tuple(word for word, _ in words[1 if started else 0 :]),
        url=address.value if address else None,
        settings=tuple(_settings(path, pairs, words, client)),
        places=tuple((pair.key, pair.line) for pair in pairs),
        variables=tuple(_variables(pairs)),
    )


def _variables(pairs: list[Pair]) -> Iterator[tuple[str, str, int]]:
    for pair in pairs:
        if pair.key in _VARIABLES:
            yield from ((each.key, each.item.value, each.item.line) for each in pair.item.pairs if each.item.value)
            listed = ((each.value.partition("="), each.line) for each in pair.item.items)
            yield from ((name, value, line) for (name, _, value), line in listed if value)


def _words(path: str, pair: Pair) -> Iterator[tuple[str, Location]]:
    """Yield the words of the command and of its arguments: as texts, in lists, or as Zed's `{"path", "args"}`."""
    if pair.key not in {*_COMMANDS, "args"}:
        return
    if pair.item.kind == "text":
        yield pair.item.value, Location(path, pair.item.line, pair.item.column)
    for item in pair.item.items:
        yield item.value, Location(path, item.line, item.column)
    for inner in pair.item.pairs:
        if inner.key in {"path", "args"}:
            yield from _words(path, Pair("args", inner.line, inner.column, inner.item))


def _address(pairs: list[Pair], client: Client) -> tuple[Item | None, str | None]:
    for pair in pairs:
        if pair.key in _ADDRESSES and pair.item.kind == "text":
            return pair.item, _ADDRESSES[pair.key] or client.url_is
    return None, None


def _transport(pairs: list[Pair]) -> str | None:
    for pair in pairs:
        if pair.key in {"type", "transport", "transportType"} and pair.item.kind == "text":
            return _TYPES.get(pair.item.value.lower(), pair.item.value)
    return None


def _settings(path: str, pairs: list[Pair], words: list[tuple[str, Location]], client: Client) -> Iterator[Setting]:
    for pair in pairs:
        if pair.key in _VARIABLES:
            yield from given(path, pair.item, expands=client.expands)
        elif pair.key in _HEADERS:
            yield from given(path, pair.item, expands=client.expands, by=By.HEADER)
        elif pair.key == "env_http_headers":
            yield from (_passed_on(path, inner.item.value, inner.item, By.HEADER) for inner in pair.item.pairs)
        elif pair.key in _NAMED_VARIABLES:
            names = pair.item.items or (pair.item,)
            yield from (_passed_on(path, each.value, each, By.ENVIRONMENT) for each in names if each.kind == "text")
        elif pair.key in {"bearer_token", "bearerToken", "apiKey", "api_key", "authToken"} and pair.item.kind == "text":
            yield from given(
                path, Item("mapping", pair.line, pair.column, pairs=(pair,)), expands=client.expands, by=By.HEADER
            )
        elif pair.key in _ADDRESSES and pair.item.kind == "text":
            place = Location(path, pair.item.line, pair.item.column)
            yield from settings_in_address(pair.item.value, place, client.expands)
    yield from settings_in_arguments(tuple(words), client.expands)


def _passed_on(path: str, name: str, item: Item, by: By) -> Setting:
    """Return a variable that the configuration names instead of giving it a value."""
    place = Location(path, item.line, item.column)
    return Setting(name, Value(Given.REFERENCE), place, by, by is By.HEADER or is_secret_name(name))
