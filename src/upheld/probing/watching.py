"""Looking at every process of a server, again and again: on what it listens, and where it connects to."""

import ipaddress
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Protocol, Self

from upheld.probing.descendants import descendants, lives, name_of
from upheld.probing.observation import Attempt, Family, Listener
from upheld.probing.sockets import Row, chosen_by_system, inodes_of, rows

_OFTEN, _OFTEN_FOR, _SELDOM = 0.05, 3.0, 0.1
_ENDING = 0.5
_ANEW = 1.0
"""After how many seconds every owner is looked for again: a socket can be handed on."""
_STARTERS = frozenset({"docker", "podman", "nerdctl", "systemd-run", "ssh", "flatpak", "snap", "kubectl"})
_MOST = 1000


class Look(Protocol):
    """One way of seeing the sockets of a server."""

    def look(self, seen: "Seen") -> None:
        """Note what is there now."""


class Seen:
    """What was seen up to now."""

    def __init__(self) -> None:
        self._listeners: dict[tuple[Family, str, int], Listener] = {}
        self._attempts: dict[tuple[Family, str, int, str], Attempt] = {}
        self._unsettled: set[Listener] = set()
        self.problems: set[str] = set()
        self.processes: dict[int, str] = {}
        self.ending = False
        """Whether the server was asked to end."""
        self.watched = True
        """Whether the sockets of all processes could be seen."""
        self.listened_at = float("inf")
        """When the first socket was seen that can be reached over a network."""

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """All of them, but for those without a port that were seen with one too."""
        known = {(each.family, each.process) for each in self._listeners.values() if each.port}
        return tuple(
            sorted(
                each
                for each in tuple(self._listeners.values())
                if each.port or each.family is Family.UNIX or (each.family, each.process) not in known
            )
        )

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """All of them, but for look-ups by nobody known of what somebody known looked up too."""
        named = {each.name for each in self._attempts.values() if each.process}
        return tuple(sorted(each for each in self._attempts.values() if each.process or each.name not in named))

    @property
    def unsettled(self) -> tuple[Listener, ...]:
        """The UDP sockets of which it is not known whether they serve; only those that were there to the end."""
        return tuple(
            sorted(each for each in self._unsettled if (each.family, each.address, each.port) not in self._listeners)
        )

    def meets(self, pid: int, name: str) -> None:
        """Note a process."""
        if len(self.processes) < 10 * _MOST:
            self.processes[pid] = name
        if name in _STARTERS:
            self.blind(f"`{name}` has others start programs: what these open cannot be seen")

    def waits(self, listener: Listener, unsettled: set[Listener]) -> None:
        """Note a socket that is there now, among the unsettled ones where a client's would look the same."""
        if listener.family is not Family.UDP:
            self.listens(listener)
        elif listener.address in ("0.0.0.0", "::") and listener.port in chosen_by_system():  # noqa: S104
            unsettled.add(listener)
        elif listener.port:
            self.listens(listener)

    def listens(self, listener: Listener) -> None:
        """Note a listener; the number is bounded, since a server could open them without end."""
        if listener.reach and self.listened_at == float("inf"):
            self.listened_at = time.monotonic()
        key = (listener.family, listener.address, listener.port)
        if key in self._listeners if listener.process == "?" else len(self._listeners) >= _MOST:
            return
        self._listeners[key] = listener

    def tries(self, attempt: Attempt) -> None:
        """Note an attempt, if it leads away from this machine."""
        away = leads_away(attempt.address) if not attempt.name else attempt.name != "localhost"
        if away and len(self._attempts) < _MOST:
            key = (attempt.family, attempt.address, attempt.port, attempt.name)
            self._attempts.setdefault(key, attempt)

    def may_listen(self, sockets: set[Listener]) -> None:
        """Note the sockets of which it is not known whether they serve."""
        if not self.ending:
            self._unsettled = sockets

    def has(self, family: Family, port: int) -> bool:
        """Tell whether something was seen to listen on a port."""
        return any(each.port == port and each.family is family for each in tuple(self._listeners.values()))

    def blind(self, problem: str) -> None:
        """Note that something cannot be seen."""
        self.watched = False
        self.problems.add(problem)


def leads_away(address: str) -> bool:
    """Tell whether an address is one of another machine."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    return not (parsed.is_loopback or parsed.is_unspecified)


class ProcLook:
    """The sockets of every process below one, by /proc.

    In a network namespace that is not ours every socket counts, whoever holds it: nobody else is in there.
    """

    def __init__(self, root: int, table: Callable[[int], Iterable[Row]] = rows, *, own: Iterable[int] = ()) -> None:
        self.root = root
        self.table = table
        """The sockets in the network namespace of a process."""
        self.ours = os.readlink("/proc/self/ns/net")  # noqa: PTH115
        self.own = set(own)
        """The sockets of the supervisor."""
        self.foreign: set[int] = set()
        self.owners: dict[int, str] = {}
        self.refusals: dict[int, float] = {}
        """Since when each process may not be looked at."""
        self.anew = 0.0

    def look(self, seen: Seen) -> None:
        """Note what is there now."""
        processes = [self.root, *descendants(self.root)]
        for pid in processes[1:]:
            if pid not in seen.processes:
                seen.meets(pid, name_of(pid))
        if time.monotonic() >= self.anew:
            self.foreign, self.anew = set(), time.monotonic() + _ANEW
        unsettled: set[Listener] = set()
        for space, members in self._spaces(processes).items():
            found = [
                row for row in self.table(members[0]) if row.inode not in self.foreign and row.inode not in self.own
            ]
            if any(row.inode not in self.owners for row in found):
                self._find_owners(space, members, seen)
            for row in found:
                owner = self.owners.get(row.inode)
                if row.inode in self.own:
                    continue
                if owner is None and space == self.ours:
                    self.foreign.add(row.inode)
                elif owner is not None or row.inode:
                    self._note(row, owner or "?", seen, unsettled)
        seen.may_listen(unsettled)

    def _spaces(self, processes: list[int]) -> dict[str, list[int]]:
        spaces: dict[str, list[int]] = {}
        for pid in processes:
            with suppress(OSError):
                spaces.setdefault(os.readlink(f"/proc/{pid}/ns/net"), []).append(pid)  # noqa: PTH115
        return spaces

    def _find_owners(self, space: str, members: list[int], seen: Seen) -> None:
        for pid in members:
            name = name_of(pid)
            try:
                for inode in inodes_of(pid):
                    if pid == self.root:
                        self.own.add(inode)
                    else:
                        self.owners[inode] = name
            except PermissionError:
                if pid != self.root and space == self.ours:
                    self._refused(pid, name, seen)
            except OSError:
                continue

    def _refused(self, pid: int, name: str, seen: Seen) -> None:
        """Note that a process may not be looked at, unless it is just ending: that looks the same for a moment."""
        since = self.refusals.setdefault(pid, time.monotonic())
        if time.monotonic() > since + _ENDING and lives(pid):
            seen.blind(f"the sockets of `{name}` cannot be looked at")

    def _note(self, row: Row, process: str, seen: Seen, unsettled: set[Listener]) -> None:
        if not row.waits:
            if row.peer and not self._answers(row, seen):
                seen.tries(Attempt(row.family, *row.peer, process))
            return
        seen.waits(Listener(row.family, row.address, row.port, process), unsettled)

    def _answers(self, row: Row, seen: Seen) -> bool:
        """Tell whether a connection came in: its own port is one on which the server listens."""
        return seen.has(row.family, row.port)


class Watch:
    """A thread that looks every 50 milliseconds for three seconds, then every 100, until it is to stop.

    What lasts shorter is for the supervisor's eyes, which are quicker and do not look for connections.
    """

    def __init__(self, look: Look, seen: Seen) -> None:
        self.seen = seen
        self._look = look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upheld-probe-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        began = time.monotonic()
        try:
            while not self._stop.is_set():
                self._look.look(self.seen)
                self._stop.wait(_OFTEN if time.monotonic() < began + _OFTEN_FOR else _SELDOM)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost, and the watch end unnoticed
            self.seen.blind(f"the watch ended early: {type(error).__name__}")
