"""What the words of a command choose: a transport, an address, a port.

Only words of closed lists, addresses and numbers are ever kept, so that no secret among the arguments gets into a text.
"""

import re
from collections.abc import Iterator, Sequence

from upheld.exposure import Bind, Reach, Says, Weight
from upheld.facts.exposure.manifests.addresses import bind_of
from upheld.nouns import dataclass

_NETWORK = frozenset(
    "sse http https streamablehttp streamablehttpjson streamable streamhttp httpstream httpstreamable statelesshttp shttp httpjson "
    "ws wss websocket websockets tcp grpc httpsse ssehttp ssestreamablehttp httpserver both dual hybrid".split()
)
_STDIO = frozenset({"stdio", "stdin", "stdinout", "standardio"})
_SEPARATORS = re.compile(r"[-_+ .,&]")
_OPTION = re.compile(r"(?P<dashes>--?)(?P<name>[A-Za-z][\w.-]{0,60})(?:[=](?P<value>.{0,300}))?", re.DOTALL)
_OF_TRANSPORT = re.compile(
    r"(?:.*-)?transport(?:-?(?:type|mode|protocol|method))?|t|(?:mcp-|server-|run-)?mode|(?:mcp-)?protocol|server-type|interface"
)
_OF_SCHEME = frozenset({"protocol", "interface"})
_SCHEMES = frozenset({"http", "https", "ws", "wss", "tcp", "grpc"})
"""With the names above, they also say how another server is spoken to: `--protocol https`."""
_SIDES = r"(?:(?:http|https|sse|ws|websocket|listen|listening|server|bind|mcp|web|ui|api|rest|serve|serving|streamable-http|stream|metrics|health|admin|dashboard)-)?"
_OF_PORT = re.compile(rf"{_SIDES}port")
_OF_HOST = re.compile(rf"{_SIDES}(?:host|hostname)")
_OF_LISTENING = re.compile(
    rf"{_SIDES}(?:bind|listen|listen-client-urls|listen-peer-urls|bind-addr(?:ess)?|listen-addr(?:ess)?|addr(?:ess)?|bind-to|endpoint-listen)"
)
_SWITCH = re.compile(
    r"(?:use-|enable-|with-|start-|run-|serve-|as-)?(?P<word>stdio|sse|http|https|streamable-?http|http-stream|websockets?|ws|shttp)"
    r"(?:-?(?:mode|server|transport|only))?"
)
_OFF = frozenset({"false", "0", "no", "off"})
_ON = frozenset({"true", "1", "yes", "on", "enabled"})
_SUBCOMMANDS = frozenset({"stdio", "sse", "http", "streamable-http", "streamablehttp", "http-server", "serve-http", "serve-sse", "serve-stdio", "http-serve", "start-http"})  # fmt: skip
_MOST_WORDS = 300
WEIGHTS = (Weight.WEAK, Weight.MEDIUM, Weight.STRONG)
"""From the lightest on."""


@dataclass(frozen=True)
class Choice:
    """What is chosen, and by which words."""

    says: Says
    weight: Weight
    text: str
    bind: Bind | None = None


@dataclass(frozen=True)
class _Sign:
    kind: str
    """`stdio`, `network`, `listen`, `host` or `port`."""
    text: str
    bind: Bind | None = None


def transport_of(word: str) -> Says | None:
    """Return what a transport's name stands for."""
    bare = _SEPARATORS.sub("", word.strip().lower())
    return Says.NETWORK if bare in _NETWORK else Says.STDIO if bare in _STDIO else None


def chosen(words: Sequence[str]) -> Choice | None:
    """Return what a command's words choose; None where they leave it to the program."""
    signs = list(_signs(list(words[:_MOST_WORDS])))
    transports = [sign for sign in signs if sign.kind in {"stdio", "network"}]
    if transports:
        # Of one option given twice, programs take the last.
        last = transports[-1]
        if last.kind == "stdio":
            return Choice(Says.STDIO, Weight.STRONG, last.text)
        return _network([last, *(sign for sign in signs if sign.kind not in {"stdio", "network"})], Weight.STRONG)
    return _by_address(signs)


def _by_address(signs: list[_Sign]) -> Choice | None:
    """Weigh addresses without a transport: `--host` and `--port` may also be those of a server to be called."""
    hosts = [sign for sign in signs if sign.kind == "host"]
    if any(sign.kind == "listen" for sign in signs):
        return _network(signs, Weight.STRONG)
    if any(sign.bind and sign.bind.reach is Reach.ALL for sign in hosts):
        return _network(signs, Weight.STRONG)
    if any(sign.bind is None or sign.bind.reach is Reach.UNKNOWN for sign in hosts) or not any(
        sign.kind == "port" for sign in signs
    ):
        return None
    return _network(signs, Weight.WEAK if hosts else Weight.MEDIUM)


def _network(signs: list[_Sign], weight: Weight) -> Choice:
    hosts = [sign.bind for sign in signs if sign.bind and sign.bind.host is not None]
    ports = [sign.bind.port for sign in signs if sign.bind and sign.bind.port]
    bind = Bind(
        hosts[0].reach if hosts else Reach.UNKNOWN, hosts[0].host if hosts else None, ports[0] if ports else None
    )
    text = " ".join(dict.fromkeys(sign.text for sign in signs if sign.kind != "host" or sign.bind))
    return Choice(Says.NETWORK, weight, text, bind if hosts or ports else None)


def _signs(words: list[str]) -> Iterator[_Sign]:
    positional = True
    for at, word in enumerate(words):
        match = _OPTION.fullmatch(word)
        if match is None:
            if positional and word.lower() in _SUBCOMMANDS and at:
                says = Says.STDIO if "stdio" in word.lower() else Says.NETWORK
                yield _Sign("stdio" if says is Says.STDIO else "network", word)
            # What follows an option is taken for its value.
            positional = True
            continue
        following = words[at + 1] if at + 1 < len(words) and words[at + 1][:1] != "-" else None
        value = match["value"] if match["value"] is not None else following
        positional = match["value"] is not None or following is None
        sign = _sign(word.partition("=")[0], match["name"], value)
        positional = positional or bool(sign and sign.text == word)
        if sign:
            yield sign


def _sign(option: str, written: str, value: str | None) -> _Sign | None:
    name = re.sub(r"[_.]", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", written)).lower()
    if _OF_TRANSPORT.fullmatch(name):
        return _transported(option, name, value or "")
    if switch := _SWITCH.fullmatch(name):
        return _switched(option, switch["word"], value or "")
    bind = bind_of((value or "").partition(",")[0])
    known = bind is not None and (bind.host is None or bind.reach is not Reach.UNKNOWN)
    if _OF_PORT.fullmatch(name):
        return _Sign("port", f"{option} {value}", bind) if bind and bind.host is None else None
    if _OF_HOST.fullmatch(name) and value is not None:
        return _Sign("host", f"{option} {value}", bind) if known else _Sign("host", option)
    if not known or bind is None or not _OF_LISTENING.fullmatch(name):
        return None
    listens = bind.reach is Reach.ALL or "listen" in name or "bind" in name
    return _Sign("listen" if listens else "host", f"{option} {value}", bind)


def _transported(option: str, name: str, value: str) -> _Sign | None:
    says = transport_of(value)
    if says is None or (name in _OF_SCHEME and value.lower() in _SCHEMES):
        return None
    return _Sign("stdio" if says is Says.STDIO else "network", f"{option} {value}")


def _switched(option: str, word: str, value: str) -> _Sign | None:
    """Return what a switch turns on: `--http`, `--sse=true`, or with an address, `--http :8080`."""
    given = value.lower()
    if given in _OFF:
        return None
    if word == "stdio":
        return _Sign("stdio", option)
    bind = None if given in _ON else bind_of(given)
    known = bind is not None and (bind.host is None or bind.reach is not Reach.UNKNOWN)
    if "://" in given and not known:
        # An address elsewhere is one to be called.
        return None
    return _Sign("network", f"{option} {value}", bind) if known else _Sign("network", option)
