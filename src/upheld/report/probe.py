"""What was seen while a server ran: lines to read, or JSON for other programs."""

from collections.abc import Iterator
from typing import Any

from upheld.model import SCHEMA_VERSION
from upheld.network.words import address
from upheld.network.words import attempt as attempted
from upheld.probing.observation import Attempt, Family, Listener, Observation
from upheld.report.json import dumped
from upheld.report.style import Style, leading, one_line, shown

FORMATS = ("text", "json")


def render(observation: Observation, report_format: str, style: Style) -> str:
    """Return the observation in a format; no output of the server is in it, which may hold anything."""
    if report_format == "json":
        return dumped(document(observation))
    return "".join(f"{line}\n" for line in _lines(observation, style))


def document(observation: Observation) -> dict[str, Any]:
    """Return the observation as JSON values."""
    start, handshake = observation.start, observation.handshake
    return {
        "schema_version": SCHEMA_VERSION,
        "start": {
            "command": list(start.command),
            "folder": start.folder,
            "environment": sorted(start.environment),
            "location": str(start.location) if start.location else None,
        },
        "handshake": handshake
        and {
            "method": handshake.method,
            "version": handshake.version,
            "server": handshake.server,
            "tools": handshake.tools,
            "seconds": round(handshake.seconds, 3),
        },
        "listeners": [_socket(each) | {"reach": each.reach and each.reach.value} for each in observation.listeners],
        "attempts": [_socket(each) for each in observation.attempts],
        "attempts_seen": observation.attempts_seen,
        "watched": observation.watched,
        "unsettled": [_socket(each) for each in observation.unsettled],
        "containment": observation.containment.value,
        "uncontained": observation.uncontained,
        "left": list(observation.left),
        "end": observation.end.value,
        "exit_code": observation.exit_code,
        "seconds": round(observation.seconds, 3),
        "problems": list(observation.problems),
    }


def _socket(each: Listener | Attempt) -> dict[str, Any]:
    return {"family": each.family.value, "address": each.address, "port": each.port, "process": each.process}


def _lines(observation: Observation, style: Style) -> Iterator[str]:
    start, handshake = observation.start, observation.handshake
    place = f"  ({start.location})" if start.location else ""
    yield style(_printable(f"{' '.join(start.command)}{place}"), "bold")
    if observation.exit_code is None and not (handshake or observation.watched):
        # Nothing ever ran: there is nothing else to tell.
        yield from (style(f"  {_printable(problem)}", "yellow") for problem in observation.problems)
        return
    why = f" ({_printable(observation.uncontained)})" if observation.uncontained else ""
    yield f"  kept from the network by {observation.containment}{why}"
    if handshake:
        tools = "" if handshake.tools is None else f", {handshake.tools} {'tool' if handshake.tools == 1 else 'tools'}"
        said = f"{handshake.server} answered {handshake.method} ({handshake.version}){tools}"
        yield f"  {_printable(said)} after {handshake.seconds:.2f} s"
    else:
        yield style("  it answered no handshake", "yellow")
    yield from _sockets(observation, style)
    if start.build and not handshake:
        yield style(f"  it may have to be built first: {_printable(start.build)}", "yellow")
    for problem in observation.problems:
        yield style(f"  {_printable(problem)}", "yellow")
    code = "" if observation.exit_code is None else f" with exit code {observation.exit_code}"
    yield style(f"  ended {observation.end}{code}, after {observation.seconds:.1f} s", "dim")


def _sockets(observation: Observation, style: Style) -> Iterator[str]:
    if not observation.watched:
        yield style("  its sockets could not be watched", "yellow")
    elif not observation.network:
        answered = observation.handshake is not None
        yield style(
            "  it listened nowhere" if answered else "  no listener was seen", "green" if answered else "yellow"
        )
    for each in observation.listeners:
        looks = ("dim",) if each.family is Family.UNIX else ("red",)
        where = "no network" if each.reach is None else each.reach.value
        yield style(f"  it listened on {_printable(address(each))} ({where}), {_printable(each.process)}", *looks)
    for each in observation.unsettled:
        yield style(f"  it held {_printable(address(each))}, a client's or a listener's", "yellow")
    for name in observation.left:
        yield style(f"  {_printable(name)} went on when it had ended, and was ended", "yellow")
    for attempt in observation.attempts:
        yield style(f"  it tried to reach {_printable(attempted(attempt))}", "red")
    if not observation.attempts_seen:
        yield style("  connections that do not last were not seen (--trace)", "dim")


def _printable(text: str) -> str:
    return leading(shown(one_line(text)))
