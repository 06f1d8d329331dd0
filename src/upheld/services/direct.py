"""Requests by the standard library, where no proxy stands between.

To import `requests` takes three times as long as `http.client`, and an answer costs twice as much: of an audit that asks for a
hundred records, a sixth of its time.
"""

import http.client
import weakref
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from upheld.services.certificates import Trust
from upheld.services.exchange import CHUNK_BYTES, CONNECTIONS, Answer, Request
from upheld.services.faults import WORDS

_GZIP = 16 + zlib.MAX_WBITS
_Idle = dict[tuple[str, str, int | None], list[http.client.HTTPConnection]]


class Direct:
    """Connections that are kept, for threads to take turns with."""

    faults = (OSError, http.client.HTTPException, zlib.error, ValueError)
    words = WORDS

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._idle: _Idle = {}
        weakref.finalize(self, _close, self._idle)

    @contextmanager
    def answer(self, request: Request, connect: float, read: float) -> Generator[Answer, None, None]:
        """Ask once, by a connection that is kept or a new one."""
        idle = self._idle.setdefault((request.address.scheme, request.address.host, request.address.port), [])
        connection, response = self._asked(request, idle, connect, read)
        try:
            yield Answer(response.status, cast("Mapping[str, str]", response.headers), _parts(response))
            if response.length == 0:
                response.read()  # the library waits to be told that there is nothing more
        except BaseException:
            connection.close()
            raise
        if response.isclosed() and not response.will_close and len(idle) < CONNECTIONS:
            idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Give back the connections."""
        _close(self._idle)

    def _asked(
        self, request: Request, idle: list[http.client.HTTPConnection], connect: float, read: float
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        while kept := _taken(idle):
            try:
                return kept, _response(kept, request, read)
            except TimeoutError:
                raise
            except OSError:  # the server has closed it meanwhile
                continue
        connection = self._new(request, connect)
        return connection, _response(connection, request, read)

    def _new(self, request: Request, seconds: float) -> http.client.HTTPConnection:
        host, port = request.address.host, request.address.port
        if request.address.scheme == "https":
            return http.client.HTTPSConnection(
                host, port or http.client.HTTPS_PORT, timeout=seconds, context=self._trust.context
            )
        return http.client.HTTPConnection(host, port or http.client.HTTP_PORT, timeout=seconds)


def _close(connections: _Idle) -> None:
    for idle in connections.values():
        while idle:
            idle.pop().close()


def _taken(idle: list[http.client.HTTPConnection]) -> http.client.HTTPConnection | None:
    try:
        return idle.pop()
    except IndexError:
        return None


def _response(connection: http.client.HTTPConnection, request: Request, seconds: float) -> http.client.HTTPResponse:
    try:
        if connection.sock is None:
            connection.connect()
        if connection.sock:  # there is none where an answer was recorded
            connection.sock.settimeout(seconds)
        connection.request(request.method, request.address.path, request.body, dict(request.headers))
        return connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _parts(response: http.client.HTTPResponse) -> Iterator[bytes]:
    packed = response.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"}
    return _unpacked(_read(response)) if packed else _read(response)


def _read(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while part := response.read(CHUNK_BYTES):
        yield part
    if response.length:  # the library says nothing of it where it is asked for parts
        raise http.client.IncompleteRead(b"", response.length)


def _unpacked(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack a part at a time, so that what is too much is left before it is in memory."""
    unpack = zlib.decompressobj(_GZIP)
    for part in parts:
        rest = part
        while rest:
            yield unpack.decompress(rest, CHUNK_BYTES)
            rest = unpack.unconsumed_tail
    if not unpack.eof:
        raise zlib.error("the end is missing")
