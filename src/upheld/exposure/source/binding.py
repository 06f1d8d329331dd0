"""On what a call listens: the host and port that it is given, or what its framework does where it is given none."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.capability import Bind, Reach
from upheld.exposure.source.arguments import Call, arguments, values_of
from upheld.exposure.source.mentions import mentions
from upheld.exposure.source.parsed import Hit, Parsed
from upheld.exposure.source.rule import Binding
from upheld.exposure.source.syntax import NAMES, NUMBERS, bare, call_of, function_of, made_type, member, text
from upheld.exposure.source.values import HOLE, NOTHING, values

if TYPE_CHECKING:
    from tree_sitter import Node

_SHOWN = 80
_MOST_BESIDE = 200
_PATH_NAME = re.compile(
    r"(?:[sS]ock(?:et)?|SOCK(?:ET)?|[pP]ipe|[uU]nix|[uU]ds|UDS|[iI]pc)_?(?:[pP]ath|PATH|[fF]ile|[nN]ame)?$"
)
_PAIRS = frozenset({"tuple", "tuple_expression", "list"})


def bind_of(hit: Hit) -> Bind:
    """Return on what a hit listens, as far as its file tells."""
    binding = hit.rule.bind
    call = _beside(hit, binding.beside) if binding.beside else Call(hit.parsed, hit.node)
    if call is None:
        return Bind(Reach.UNKNOWN)
    address = call.at(binding.address) if binding.address else None
    host = call.at(binding.host) if binding.host else None
    port = call.at(binding.port) if binding.port else None
    if host is not None and _pair(hit.parsed, bare(host)):
        address, host = host, None
    if host is not None and host.type == "object":
        host = None
    if host is None and address is not None:
        return _of_address(hit.parsed, address, binding)
    return Bind(
        reach=_reach_of(values(hit.parsed, host, by_default=True), binding.absent)
        if host is not None
        else binding.absent,
        host=_shown(host),
        port=_shown(port),
    )


def _beside(hit: Hit, method: str) -> Call | None:
    """Return the nearest call of a method before a hit, on what is called by the same name."""
    receiver = Call(hit.parsed, hit.node).receiver
    before = [each for each in mentions(hit.parsed, {method.encode()}) if each.start_byte < hit.node.end_byte]
    for name in before[: -_MOST_BESIDE - 1 : -1]:
        node = call_of(name)
        call = Call(hit.parsed, node) if node else None
        if call and call.receiver and receiver and text(call.receiver) == text(receiver):
            return call
    return None


def is_local_socket(hit: Hit) -> bool:
    """Tell whether a hit listens on a socket in the file system, which is no network."""
    binding = hit.rule.bind
    call = _beside(hit, binding.beside) if binding.beside else Call(hit.parsed, hit.node)
    if call is None:
        return False
    for place in (binding.address, binding.host, binding.port):
        node = call.at(place) if place else None
        if node is None:
            continue
        found = values(hit.parsed, node, by_default=True)
        if all(map(_is_path, found)) or (HOLE in found and _PATH_NAME.search(text(node))):
            return True
    return False


def _is_path(value: str) -> bool:
    return value.startswith(
        ("/", "./", "unix:", "\\\\.\\pipe", "\\\\?\\pipe", "@", "ipc:", "inproc:")
    ) or value.endswith(".sock")


def _of_address(parsed: Parsed, node: "Node", binding: Binding) -> Bind:
    made = bare(node)
    if made_type(made) is not None:
        fields = arguments(parsed, made).named
        host = fields.get("IP") or fields.get("Host")
        reach = _reach_of(values(parsed, host, by_default=True), binding.absent) if host else binding.absent
        return Bind(reach, _shown(host), _shown(fields.get("Port")))
    pair = _pair(parsed, made)
    if pair is not None:
        host, port = pair
        return Bind(_reach_of(values(parsed, host, by_default=True), binding.absent), _shown(host), _shown(port))
    if bare(node).type in NUMBERS:
        return Bind(binding.absent, None, _shown(node))
    hosts = tuple(_host_of(value) for value in values(parsed, node, by_default=True))
    return Bind(_reach_of(hosts, binding.absent), _shown(node), None)


def _pair(parsed: Parsed, node: "Node") -> tuple["Node", "Node"] | None:
    """Return the host and the port of `(host, port)`, `[host, port]` and `SocketAddr::new(host, port)`."""
    if node.type in NAMES:
        named = values_of(parsed, node)
        node = bare(named[0]) if len(named) == 1 else node
    function = function_of(node)
    given: list[Node] = []
    if node.type in _PAIRS:
        given = [each for each in node.named_children if each.type != "comment"]
    elif function is not None:
        inside = member(bare(function))
        of = text(inside[0]) if inside else ""
        given = arguments(parsed, node).positional
        if of.endswith("SocketAddr") and len(given) == 1:
            return _pair(parsed, bare(given[0]))
        if not of.endswith(("SocketAddr", "SocketAddrV4", "SocketAddrV6")):
            given = []
    return (given[0], given[1]) if len(given) >= 2 else None  # noqa: PLR2004 - a host and a port


def _host_of(address: str) -> str:
    """Return the host of `host:port`, of `http://host:port` and of a port alone."""
    address = address.rpartition("://")[2]
    if address.isdigit():
        return ""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.rpartition(":")[0] if address.count(":") == 1 else address


def _reach_of(hosts: tuple[str, ...], absent: Reach) -> Reach:
    """Return the reach of every value that a host may have; where they differ, the source does not tell."""
    reaches = {_reach(host, absent) for host in hosts}
    return reaches.pop() if len(reaches) == 1 else Reach.UNKNOWN


def _reach(host: str, absent: Reach) -> Reach:
    host = host.strip().strip("[]").lower()
    if host in NOTHING:
        return absent
    if host in {"localhost", "::1"} or host.startswith("127."):
        return Reach.LOOPBACK
    if HOLE in host or (host and not host[0].isdigit() and ":" not in host and host != "*"):
        return Reach.UNKNOWN
    return Reach.ALL


def _shown(node: "Node | None") -> str | None:
    if node is None:
        return None
    written = " ".join(text(node).split())
    return written if len(written) <= _SHOWN else f"{written[: _SHOWN - 1]}…"
