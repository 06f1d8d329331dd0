"""Real files, damaged: whatever comes of one, a reader tells it with a Lock or a LockError."""

from collections.abc import Callable

from hypothesis import strategies as st

from upheld.facts.locks.pins import Lock, LockError
from upheld.tree import Tree


class _Empty:
    paths = ()

    def read_text(self, path: str, *, limit: int = 0) -> None:
        """Return nothing, whatever is asked for."""


EMPTY = _Empty()
"""A tree without files, for locks that include none."""

_SNIPPETS = (
    "",
    "\n",
    "\r",
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "=",
    "null",
    "1e999",
    "\x1b[31m",
    "../",
    "\u2028",
    "é%ff",
    "<<<<<<< x\n",
)


@st.composite
def mutated(draw: st.DrawFn, *texts: str) -> str:
    """Draw one of the texts with up to four of its parts replaced, repeated or left out."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        part = draw(st.one_of(st.sampled_from(_SNIPPETS), st.just(text[start:end] * 2), st.text(max_size=5)))
        text = text[:start] + part + text[end:]
    return text


def holds(read: Callable[[str, str, Tree], Lock], text: str) -> None:
    """Assert of what a reader makes of a text that it is a lock whose lines are there, or an error that tells a line."""
    lines = text.count("\n") + text.count("\r") + 1
    told: Lock | LockError
    try:
        told = read("lock", text, EMPTY)
    except LockError as error:
        told = error
    if isinstance(told, LockError):
        assert 1 <= told.line <= lines
        assert str(told).isprintable()
    else:
        _holds_of_a_lock(told, lines)


def _holds_of_a_lock(lock: Lock, lines: int) -> None:
    locations = [pin.location for pin in lock.pins] + [entry.location for entry in lock.unaudited]
    assert all(1 <= location.line <= lines for location in locations)
    for pin in lock.pins:
        assert pin.package.name.isprintable()
        assert pin.package.version.isprintable()
        assert ".." not in pin.package.name.split("/")
    for entry in lock.unaudited:
        assert entry.name.isprintable()
        assert entry.reason.isprintable()
