"""Answers that are worked out while whoever needs them does something else: git lists files as Python reads a policy."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """An answer that is begun at once, in a thread of its own."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._answers: list[T] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def result(self) -> T:
        """Return the answer, or raise what came in its place; waits where it is not there yet."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._answers[0]

    def _work(self) -> None:
        try:
            self._answers.append(self._function())
        except BaseException as error:  # noqa: BLE001 - told where the answer is asked for
            self._error = error
