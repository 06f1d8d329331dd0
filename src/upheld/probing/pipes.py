"""Reading what a server writes, by bounded parts, so that it neither waits for us nor fills our memory."""

import json
import os
import queue
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, TypeAlias, cast

_PART = 1 << 16
_MOST = 64 << 20
_LONGEST_LINE = 8 << 20
_MOST_JUNK = 10_000

Message: TypeAlias = dict[str, Any]


def fields_of(value: object) -> Message:
    """Return the fields of a JSON object; none where it is no object."""
    return cast("Message", value) if isinstance(value, dict) else {}


class Messages:
    """The JSON-RPC messages on a stream; what is none is counted."""

    def __init__(self, stream: BinaryIO) -> None:
        self.queue: queue.Queue[Message | None] = queue.Queue(maxsize=1000)
        """None at the end of the stream."""
        self.junk = 0
        self.flooded = False
        self.thread = _reading(self._read, stream)

    def _read(self, stream: BinaryIO) -> None:
        total, rest = 0, b""
        try:
            while part := os.read(stream.fileno(), _PART):
                total += len(part)
                *lines, rest = (rest + part).split(b"\n") if b"\n" in part else (rest + part,)
                for line in lines:
                    self._take(line)
                if total > _MOST or len(rest) > _LONGEST_LINE or self.junk > _MOST_JUNK:
                    self.flooded = True
                    return
            self._take(rest)
        except (OSError, ValueError):
            return
        finally:
            self._put(None)

    def _take(self, line: bytes) -> None:
        if not line.strip() or self.junk > _MOST_JUNK:
            return
        try:
            told: object = json.loads(line)
        except (ValueError, RecursionError):
            told = None
        # One that is a list held several messages, until 2025-06-18.
        several = cast("list[object]", told) if isinstance(told, list) else []
        for each in several or [told]:
            message = fields_of(each)
            if message.get("jsonrpc") == "2.0":
                self._put(message)
            else:
                self.junk += 1

    def _put(self, message: Message | None) -> None:
        try:
            self.queue.put_nowait(message)
        except queue.Full:
            self.flooded = True


class Tail:
    """The end of a stream, of which the rest is forgotten."""

    def __init__(self, stream: BinaryIO, length: int = 1 << 14) -> None:
        self._length = length
        self._end = b""
        self.thread = _reading(self._read, stream)

    @property
    def telling_line(self) -> str:
        """The last line that speaks of an error, which interpreters follow by others; else the last that is not empty."""
        lines = [line.strip() for line in self._end.decode("utf-8", errors="replace").split("\n") if line.strip()]
        named = next((line for line in reversed(lines) if "error" in line.lower()), None)
        return named or (lines[-1] if lines else "")

    def _read(self, stream: BinaryIO) -> None:
        total = 0
        try:
            while total <= _MOST and (part := os.read(stream.fileno(), _PART)):
                total += len(part)
                self._end = (self._end + part)[-self._length :]
        except (OSError, ValueError):
            return


def _reading(read: Callable[[BinaryIO], None], stream: BinaryIO) -> threading.Thread:
    thread = threading.Thread(target=read, args=(stream,), name="upheld-probe-read", daemon=True)
    thread.start()
    return thread
