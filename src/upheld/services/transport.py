"""Requests by the library of that name: bounded in time and size, repeated where it helps, telling nobody's secrets."""

import io
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import BinaryIO

from requests import PreparedRequest, Response
from requests.utils import get_environ_proxies

from upheld import __version__
from upheld.nouns import dataclass
from upheld.services import Reason
from upheld.services.address import Address
from upheld.services.certificates import TrustingAdapter
from upheld.services.deadline import Deadline
from upheld.services.faults import FAULTS, fault, is_lasting
from upheld.services.retries import RETRIES, pause

OK = 200
OUT_OF_ORDER = frozenset({502, 503, 504})

CONNECTIONS = 128
"""As many as there are threads: one more would be thrown away after each answer."""

_CHUNK_BYTES = 64 * 1024
_HEADERS = {"User-Agent": f"upheld/{__version__}", "Accept-Encoding": "gzip"}


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
    headers: Mapping[str, str]
    body: bytes = b""


class Transport:
    """Connections that are kept, for threads to take turns with.

    By an adapter of requests alone: a session of it would add cookies, what ~/.netrc says and redirects, none of which is
    wanted here, and to leave them out takes a third of the work of an answer.
    """

    def __init__(self) -> None:
        self._adapter = TrustingAdapter(pool_maxsize=CONNECTIONS)
        self._proxies = lru_cache(get_environ_proxies)  # which the environment names, read once for an origin

    def send(self, request: Request, limits: Limits, deadline: Deadline) -> Reply:
        """Ask, and ask again where that may help.

        Not by urllib3's `Retry`: it knows no deadline, and nothing of an answer that breaks off in the middle.

        Raises:
            ServiceError: no whole answer came.
        """
        for number in range(RETRIES + 1):
            last = number == RETRIES or not deadline.left
            try:
                reply = self._try(request, limits, deadline)
            except FAULTS as error:
                if last or is_lasting(error):
                    # Not `from error`: what the libraries say may show a proxy's password or a header.
                    raise fault(request.address, error) from None
                pause(number, None, deadline)
            else:
                if last or reply.status not in request.passing:
                    return reply
                pause(number, reply.headers.get("Retry-After"), deadline)
        raise AssertionError

    def close(self) -> None:
        """Give back the connections."""
        self._adapter.close()

    def _try(self, request: Request, limits: Limits, deadline: Deadline) -> Reply:
        began, left = time.monotonic(), max(deadline.left, 0.001)
        with self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=(min(limits.connect, left), min(limits.read, left)),
            proxies=self._proxies(request.address.origin),
        ) as response:
            body = _body(request, response, limits, began) if response.status_code == OK else b""
            return Reply(response.status_code, response.headers, body)


def _prepared(request: Request) -> PreparedRequest:
    found = PreparedRequest()
    found.prepare(  # pyright: ignore[reportUnknownMemberType] - none of its parameters has a type
        method="GET" if request.body is None else "POST",
        url=request.address.url,
        headers={**_HEADERS, **request.headers},
        data=request.body,
    )
    return found


def _body(request: Request, response: Response, limits: Limits, began: float) -> bytes:
    address, size = request.address, 0
    body = io.BytesIO() if request.sink is None else request.sink
    body.seek(0)  # what a try before this one left there is no part of it
    body.truncate()
    for chunk in response.iter_content(_CHUNK_BYTES):
        size += body.write(chunk)
        if size > limits.size:
            raise address.error(Reason.UNEXPECTED, f"answers with more than {limits.size:,} bytes")
        if time.monotonic() > began + limits.total:
            raise address.error(Reason.UNREACHABLE, f"takes more than {limits.total:g} seconds to answer")
    return body.getvalue() if isinstance(body, io.BytesIO) else b""
