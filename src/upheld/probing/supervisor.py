"""The process that keeps a server: it contains it, counts its processes, and ends every one of them.

It is a helper of its own, so that namespaces, signals and orphans never touch who asked for it:

    python -c "..." FOLDER

reads orders from the pipe `FOLDER/control` and tells what happens on `FOLDER/status`, a JSON object a line. The first
order is the request, the second is to end; the end of the pipe means the same, so that the server never outlives who
asked. Its own three streams become the server's. It imports little: it starts with every probe.
"""

import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from upheld.probing import kernel, namespaces
from upheld.probing.descendants import descendants, lives, name_of
from upheld.probing.eyes import Eyes
from upheld.probing.launching import IGNORED, ProgramError, first_process, launch, look_away, task_limit
from upheld.probing.names import asked_for, no_such_name
from upheld.probing.namespaces import Way

_OFTEN, _OFTEN_FOR, _SELDOM = 0.01, 3.0, 0.03
_TRACER = "strace"
_WHILE_KILLING = 5.0
_MOST_NAMES = 1000


class Supervisor:
    """One server, from its start to the end of its last process."""

    def __init__(self, control: int, status: int) -> None:
        self.control, self.status = control, status
        self.server = 0
        self.first: int | None = None
        """The first process of the namespace, where there is one."""
        self.exits: int | None = None
        """Where that one tells the end of the server."""
        self.exited = False
        self.names: socket.socket | None = None
        self.asked = 0
        self.eyes = Eyes()

    def tell(self, **event: Any) -> None:
        """Say what happened; nobody listens when the caller has gone, and then nobody needs to know."""
        with suppress(OSError):
            os.write(self.status, json.dumps(event).encode() + b"\n")

    def start(self, request: dict[str, Any]) -> bool:
        """Contain and start the server; tell whether it came to that."""
        way = Way(request["way"])
        try:
            kernel.become_subreaper()
            request["tasks"] = task_limit(request)
            if way is not Way.NONE:
                namespaces.enter(way)
            self.eyes.open()
            if way.own_processes:
                self._answer_names(request)
                self.first, self.exits, self.server = first_process(request, self.status)
            else:
                self.server = launch(request)
        except ProgramError as error:
            self.tell(failed=str(error))
            return False
        except OSError as error:
            self.tell(refused=str(error.strerror or error))
            return False
        look_away()
        # Who asked may not look at the sockets of root's process, and must not take ours for the server's.
        self.tell(started=os.getpid(), own=[os.fstat(self.names.fileno()).st_ino] if self.names else [])
        return True

    def _answer_names(self, request: dict[str, Any]) -> None:
        """Become the name server of the namespace, which knows nobody and tells who was asked for."""
        with suppress(OSError):
            names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            names.bind(("127.0.0.1", 53))
            self.names = names
            with open(request["resolver"], "w", encoding="ascii") as file:  # noqa: PTH123
                file.write("nameserver 127.0.0.1\n")

    def _answer(self, names: socket.socket) -> None:
        with suppress(OSError):
            query, who = names.recvfrom(4096, socket.MSG_DONTWAIT)
            if (answer := no_such_name(query)) and self.asked < _MOST_NAMES:
                self.asked += 1
                self.tell(asked=asked_for(query))
                names.sendto(answer, who)

    def keep(self, limit: int, patience: float) -> None:
        """Wait until it is to end, or until there are too many processes."""
        began = time.monotonic()
        while True:
            # Counted first: to look at very many takes long.
            count = sum(1 for _ in descendants(os.getpid()))
            if count > limit:
                self.tell(bounded=count)
                self.kill()
                self.tell(ended="kill", left=[])
                return
            for each in self.eyes.look():
                self.tell(listens=[each.family, each.address, each.port, each.process])
            if self.control in self._wait(_OFTEN if time.monotonic() < began + _OFTEN_FOR else _SELDOM):
                gone = not os.read(self.control, 4096)
                self.end(0.2 if gone else patience)
                return

    def end(self, patience: float) -> None:
        """Let the server end on the end of its input, else ask it to, else end it: and all others with it."""
        how = "itself" if self.exited else None
        if not self.exited and self._until(lambda: self.exited, patience):
            how = "eof"
        self._until(self.alone, min(patience, 0.4) if self.exited else 0)
        left = sorted({name_of(each) for each in self.others()}) if self.exited else []
        if not self.exited or left:
            self.send(signal.SIGTERM)
            self._until(lambda: self.exited and self.alone(), patience)
            how = how or ("term" if self.exited else None)
        self.kill()
        self.tell(ended=how or "kill", left=left)

    def others(self) -> list[int]:
        """Return every process of the server; what we started beside it is none."""
        return [each for each in descendants(os.getpid()) if each != self.first and name_of(each) != _TRACER]

    def alone(self) -> bool:
        """Tell whether no process of the server is left."""
        return not any(lives(each) for each in self.others())

    def send(self, number: int) -> None:
        """Send a signal to the server's group, and to all of its processes that are in another one."""
        if self.server and not self.exited:
            with suppress(OSError):
                os.killpg(self.server, number)
        for each in self.others():
            with suppress(OSError):
                os.kill(each, number)

    def kill(self) -> None:
        """End every process, the kernel doing it where they are in a namespace of their own."""
        if self.first is not None:
            with suppress(OSError):
                os.kill(self.first, signal.SIGKILL)
        until = time.monotonic() + _WHILE_KILLING
        while time.monotonic() < until:
            processes = list(descendants(os.getpid()))
            if self.first is None:
                self.send(signal.SIGKILL)
                for each in processes:
                    with suppress(OSError):
                        os.kill(each, signal.SIGKILL)
            self._reap()
            if not processes:
                return
            time.sleep(0.002)

    def _until(self, come: Callable[[], bool], seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not come():
            if time.monotonic() >= until:
                return False
            self._wait(0.01, orders=False)
        return True

    def _wait(self, seconds: float, *, orders: bool = True) -> list[Any]:
        sources = [each for each in (self.control if orders else None, self.exits, self.names) if each is not None]
        ready = select.select(sources, [], [], seconds)[0]
        if self.names and self.names in ready:
            self._answer(self.names)
        if self.exits in ready:
            text = os.read(self.exits, 4096)
            if text.strip():
                self._ended(int(text.split()[0]))
            else:
                self.exits = None
        self._reap()
        return ready

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                if pid == self.server and self.first is None:
                    self._ended(os.waitstatus_to_exitcode(status))

    def _ended(self, code: int) -> None:
        if not self.exited:
            self.exited = True
            self.tell(exited=code)


def main() -> None:
    """Do as told in the folder that the command line names."""
    folder = sys.argv[1]
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    control = os.open(os.path.join(folder, "control"), os.O_RDONLY)  # noqa: PTH118
    supervisor = Supervisor(control, os.open(os.path.join(folder, "status"), os.O_WRONLY))  # noqa: PTH118
    supervisor.tell(ready=os.getpid())
    order = b""
    while not order.endswith(b"\n"):
        part = os.read(control, 1 << 16)
        if not part:
            return
        order += part
    request = json.loads(order)
    if supervisor.start(request):
        supervisor.keep(request["processes"], request["patience"])
