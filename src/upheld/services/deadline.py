"""The moment at which a run stops asking, and how to keep to it whatever a server does."""

import _thread
import queue
import time
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Generic, TypeVar

from upheld.services import Reason, ServiceError

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_FOR_EVER = 10.0**6


class Deadline:
    """So many seconds from now on; none where they are None."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, 0 when there are none."""
        return _FOR_EVER if self._end is None else min(max(0.0, self._end - time.monotonic()), _FOR_EVER)

    @property
    def error(self) -> ServiceError:
        """What to say where the time is over."""
        return ServiceError(
            Reason.UNREACHABLE, f"not answered within the {self._seconds:g} seconds that --timeout gives"
        )

    def within(self, function: Callable[[], T]) -> T:
        """Return what the function returns.

        Raises:
            ServiceError: the time is over first; the function goes on in a thread for which nobody waits.
        """
        errands: Errands[int] = Errands(1, self)
        errands.submit(0, function)
        ((_, outcome),) = errands.outcomes()
        if isinstance(outcome, BaseException):
            raise outcome
        result: T = outcome
        return result


class Errands(Generic[K]):
    """Functions that run at once in threads, each under a key of its own; more may be submitted while outcomes come.

    Nobody waits for the threads: neither a name server nor a socket that never answers can hold up the end of a run, as it
    could with those of `concurrent.futures`. `threading` would wait for each to begin, a tenth of all that an audit does.
    """

    def __init__(self, threads: int, deadline: Deadline) -> None:
        self._most = threads
        self._threads = 0
        self._deadline = deadline
        self._open: dict[K, None] = {}
        self._given: queue.SimpleQueue[tuple[K, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[K, Any]] = queue.SimpleQueue()

    def submit(self, key: K, function: Callable[[], Any]) -> None:
        """Have a function run as soon as a thread is free."""
        self._open[key] = None
        self._given.put((key, function))
        if self._threads < min(self._most, len(self._open)):
            self._threads += 1
            _thread.start_new_thread(self._work, ())

    def outcomes(self) -> Iterator[tuple[K, Any]]:
        """Yield each key with what its function returned or raised; when the time is over, with the error that says so."""
        try:
            while self._open:
                try:
                    key, outcome = self._done.get(timeout=self._deadline.left)
                except queue.Empty:
                    break
                del self._open[key]
                yield key, outcome
            while self._open:
                key = next(iter(self._open))
                del self._open[key]
                yield key, self._deadline.error
        finally:
            for _ in range(self._threads):
                self._given.put(None)

    def _work(self) -> None:
        while (given := self._given.get()) is not None:
            key, function = given
            try:
                self._done.put((key, self._deadline.error if not self._deadline.left else function()))
            except BaseException as error:  # noqa: BLE001 - it is raised, or told, where the outcome is taken
                self._done.put((key, error))
