"""A git that stays and tells of one object after another: to start it takes longer than to answer."""

import os
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from upheld.git import TIMEOUT_SECONDS, GitTimeoutError, end, started
from upheld.patterns import pattern

if TYPE_CHECKING:
    import subprocess

_FOUND = pattern(rb"[0-9a-f]{40,64} \w+ \d+\n")
_LINKS = frozenset({b"symlink", b"dangling", b"loop", b"notdir"})


class GitObjects:
    """What `git cat-file` answers in a folder; it is started with the first question, and ends with this object."""

    def __init__(self, folder: Path) -> None:
        self._told = _Answering(folder, "--batch-check", "--follow-symlinks")
        self._given = _Answering(folder, "--batch")

    def told(self, name: str) -> bytes:
        """Return the line that git says of a name, which holds no line end.

        Raises:
            GitTimeoutError: it took too long.
        """
        line = self._told.asked(os.fsencode(name))
        word, _, size = line.rstrip(b"\n").partition(b" ")
        if word in _LINKS and size.isdigit():
            self._told.read(int(size) + 1)  # where the link leads
        return line

    def contents(self, name: bytes, size: int) -> bytes:
        """Return the bytes of an object of which git told this name and size."""
        return self._given.read(size + 1)[:-1] if _FOUND.fullmatch(self._given.asked(name)) else b""


class _Answering:
    """One process that answers each line with a line, and what that announces."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._folder = folder
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None

    def asked(self, line: bytes) -> bytes:
        questions, answers = self._pipes()
        with suppress(BrokenPipeError):
            questions.write(line + b"\n")
            questions.flush()
        return self._in_time(answers.readline)

    def read(self, size: int) -> bytes:
        _, answers = self._pipes()
        return self._in_time(lambda: answers.read(size))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = started(self._folder, "cat-file", *self._arguments)
            weakref.finalize(self, _leave, self._process)
        questions, answers = self._process.stdin, self._process.stdout
        if questions is None or answers is None:
            raise GitTimeoutError("git cat-file cannot be asked")
        return questions, answers

    def _in_time(self, read: Callable[[], bytes]) -> bytes:
        process, late = self._process, threading.Event()

        def stop() -> None:
            late.set()
            if process:
                end(process)

        timer = threading.Timer(TIMEOUT_SECONDS, stop)
        timer.daemon = True
        timer.start()
        answer = read()
        timer.cancel()
        if late.is_set():
            raise GitTimeoutError(f"git cat-file took longer than {TIMEOUT_SECONDS} seconds")
        return answer


def _leave(process: "subprocess.Popen[bytes]") -> None:
    """Close the pipes, upon which git ends."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    process.wait()
