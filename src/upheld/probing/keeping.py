"""A server that a supervisor keeps, as seen by who asked for it: its streams, and what the supervisor tells of it."""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self, TypeAlias, cast

from upheld.nouns import dataclass
from upheld.probing.descendants import printable
from upheld.probing.namespaces import Way
from upheld.probing.observation import End

Event: TypeAlias = dict[str, Any]
"""What a supervisor says, by the word for it."""
PROCESSES = 256
"""How many a server may have at one moment."""
PATIENCE = 2.0
"""How many seconds it is given after the end of its input, and again after SIGTERM."""
_READY_IN = 10.0
_MORE = 8.0
"""How long the supervisor itself may take beyond what it grants the server."""
_PACKAGES = str(Path(__file__).parents[2])
# Isolated, without site packages and environment: it needs the standard library and this package only.
_BOOT = "import sys; sys.path.append(sys.argv.pop(1)); from upheld.probing.supervisor import main; main()"
_ENDS = {"itself": End.BY_ITSELF, "eof": End.ON_EOF, "term": End.ON_TERM, "kill": End.KILLED}


class RefusedError(Exception):
    """The system does not let a server be contained in this way."""


class StartError(Exception):
    """The server's program cannot be run."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be started, and how."""

    program: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(repr=False)
    folder: Path


@dataclass(frozen=True)
class Outcome:
    """How a server came to its end."""

    end: End = End.KILLED
    exit_code: int | None = None
    """Less than zero after a signal; None where it was not seen."""
    left: tuple[str, ...] = ()
    """The programs that went on without it."""
    lost: bool = False
    """Whether processes of it may still run."""
    problems: tuple[str, ...] = ()


class Server(Protocol):
    """A server that runs; leaving the context ends all of its processes."""

    stdin: BinaryIO
    stdout: BinaryIO
    stderr: BinaryIO

    def outcome(self) -> Outcome:
        """Tell how it came to its end."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None:
        """Let go of its streams, once nobody reads them any more."""
        ...


class Kept:
    """A server below a supervisor, on Linux; leaving the context ends all of its processes.

    Raises `RefusedError` or `StartError`, and then nothing of it runs.
    """

    def __init__(self, order: Order, way: Way, scratch: Path, hear: Callable[[Event], None]) -> None:
        self._hear = hear
        self._told: Event = {}
        self._news = threading.Condition()
        self._pipes = [scratch / "control", scratch / "status"]
        for pipe in self._pipes:
            os.mkfifo(pipe, 0o600)
        self._control, self._status = (os.open(pipe, os.O_RDWR | os.O_NONBLOCK) for pipe in self._pipes)
        command = [sys.executable, "-I", "-S", "-c", _BOOT, _PACKAGES, str(scratch)]
        self._process = subprocess.Popen(
            ["sudo", "-n", "--", *command] if way is Way.ROOT else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ.get("PATH", os.defpath)},
            cwd="/",
            start_new_session=True,
            bufsize=0,
        )
        self._listener = threading.Thread(target=self._listen, name="upheld-probe-status", daemon=True)
        self._listener.start()
        self.stdin, self.stdout, self.stderr = (
            cast("BinaryIO", each) for each in (self._process.stdin, self._process.stdout, self._process.stderr)
        )
        try:
            self.pid = self._start(order, way)
        except BaseException:
            self._leave(_MORE)
            self.close()
            raise

    @property
    def own(self) -> frozenset[int]:
        """The inodes of the supervisor's sockets."""
        return frozenset(self._told.get("own", ()))

    def outcome(self) -> Outcome:
        """Tell how it came to its end."""
        told = self._told
        problems: list[str] = []
        if "bounded" in told:
            problems.append(
                f"it had {told['bounded']} processes at once and was ended: at most {PROCESSES} are let run"
            )
        return Outcome(
            end=_ENDS.get(told.get("ended", ""), End.KILLED),
            exit_code=told.get("exited"),
            left=tuple(map(printable, told.get("left", ()))),
            lost="ended" not in told,
            problems=tuple(problems),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End every process of it; whatever interrupts this, the supervisor goes on with it."""
        try:
            with suppress(OSError):
                self.stdin.close()
            with suppress(OSError):
                os.write(self._control, b"end\n")
            self._await({"ended", "gone"}, 2 * PATIENCE + _MORE)
        finally:
            self._leave(_MORE)

    def close(self) -> None:
        """Let go of its streams, once nobody reads them any more."""
        for each in (self.stdin, self.stdout, self.stderr):
            with suppress(OSError):
                each.close()

    def _start(self, order: Order, way: Way) -> int:
        told = self._await({"ready", "gone"}, _READY_IN)
        if "ready" not in told:
            raise RefusedError("sudo asks for a password" if way is Way.ROOT else "no supervisor could be started")
        for pipe in self._pipes:  # the server must not find them
            pipe.unlink()
        user = [os.getuid(), os.getgid(), os.getgroups()] if way is Way.ROOT else None
        request = {
            "way": way,
            "program": order.program,
            "command": order.command,
            "environment": order.environment,
            "folder": str(order.folder),
            "user": user,
            "resolver": str(self._pipes[0].with_name("resolv.conf")),
            "processes": PROCESSES,
            "patience": PATIENCE,
        }
        self._write(json.dumps(request).encode() + b"\n")
        told = self._await({"started", "refused", "failed", "gone"}, _READY_IN)
        if "failed" in told:
            raise StartError(told["failed"])
        if "started" not in told:
            raise RefusedError(told.get("refused", "the supervisor ended"))
        return int(told["ready"])

    def _write(self, order: bytes) -> None:
        os.set_blocking(self._control, True)
        while order:
            order = order[os.write(self._control, order) :]

    def _await(self, names: set[str], seconds: float) -> Event:
        with self._news:
            self._news.wait_for(lambda: names & self._told.keys(), seconds)
            return dict(self._told)

    def _listen(self) -> None:
        rest = b""
        while True:
            running = self._process.poll() is None
            if select.select([self._status], [], [], 0.05 if running else 0)[0]:
                *lines, rest = (rest + os.read(self._status, 1 << 16)).split(b"\n")
                events: list[Event] = [json.loads(line) for line in lines]
            elif running:
                continue
            else:
                events = [{"gone": True}]
            with self._news:
                for event in events:
                    self._told |= event
                    self._hear(event)
                self._news.notify_all()
            if "gone" in self._told:
                return

    def _leave(self, seconds: float) -> None:
        """Close the supervisor's orders, which has it end everything, and end it where it does not end itself."""
        if self._control < 0:
            return
        os.close(self._control)
        self._control = -1
        with suppress(OSError):
            self.stdin.close()
        until = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        if self._process.poll() is None:
            with suppress(OSError):
                os.kill(self._told.get("ready", self._process.pid), 9)
            self._process.kill()
            self._process.wait()
        self._listener.join()
        os.close(self._status)
        for pipe in self._pipes:
            pipe.unlink(missing_ok=True)
