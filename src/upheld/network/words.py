"""How findings about the network speak of places, sockets and guards."""

from collections.abc import Iterable

from upheld.exposure import Bind, Capability, Guard, GuardKind, Offer, Reach, Started, Strength
from upheld.model import Evidence
from upheld.probing.observation import Attempt, Family, Listener, Observation

_MOST_ARGUMENTS = 8
_LONGEST = 60
"""In characters: what is quoted of the source."""


def capability(each: Capability) -> Evidence:
    """Return what the source says at a place, with its bind and its guards."""
    return Evidence("source", described(each), each.location)


def described(each: Capability) -> str:
    """Return a capability in a phrase: `listens on loopback, port 3000, behind `--http` (off where left out)`."""
    what = {
        Strength.LISTENS: f"listens on {bind(each.bind)}",
        Strength.TRANSPORT: "makes a network transport",
        Strength.CAN: f"can listen on {bind(each.bind)}",
        Strength.BINDS: f"binds {bind(each.bind)} without listening",
    }[each.strength]
    return f"{what}, {_when(each)}"


def _when(each: Capability) -> str:
    behind = " and ".join(map(guard, each.guards[:2]))
    match each.started:
        case Started.OPTIONAL:
            return f"behind {behind}" if behind else "only when asked for"
        case Started.DEFAULT:
            return f"by default ({behind})" if behind else "by default"
        case _:
            return f"behind {behind}; what holds by default is not told" if behind else "when, the source does not tell"


def guard(each: Guard) -> str:
    """Return a guard as a reader looks for it: `--transport` (`stdio` where left out), src/cli.ts:12."""
    default = f" (`{each.default}` where left out)" if each.default is not None else ""
    name = {GuardKind.SUBCOMMAND: "the subcommand ", GuardKind.LATER: "a call of "}.get(each.kind, "")
    return f"{name}`{_shortened(each.text)}`{default}, {each.location}"


def bind(each: Bind) -> str:
    """Return where something listens, as far as the source tells."""
    host = f" (`{each.host}`)" if each.host and each.reach is Reach.UNKNOWN else ""
    port = f", port {_port(each.port)}" if each.port else ""
    return f"{each.reach}{host}{port}"


def _port(written: str) -> str:
    return written if written.isdigit() else f"`{_shortened(written)}`"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def run(seen: Observation) -> Evidence:
    """Return what a run showed, without a word that the server printed but its name."""
    start, handshake = seen.start, seen.handshake
    command = " ".join(start.command[:_MOST_ARGUMENTS])
    tools = "" if handshake is None or handshake.tools is None else f", {handshake.tools} tools"
    shaken = f"{handshake.method} answered{tools}" if handshake else "no handshake"
    sockets = listed(map(listener, seen.network), "no listener") if seen.watched else "its sockets were not seen"
    reached = f"; tried to reach {listed(map(attempt, seen.attempts), '')}" if seen.attempts else ""
    kept = f"kept from the network by {seen.containment}"
    return Evidence("run", f"`{command}`: {shaken}, {sockets}{reached}; {kept}", start.location)


def listener(each: Listener) -> str:
    """Return a listener with its reach and its process: `tcp [::]:3000 (every interface), node`."""
    return f"{address(each)} ({each.reach or 'no network'}), {each.process}"


def attempt(each: Attempt) -> str:
    """Return where a process tried to connect to."""
    return f"{address(each) if each.address else each.name}, {each.process}"


def address(socket: Listener | Attempt) -> str:
    """Return a socket's address as people write it: `tcp [::]:3000`."""
    if socket.family is Family.UNIX:
        return f"unix {socket.address}"
    host = f"[{socket.address}]" if ":" in socket.address else socket.address
    return f"{socket.family} {host}:{socket.port}"


def offer(each: Offer) -> Evidence:
    """Return what a manifest says."""
    return Evidence(each.source, each.text, each.location)


def listed(texts: Iterable[str], nothing: str, most: int = 5) -> str:
    """Return the first of them, and how many more there are."""
    every = list(texts)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return "; ".join(every[:most]) + more if every else nothing
