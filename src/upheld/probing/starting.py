"""Starting a server in the best way that the system lets us."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from upheld.nouns import dataclass
from upheld.probing.keeping import Event, Kept, Order, RefusedError, Server
from upheld.probing.namespaces import Way
from upheld.probing.observation import Attempt, Containment, Family, Listener
from upheld.probing.watching import Look, ProcLook, Seen

_DOMAIN = 53
_SOCKETS = Path("/proc/self/net/tcp")


@dataclass(frozen=True)
class Started:
    """A server that was started."""

    server: Server
    look: Look
    containment: Containment
    uncontained: str | None
    """Why nothing keeps it from the network, where that was wanted."""


class NotWatchableError(Exception):
    """There is no /proc, and psutil is not installed: a server could be neither watched nor ended."""


def started(order: Order, scratch: Path, seen: Seen, *, contain: bool) -> Started:
    """Start the server in the best way; raises `StartError`, `RefusedError` or `NotWatchableError`."""
    if _SOCKETS.exists():
        server, containment, why = _kept(order, scratch, seen, contain=contain)
        return Started(server, ProcLook(server.pid, own=server.own), containment, why)
    try:
        from upheld.probing.portable import PsutilLook, Tracked  # noqa: PLC0415 - psutil is needed nowhere else
    except ModuleNotFoundError as error:
        raise NotWatchableError("psutil is not installed, without which nothing is seen on this system") from error
    tracked = Tracked(order)
    return Started(tracked, PsutilLook(tracked), Containment.NONE, "this system has no network namespaces")


def _kept(order: Order, scratch: Path, seen: Seen, *, contain: bool) -> tuple[Kept, Containment, str | None]:
    """Start the server; return it with what keeps it from the network and, where nothing does, why."""

    def hear(event: Event) -> None:
        if "asked" in event:
            seen.tries(Attempt(Family.UDP, "", _DOMAIN, "", event["asked"]))
        if "listens" in event:
            family, address, port, process = event["listens"]
            seen.listens(Listener(Family(family), address, port, process))

    refusals: dict[str, str] = {}
    for number, way in enumerate(_ways() if contain else []):
        folder = scratch / str(number)
        folder.mkdir(mode=0o700)
        try:
            return Kept(order, way, folder, hear), Containment.NAMESPACE, None
        except RefusedError as error:
            refusals[way] = str(error)
    why = "; ".join(f"{_NAMES[Way(way)]}: {refusal}" for way, refusal in refusals.items())
    return Kept(order, Way.NONE, scratch, hear), Containment.NONE, why or None


_NAMES = {
    Way.WHOLE: "user namespace",
    Way.NETWORK: "user namespace without one of processes",
    Way.ROOT: "network namespace by sudo",
}


def _ways() -> Iterator[Way]:
    yield Way.WHOLE
    yield Way.NETWORK
    if os.geteuid() and shutil.which("sudo"):
        yield Way.ROOT
