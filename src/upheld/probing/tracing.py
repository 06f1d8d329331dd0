"""What strace writes of a server: on what it listens, however shortly, and where it tries to connect to."""

import ipaddress
import os
import re
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from upheld.probing.descendants import printable
from upheld.probing.names import asked_for
from upheld.probing.observation import Attempt, Family, Listener
from upheld.probing.sockets import plain
from upheld.probing.watching import Seen

_CALLS = "bind,listen,connect,sendto,sendmsg,sendmmsg"
_APART = "-DD"
"""Two forks away and in a group of its own: it is then no parent whose end waits for the last daemon."""
_OPTIONS = ("-f", "-qq", "-yy", "-Y", "-s", "512", "-e", f"trace={_CALLS}", "-e", "signal=none", "--seccomp-bpf")

_CALL = re.compile(
    r"\d+(?:<(?P<process>[^>]{0,64})>)? +(?P<call>\w+)\(\d+<(?P<kind>[\w-]+):\[(?P<socket>[^\]]*(?:\][^>]*)?)\]>"
)
_ADDRESS = re.compile(
    r'sin6?_port=htons\((?P<port>\d+)\).{0,60}?(?:inet_addr\(|inet_pton\(AF_INET6, )"(?P<address>[0-9a-fA-F:.]{2,45})"'
)
_PATH = re.compile(r'sun_path=(?P<path>@?"[^"]{0,500}")')
_DATA = re.compile(r'(?:iov_base=|>, )"(?P<data>(?:[^"\\]|\\.){12,2048})"')
_BOUND = re.compile(r"\[?(?P<address>[0-9a-fA-F:.]+?)\]?:(?P<port>\d+)(?:->.*)?\Z")
_FAILED = re.compile(r"\) = -1 E")
_LONGEST_LINE = 1 << 16
_DOMAIN = 53
_MOST_SOCKETS = 10_000


def tracer() -> tuple[str, ...] | None:
    """Return the command that traces what is put behind it, where there is one that may."""
    found = shutil.which("strace")
    for apart in ((_APART,), ()) if found else ():
        command = (str(found), *apart, *_OPTIONS)
        try:
            trial = [*command, "-o", os.devnull, "--", "true"]
            done = subprocess.run(trial, capture_output=True, check=False, timeout=10, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command
    return None


class Trace:
    """A thread that reads the trace, line by line, until the context is left."""

    def __init__(self, pipe: Path, seen: Seen) -> None:
        self._reader = Reader(seen)
        os.mkfifo(pipe, 0o600)
        self.pipe = pipe
        # Open for writing too, so that it has no end before we want it to.
        self._descriptor = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="upheld-probe-trace", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        os.close(self._descriptor)
        self.pipe.unlink(missing_ok=True)

    def _read(self) -> None:
        rest = b""
        while True:
            last = self._stop.is_set()
            if select.select([self._descriptor], [], [], 0 if last else 0.05)[0]:
                *lines, rest = (rest + os.read(self._descriptor, 1 << 16)).split(b"\n")
                rest = rest[-_LONGEST_LINE:]
                for line in lines:
                    self._reader.read(line.decode("utf-8", errors="replace"))
            elif last:
                return


class Reader:
    """Understands the lines of a trace."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._bound: dict[str, tuple[str, int]] = {}
        """The address of each socket that was bound, by its name in the trace."""

    def read(self, line: str) -> None:
        """Note what one line tells; a call that has not come back yet is one too."""
        if (call := _CALL.match(line)) is None:
            return
        process = printable(call["process"] or "?")
        if call["call"] == "bind":
            if not _FAILED.search(line):
                self._binds(call, line, process)
        elif call["call"] == "listen":
            if not _FAILED.search(line):
                self._listens(call, process)
        else:
            self._sends(call, line, process)

    def _binds(self, call: re.Match[str], line: str, process: str) -> None:
        if found := _ADDRESS.search(line):
            at = _endpoint(found)
        elif found := _PATH.search(line):
            at = (printable(found["path"].replace('"', "")), 0)
        else:
            return
        self._bound[call["socket"]] = at
        if len(self._bound) > _MOST_SOCKETS:
            self._bound.clear()
        if call["kind"].startswith("UDP") and at[1]:
            self._seen.listens(Listener(Family.UDP, *at, process))

    def _listens(self, call: re.Match[str], process: str) -> None:
        family = Family.TCP if call["kind"].startswith(("TCP", "MPTCP")) else Family.UNIX
        inode = call["socket"].partition(",")[0]
        if family is Family.UNIX and not call["kind"].startswith("UNIX"):
            return
        if family is Family.TCP and (bound := _BOUND.match(call["socket"])):
            at = _endpoint(bound)
        else:
            at = self._bound.get(inode, ("::" if call["kind"].endswith("v6") else "0.0.0.0", 0))  # noqa: S104
        self._seen.listens(Listener(family, *at, process))

    def _sends(self, call: re.Match[str], line: str, process: str) -> None:
        kind = call["kind"]
        if not kind.startswith(("TCP", "UDP", "MPTCP")):
            return
        family = Family.UDP if kind.startswith("UDP") else Family.TCP
        found = _ADDRESS.search(line) or _BOUND.match(call["socket"].partition("->")[2])
        if not found:
            return
        at = _endpoint(found)
        names = set(_names(line)) if at[1] == _DOMAIN else set[str]()
        for name in names or {""}:
            self._seen.tries(Attempt(family, *at, process, name))


def _endpoint(found: re.Match[str]) -> tuple[str, int]:
    with suppress(ValueError):
        return plain(ipaddress.ip_address(found["address"])), int(found["port"])
    return found["address"], int(found["port"])


def _names(line: str) -> Iterator[str]:
    """Yield the hosts that a call asks a name server for."""
    for found in _DATA.finditer(line):
        with suppress(ValueError):
            data = found["data"].encode("latin-1", errors="replace").decode("unicode_escape").encode("latin-1")
            if name := asked_for(data):
                yield name
