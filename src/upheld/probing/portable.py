"""A server where there is no /proc, watched and ended by psutil.

Nothing becomes the parent of orphans there: one that also left the session, between two looks, is lost from sight. And
where whoever asks is killed, nobody is left to end the server.
"""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, BinaryIO, Self, cast

import psutil

from upheld.probing.descendants import printable
from upheld.probing.keeping import PATIENCE, PROCESSES, Order, Outcome, StartError
from upheld.probing.observation import Attempt, End, Family, Listener
from upheld.probing.watching import Seen

_WHILE_KILLING = 10.0
_GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Tracked:
    """A server whose processes are looked for again and again; leaving the context ends all that were found."""

    def __init__(self, order: Order) -> None:
        self._outcome = Outcome()
        self._known: dict[int, psutil.Process] = {}
        self._lock = threading.Lock()
        try:
            self._process = subprocess.Popen(
                order.command,
                executable=order.program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=order.environment,
                cwd=order.folder,
                start_new_session=os.name != "nt",
                creationflags=_GROUP,
                bufsize=0,
            )
        except OSError as error:
            raise StartError(error.strerror or str(error)) from error
        self.pid = self._process.pid
        self.stdin, self.stdout, self.stderr = (
            cast("BinaryIO", each) for each in (self._process.stdin, self._process.stdout, self._process.stderr)
        )
        with suppress(psutil.Error):
            self._known[self.pid] = psutil.Process(self.pid)

    def outcome(self) -> Outcome:
        """Tell how it came to its end."""
        return replace(self._outcome, exit_code=self._process.poll())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def processes(self) -> list[psutil.Process]:
        """Return every process that is known to run, with what it started since the last look."""
        alive = self._look_again()
        if len(alive) > PROCESSES and not self._outcome.problems:
            problem = f"it had {len(alive)} processes at once and was ended: at most {PROCESSES} are let run"
            self._outcome = replace(self._outcome, problems=(problem,))
            self._kill()
        return alive

    def end(self) -> None:
        """End every process of it."""
        try:
            by_itself = self._process.poll() is not None
            with suppress(OSError):
                self.stdin.close()
            self._until(lambda: self._process.poll() is not None, PATIENCE)
            how = End.BY_ITSELF if by_itself else End.ON_EOF if self._process.poll() is not None else None
            left = self.processes()
            names = tuple(sorted({_name(each) for each in left})) if how else ()
            for each in left:
                with suppress(psutil.Error):
                    each.terminate()
            self._until(lambda: not self.processes(), PATIENCE if left else 0)
            how = how or (End.ON_TERM if self._process.poll() is not None else End.KILLED)
            self._outcome = replace(self._outcome, end=how, left=names)
        finally:
            self._kill()

    def close(self) -> None:
        """Let go of its streams, once nobody reads them any more."""
        for each in (self.stdin, self.stdout, self.stderr):
            with suppress(OSError):
                each.close()

    def _look_again(self) -> list[psutil.Process]:
        """Note the children of all that are known, in one walk over the processes of the machine."""
        with self._lock:
            for each in psutil.process_iter():
                with suppress(psutil.Error):
                    if each.pid not in self._known and (each.ppid() in self._known or self._in_session(each.pid)):
                        self._known[each.pid] = each
            self._known = {pid: each for pid, each in self._known.items() if _runs(each)}
            return list(self._known.values())

    def _in_session(self, pid: int) -> bool:
        """Tell whether a process is in the session of the server, in which orphans stay."""
        if os.name == "nt":
            return False
        with suppress(OSError):
            return os.getsid(pid) == self.pid
        return False

    def _kill(self) -> None:
        until = time.monotonic() + _WHILE_KILLING
        while (alive := self._look_again()) and time.monotonic() < until:
            for each in alive:
                with suppress(psutil.Error):
                    each.kill()
            self._process.poll()
            time.sleep(0.005)

    @staticmethod
    def _until(come: Any, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not come() and time.monotonic() < until:
            time.sleep(0.01)


class PsutilLook:
    """The sockets of every process of a server, by psutil; which Unix sockets listen, it does not tell."""

    def __init__(self, server: Tracked) -> None:
        self._server = server

    def look(self, seen: Seen) -> None:
        """Note what is there now."""
        unsettled: set[Listener] = set()
        for process in self._server.processes():
            name = _name(process)
            seen.meets(process.pid, name)
            try:
                connections = list(_connections(process))
            except psutil.AccessDenied:
                seen.blind(f"the sockets of `{name}` cannot be looked at")
                continue
            except psutil.Error:
                continue
            for each in connections:
                self._note(each, name, seen, unsettled)
        seen.may_listen(unsettled)

    def _note(self, connection: Any, name: str, seen: Seen, unsettled: set[Listener]) -> None:
        family = Family.UDP if connection.type == socket.SOCK_DGRAM else Family.TCP
        if connection.raddr:
            if not seen.has(family, connection.laddr[1]):
                seen.tries(Attempt(family, connection.raddr[0], connection.raddr[1], name))
        elif connection.laddr and (family is Family.UDP or connection.status == psutil.CONN_LISTEN):
            seen.waits(Listener(family, connection.laddr[0], connection.laddr[1], name), unsettled)


def _connections(process: psutil.Process) -> Iterator[Any]:
    # It was called `connections` before psutil 6.
    yield from getattr(process, "net_connections" if hasattr(process, "net_connections") else "connections")(
        kind="inet"
    )


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _name(process: psutil.Process) -> str:
    try:
        return printable(process.name())
    except psutil.Error:
        return "?"
