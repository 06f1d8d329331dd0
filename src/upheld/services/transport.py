"""Requests that are bounded in time and size and repeated where it helps, telling nobody's secrets."""

import io
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace

from upheld import __version__
from upheld.nouns import dataclass
from upheld.services import Reason
from upheld.services.certificates import Trust
from upheld.services.deadline import Deadline
from upheld.services.exchange import OK, Answer, Carrier, Request
from upheld.services.faults import fault, is_lasting
from upheld.services.retries import RETRIES, pause

_AFTER_THE_DEADLINE = 0.1
"""Seconds; whoever waits for an answer is told of the deadline before the connection gives up."""
_HEADERS = {"User-Agent": f"upheld/{__version__}", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Limits:
    """How long (in seconds) and how much (in bytes, unpacked) an answer may be."""

    connect: float = 5
    read: float = 15
    total: float = 60
    size: int = 16 * 1024 * 1024


@dataclass(frozen=True)
class Reply:
    """What came back; there is no body with another status than 200, or where it went into a sink."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Transport:
    """Sends what is asked, through proxies where there are any."""

    def __init__(self) -> None:
        self._carrier = _carrier()

    def send(self, request: Request, limits: Limits, deadline: Deadline) -> Reply:
        """Ask, and ask again where that may help.

        Raises:
            ServiceError: no whole answer came.
        """
        request = replace(request, headers={**_HEADERS, **request.headers})
        for number in range(RETRIES + 1):
            last = number == RETRIES or not deadline.left
            try:
                reply = self._try(request, limits, deadline)
            except self._carrier.faults as error:
                if not deadline.left:
                    raise deadline.error from None
                if last or is_lasting(error):
                    # Not `from error`: what the libraries say may show a proxy's password or a header.
                    raise fault(request.address, error, self._carrier.words) from None
                pause(number, None, deadline)
            else:
                if last or reply.status not in request.passing:
                    return reply
                pause(number, reply.headers.get("Retry-After"), deadline)
        raise AssertionError

    def close(self) -> None:
        """Give back the connections."""
        self._carrier.close()

    def _try(self, request: Request, limits: Limits, deadline: Deadline) -> Reply:
        began, left = time.monotonic(), deadline.left + _AFTER_THE_DEADLINE
        with self._carrier.answer(request, min(limits.connect, left), min(limits.read, left)) as answer:
            body = _body(request, answer, limits, began) if answer.status == OK else b""
            return Reply(answer.status, answer.headers, body)


def _carrier() -> Carrier:
    trust = Trust()
    if _is_proxied():
        from upheld.services.proxied import Proxied  # noqa: PLC0415 - it takes three times as long to import

        return Proxied(trust)
    from upheld.services.direct import Direct  # noqa: PLC0415

    return Direct(trust)


def _is_proxied() -> bool:
    """Tell whether the environment names a proxy for anything, or the system's settings may."""
    if sys.platform in {"win32", "darwin"}:
        from urllib.request import getproxies  # noqa: PLC0415 - elsewhere they are named in the environment alone

        return bool(getproxies())
    return any(
        value and name.lower() in {"http_proxy", "https_proxy", "all_proxy"} for name, value in os.environ.items()
    )


def _body(request: Request, answer: Answer, limits: Limits, began: float) -> bytes:
    address, size = request.address, 0
    body = io.BytesIO() if request.sink is None else request.sink
    body.seek(0)  # what a try before this one left there is no part of it
    body.truncate()
    for chunk in answer.parts:
        size += body.write(chunk)
        if size > limits.size:
            raise address.error(Reason.UNEXPECTED, f"answers with more than {limits.size:,} bytes")
        if time.monotonic() > began + limits.total:
            raise address.error(Reason.UNREACHABLE, f"takes more than {limits.total:g} seconds to answer")
    return body.getvalue() if isinstance(body, io.BytesIO) else b""
