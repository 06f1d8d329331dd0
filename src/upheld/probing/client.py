"""A client of the Model Context Protocol that asks who a server is and which tools it has, and nothing else."""

import json
import os
import queue
import time
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from upheld import __version__
from upheld.probing.descendants import printable
from upheld.probing.observation import Handshake
from upheld.probing.pipes import Message, Messages, fields_of

MODERN, LEGACY = "2026-07-28", "2025-11-25"
_SILENCE = 5.0
"""After so many seconds without an answer the server is held to be one of before 2026-07-28."""
_FOR_TOOLS = 5.0
_MOST_PAGES = 50
_MOST_REPLIES = 100
_LONGEST_CURSOR = 1000
_LONGEST_ID = 100
_NO_SUCH_METHOD = {"code": -32601, "message": "not offered"}
_US = {"name": "upheld", "version": __version__}


class Client:
    """The conversation with one server, over its streams; every wait has an end."""

    def __init__(self, stdin: BinaryIO, messages: Messages, deadline: Callable[[], float]) -> None:
        self._stdin = stdin
        self._messages = messages
        self._deadline = deadline
        """Asked again while it waits, since there may be less and less to wait for."""
        self._began = time.monotonic()
        self._number = 0
        self._replies = 0
        self._late: dict[int, Message] = {}
        self._ended = False

    def shake_hands(self, *, modern: bool = True) -> Handshake | None:
        """Ask in the words of 2026-07-28, then in those of before; None where nothing sensible comes in time."""
        asked = self._discover(MODERN) if modern else None
        answer = self._await(asked, time.monotonic() + _SILENCE) if asked else None
        if asked and answer and (version := _other_version(answer)):
            asked = self._discover(version)
            answer = self._await(asked, time.monotonic() + _SILENCE)
        if asked and (found := _discovered(answer)):
            return self._shaken("server/discover", *found)
        initialize = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": _US}
        begun = self._ask("initialize", initialize)
        answer = self._await(begun, float("inf"), also=None if answer else asked)
        if asked and answer and answer.get("id") == asked and (found := _discovered(answer)):
            return self._shaken("server/discover", *found)
        if found := _initialized(answer):
            self._send({"method": "notifications/initialized"})
            return self._shaken("initialize", *found)
        return None

    def _shaken(self, method: str, version: str, server: str) -> Handshake:
        seconds = time.monotonic() - self._began
        meta = _meta(version) if method == "server/discover" else {}
        return Handshake(method, printable(version, 40), printable(server, 80), self._tools(meta), seconds)

    def _tools(self, meta: dict[str, Any]) -> int | None:
        until = time.monotonic() + _FOR_TOOLS
        count, cursor = 0, None
        for _ in range(_MOST_PAGES):
            answer = self._await(self._ask("tools/list", meta | ({"cursor": cursor} if cursor else {})), until)
            result = fields_of((answer or {}).get("result"))
            tools = result.get("tools")
            if not isinstance(tools, list):
                return count or None
            count += len(cast("list[object]", tools))
            cursor = result.get("nextCursor")
            if not cursor or not isinstance(cursor, str) or len(cursor) > _LONGEST_CURSOR:
                break
        return count

    def _discover(self, version: str) -> int:
        return self._ask("server/discover", _meta(version))

    def _ask(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._number

    def _send(self, message: dict[str, Any]) -> None:
        """Write a message; never so much in all that a server which does not read could make it wait."""
        try:
            os.write(self._stdin.fileno(), json.dumps({"jsonrpc": "2.0"} | message).encode() + b"\n")
        except (OSError, ValueError):
            self._ended = True

    def _await(self, number: int, until: float, *, also: int | None = None) -> Message | None:
        """Return the answer to a request, or to the other one if that is no error; None where none comes in time."""
        while number not in self._late:
            if also is not None and "result" in self._late.get(also, {}):
                return self._late.pop(also)
            left = min(until, self._deadline()) - time.monotonic()
            if left <= 0 or self._ended:
                return None
            try:
                message = self._messages.queue.get(timeout=min(left, 0.1))
            except queue.Empty:
                self._ended = not self._messages.thread.is_alive()
                continue
            self._take(message)
        return self._late.pop(number)

    def _take(self, message: Message | None) -> None:
        if message is None:
            self._ended = True
            return
        number = message.get("id")
        if "method" in message:
            self._reply(message)
        elif isinstance(number, int) and 0 < number <= self._number and ("result" in message or "error" in message):
            self._late[number] = message

    def _reply(self, message: Message) -> None:
        number = message.get("id")
        if not isinstance(number, int | str) or len(str(number)) > _LONGEST_ID or self._replies >= _MOST_REPLIES:
            return
        self._replies += 1
        results: dict[str, dict[str, Any]] = {"ping": {}, "roots/list": {"roots": []}}
        result = results.get(message["method"]) if isinstance(message["method"], str) else None
        self._send({"id": number} | ({"error": _NO_SUCH_METHOD} if result is None else {"result": result}))


def _meta(version: str) -> dict[str, Any]:
    names = {"protocolVersion": version, "clientInfo": _US, "clientCapabilities": dict[str, Any]()}
    return {"_meta": {f"io.modelcontextprotocol/{name}": value for name, value in names.items()}}


def _other_version(answer: Message) -> str | None:
    """Return a version that a server of the new sort names instead of ours."""
    return _first_text(fields_of(fields_of(answer.get("error")).get("data")).get("supported"))


def _discovered(answer: Message | None) -> tuple[str, str] | None:
    result = fields_of((answer or {}).get("result"))
    offered = result.get("supportedVersions")
    version = MODERN if isinstance(offered, list) and MODERN in offered else _first_text(cast("object", offered))
    named = fields_of(result.get("_meta")).get("io.modelcontextprotocol/serverInfo") or result.get("serverInfo")
    return (version, _name(named)) if version else None


def _initialized(answer: Message | None) -> tuple[str, str] | None:
    result = fields_of((answer or {}).get("result"))
    version = result.get("protocolVersion")
    return (version, _name(result.get("serverInfo"))) if isinstance(version, str) else None


def _first_text(value: object) -> str | None:
    first = cast("list[object]", value)[0] if isinstance(value, list) and value else None
    return first if isinstance(first, str) and first else None


def _name(info: object) -> str:
    told = fields_of(info)
    return " ".join(each for each in (told.get("name"), told.get("version")) if isinstance(each, str))
