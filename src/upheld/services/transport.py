"""Requests by http.client: through the proxies and with the certificates that the environment names, bounded in time and size.

Nothing but the standard library: a program that starts anew for every run waits for each import. urllib3 takes three times as
long, requests four times, and both twice the time of a request: much, of a run that asks a hundred things at once.
"""

import http.client
import io
import os
import ssl
import threading
import time
import weakref
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO

from upheld import __version__
from upheld.services import Reason, ServiceError
from upheld.services.address import Address
from upheld.services.deadline import Deadline
from upheld.services.faults import FAULTS, fault
from upheld.services.proxies import Proxy, proxy_for
from upheld.services.retries import RETRIES, pause

OK = 200
OUT_OF_ORDER = frozenset({502, 503, 504})

PACE = 0.001
"""The seconds between two new connections."""

_CHUNK_BYTES = 64 * 1024
_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
_PACKED = frozenset({"gzip", "x-gzip"})
_BODILESS = frozenset({204, 304})
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class Limits:
    """How long (in seconds) and how much (in bytes, unpacked) an answer may be."""

    connect: float = 5
    read: float = 15
    total: float = 60
    size: int = 16 * 1024 * 1024


@dataclass(frozen=True)
class Request:
    """What is sent."""

    address: Address
    headers: Mapping[str, str]
    body: bytes | None = None
    """What is posted; None asks for what stands at the address."""
    passing: frozenset[int] = OUT_OF_ORDER | {429}
    """The statuses after which to ask again."""
    sink: BinaryIO | None = None
    """Where the body of an answer goes instead of into memory."""


@dataclass(frozen=True)
class Reply:
    """What came back; there is no body with another status than 200, or where it went into a sink."""

    status: int
    headers: Message
    body: bytes = b""


_Place = tuple[str, str, int | None, Proxy | None]


@dataclass
class _Line:
    """A connection, and whether it was used before: the server may have closed it since."""

    connection: http.client.HTTPConnection
    is_new: bool = True


class Transport:
    """Connections that are kept, for threads to take turns with."""

    def __init__(self) -> None:
        self._idle: dict[_Place, list[_Line]] = {}
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None
        self._opened = 0.0
        weakref.finalize(self, _hang_up, self._idle)

    def send(self, request: Request, limits: Limits, deadline: Deadline) -> Reply:
        """Ask, and ask again where that may help.

        Raises:
            ServiceError: no whole answer came.
        """
        proxy = proxy_for(request.address)
        for number in range(RETRIES + 1):
            last = number == RETRIES or not deadline.left
            try:
                reply = self._try(request, proxy, limits, deadline)
            except (ssl.SSLCertVerificationError, TimeoutError) as error:
                raise fault(request.address, error, proxied=proxy is not None) from None
            except FAULTS as error:
                if last:
                    # Not `from error`: what the libraries say may show a proxy's password or a header.
                    raise fault(request.address, error, proxied=proxy is not None) from None
                pause(number, None, deadline)
            else:
                if last or reply.status not in request.passing:
                    return reply
                pause(number, reply.headers.get("Retry-After"), deadline)
        raise AssertionError

    def close(self) -> None:
        """Give back the connections."""
        with self._lock:
            _hang_up(self._idle)

    def _try(self, request: Request, proxy: Proxy | None, limits: Limits, deadline: Deadline) -> Reply:
        place = (request.address.scheme, request.address.host, request.address.port, proxy)
        while True:
            line = self._line(request.address, proxy, place, min(limits.connect, max(deadline.left, 0.001)))
            is_kept = False
            try:
                reply, is_kept = _exchange(line.connection, request, proxy, limits, deadline)
            except (ConnectionError, http.client.BadStatusLine):
                if line.is_new:
                    raise
                continue
            finally:
                if not is_kept:
                    line.connection.close()
            line.is_new = False
            if is_kept:
                with self._lock:
                    self._idle.setdefault(place, []).append(line)
            return reply

    def _line(
        self,
        address: Address,
        proxy: Proxy | None,
        place: _Place,
        timeout: float,
    ) -> _Line:
        with self._lock:
            if idle := self._idle.get(place):
                return idle.pop()
            self._opened, since = time.monotonic(), time.monotonic() - self._opened
            if since < PACE:
                # Whoever gets many connections at once, and has a short queue for them, loses some, each for a second.
                time.sleep(PACE)
            if address.scheme == "https" and self._tls is None:
                self._tls = _tls()
        host, port = (proxy.host, proxy.port) if proxy else (address.host, address.port)
        if self._tls is None or address.scheme == "http":
            return _Line(http.client.HTTPConnection(host, port, timeout=timeout))
        secure = http.client.HTTPSConnection(host, port, timeout=timeout, context=self._tls)
        if proxy:
            secure.set_tunnel(address.host, address.port, headers=dict(proxy.headers))
        return _Line(secure)


def _hang_up(lines: dict[_Place, list[_Line]]) -> None:
    while lines:
        _, idle = lines.popitem()
        for line in idle:
            line.connection.close()


def _exchange(
    connection: http.client.HTTPConnection, request: Request, proxy: Proxy | None, limits: Limits, deadline: Deadline
) -> tuple[Reply, bool]:
    """Return the answer to a request, and whether the connection can be used again."""
    began = time.monotonic()
    headers = {"User-Agent": f"upheld/{__version__}", "Accept-Encoding": "gzip", **request.headers}
    target = request.address.path
    if proxy and request.address.scheme == "http":
        target, headers = request.address.url, {**headers, **dict(proxy.headers)}
    connection.request("GET" if request.body is None else "POST", target, request.body, headers)
    if connection.sock is not None:
        connection.sock.settimeout(min(limits.read, max(deadline.left, 0.001)))
    response = connection.getresponse()
    try:
        if response.status == OK:
            body, is_whole = _body(request, response, limits, began), True
        else:
            body, is_whole = b"", _is_emptied(response)
    finally:
        response.close()
    # http.client lets go of the socket where the server has said that it will close the connection.
    return Reply(response.status, response.headers, body), is_whole and connection.sock is not None


def _body(request: Request, response: http.client.HTTPResponse, limits: Limits, began: float) -> bytes:
    address, size = request.address, 0
    body = io.BytesIO() if request.sink is None else request.sink
    body.seek(0)  # what a try before this one left there is no part of it
    body.truncate()
    for chunk in _unpacked(response, limits.size):
        size += body.write(chunk)
        if size > limits.size:
            raise address.error(Reason.UNEXPECTED, f"answers with more than {limits.size:,} bytes")
        if time.monotonic() > began + limits.total:
            raise address.error(Reason.UNREACHABLE, f"takes more than {limits.total:g} seconds to answer")
    return body.getvalue() if isinstance(body, io.BytesIO) else b""


def _unpacked(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """Yield the parts of a body, none of them much larger than `most`."""
    if response.headers.get("Content-Encoding", "").strip().lower() not in _PACKED:
        yield from _chunks(response)
        return
    unpack = zlib.decompressobj(_GZIP)
    for chunk in _chunks(response):
        yield unpack.decompress(chunk, most + 1)
        while unpack.unconsumed_tail:
            yield unpack.decompress(unpack.unconsumed_tail, most + 1)
    if not unpack.eof:
        raise zlib.error("incomplete")


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield a body as it comes in; http.client does not tell of one that is cut off where it is not read at once."""
    stated = response.headers.get("Content-Length", "")
    awaited = int(stated) if stated.isdecimal() and "Transfer-Encoding" not in response.headers else None
    while chunk := response.read1(_CHUNK_BYTES):
        yield chunk
        if awaited is not None:
            awaited -= len(chunk)
    if awaited:
        raise http.client.IncompleteRead(b"", awaited)


def _is_emptied(response: http.client.HTTPResponse) -> bool:
    """Read the body of a refusal where it is short, for the connection to be used again."""
    stated = response.headers.get("Content-Length", "")
    if response.status in _BODILESS:
        return True
    return stated.isdecimal() and int(stated) <= _CHUNK_BYTES and len(response.read()) == int(stated)


def _tls() -> ssl.SSLContext:
    """Make one context for all connections: to read the certificates takes longer than to shake hands.

    Raises:
        ServiceError: the environment names certificates that cannot be read.
    """
    for name in _BUNDLES:
        if stated := os.environ.get(name):
            try:
                if os.path.isdir(stated):  # noqa: PTH112 - a text of the environment, not a path of ours
                    return ssl.create_default_context(capath=stated)
                return ssl.create_default_context(cafile=stated)
            except (OSError, ValueError):
                raise ServiceError(Reason.UNREACHABLE, f"{name} names certificates that cannot be read") from None
    try:
        from certifi import where  # noqa: PLC0415 - needed for https only
    except ImportError:
        return ssl.create_default_context()
    return ssl.create_default_context(cafile=where())
