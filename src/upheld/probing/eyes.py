"""What a supervisor sees of its server: every socket that listens, if only for some milliseconds."""

import os
from collections.abc import Iterator
from contextlib import suppress

from upheld.probing.diag import Diag
from upheld.probing.observation import Listener
from upheld.probing.sockets import Row, cheap_rows, rows
from upheld.probing.watching import ProcLook, Seen


class Eyes:
    """Looks at what the descendants of this process listen on; made before it enters a network namespace."""

    def __init__(self) -> None:
        self._look = ProcLook(os.getpid(), self._table)
        self._seen = Seen()
        self._told: set[Listener] = set()
        self._diag: Diag | None = None
        self._space = ""

    def open(self) -> None:
        """Be able to look, from inside of the namespace."""
        self._space = os.readlink("/proc/self/ns/net")  # noqa: PTH115
        with suppress(OSError):
            self._diag = Diag()

    def look(self) -> Iterator[Listener]:
        """Yield the listeners that were not there before."""
        self._look.look(self._seen)
        new = set(self._seen.listeners) - self._told
        self._told |= new
        yield from new

    def _table(self, pid: int) -> Iterator[Row]:
        if self._diag is None or os.readlink(f"/proc/{pid}/ns/net") != self._space:  # noqa: PTH115
            yield from rows(pid)
            return
        try:
            yield from self._diag.listening()
        except OSError:
            self._diag = None
        yield from cheap_rows(pid)
