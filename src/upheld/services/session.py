"""The one HTTP session: bounded in time and size, cached on disk, careful with tokens, counted."""

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from upheld.services import Reason, ServiceError
from upheld.services.address import Address
from upheld.services.cache import Cache, cache_folder
from upheld.services.deadline import Deadline
from upheld.services.exchange import OK, OUT_OF_ORDER, Request
from upheld.services.transport import Limits, Reply, Transport

__all__ = ["Limits", "Session"]

MOST_REDIRECTS = 5

_NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ASKED_AGAIN = OUT_OF_ORDER | {429, 500}


class Session:
    """Asks services for JSON; `requests` counts what was sent (redirects too, repetitions not), `hosts` whom.

    The cache stands in the XDG cache folder. It never answers alone: the server has to confirm each entry (304).
    """

    def __init__(self, limits: Limits | None = None, deadline: Deadline | None = None) -> None:
        self.requests = 0
        self.hosts: set[str] = set()
        self.deadline = deadline or Deadline()
        self._limits = limits or Limits()
        self._cache = Cache(cache_folder())
        self._transport = Transport()
        self._lock = threading.Lock()

    def get_json(self, url: str, *, accept: str = "application/json", token: str | None = None) -> Any:
        """Return the JSON that stands at an address; `token` goes to that address's host and to no other.

        Raises:
            ServiceError: anything else than an answer of status 200 that is JSON.

        """
        address = Address.with_token(url, token)
        return self.deadline.within(lambda: self._get_json(address, accept))

    def ask_json(
        self,
        address: Address,
        question: Any = None,
        *,
        limits: Limits | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Return the JSON with which an address answers, to a question that is posted where there is one.

        Nothing is kept, no redirect is followed, and the deadline is the caller's to watch: this may be called by many
        threads at once. The question must be one that may be asked twice.

        Raises:
            ServiceError: anything else than an answer of status 200 that is JSON.
        """
        sent = {"Accept": "application/json", **(headers or {})}
        body = None
        if question is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(question).encode()
        request = Request(address, _authorized(address, sent), body, _ASKED_AGAIN)
        return _json(address, self._send(request, limits or self._limits))

    def download(self, url: str, sink: BinaryIO, *, etag: str = "", size: int, seconds: float) -> str | None:
        """Write what stands at an address to a file and return its ETag (empty where it has none); None where it is `etag`.

        Raises:
            ServiceError: anything else than a whole answer of at most so many bytes in so many seconds.
        """
        limits = replace(self._limits, size=size, total=seconds)
        conditions = {"If-None-Match": etag} if etag and etag.isascii() and etag.isprintable() else {}
        address = Address.with_token(url, None)
        for _ in range(MOST_REDIRECTS + 1):
            headers = _authorized(address, {"Accept": "*/*", **conditions})
            reply = self._send(Request(address, headers, sink=sink), limits)
            if reply.status in _REDIRECTS:
                address = address.redirected(reply.headers.get("Location", ""))
            elif reply.status == _NOT_MODIFIED and conditions:
                return None
            elif reply.status == OK:
                return reply.headers.get("ETag", "")
            else:
                raise _refusal(address, reply)
        raise address.error(Reason.UNEXPECTED, f"redirects more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        """Give back the connections."""
        self._transport.close()

    def _get_json(self, address: Address, accept: str) -> Any:
        for _ in range(MOST_REDIRECTS + 1):
            kept = self._cache.load(address.url, accept)
            headers = {"Accept": accept, **(kept.conditions if kept else {})}
            reply = self._send(Request(address, _authorized(address, headers)), self._limits)
            if reply.status in _REDIRECTS:
                address = address.redirected(reply.headers.get("Location", ""))
            elif reply.status == _NOT_MODIFIED and kept:
                return kept.value
            else:
                value = _json(address, reply)
                self._cache.store(address.url, accept, reply.headers, value)
                return value
        raise address.error(Reason.UNEXPECTED, f"redirects more than {MOST_REDIRECTS} times")

    def _send(self, request: Request, limits: Limits) -> Reply:
        with self._lock:
            self.requests += 1
            self.hosts.add(request.address.host)
        return self._transport.send(request, limits, self.deadline)


def _authorized(address: Address, headers: Mapping[str, str]) -> Mapping[str, str]:
    return {**headers, "Authorization": address.authorization} if address.authorization else headers


def _json(address: Address, reply: Reply) -> Any:
    if reply.status != OK:
        raise _refusal(address, reply)
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        raise address.error(Reason.UNEXPECTED, "answers with something that is not JSON") from None


def _refusal(address: Address, reply: Reply) -> ServiceError:
    limited = reply.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in reply.headers
    match reply.status:
        case 400:
            reason, what = Reason.UNEXPECTED, "refuses the question"
        case 401:
            reason, what = Reason.UNAUTHORIZED, "asks for valid credentials"
        case 403 if not limited:
            reason, what = Reason.FORBIDDEN, "forbids access"
        case 403 | 429:
            reason, what = Reason.RATE_LIMITED, "limits how often it may be asked"
        case 404:
            reason, what = Reason.NOT_FOUND, "has nothing there"
        case 407:
            reason, what = Reason.UNREACHABLE, "cannot be reached: the proxy does not let it through"
        case status if status in OUT_OF_ORDER:
            reason, what = Reason.UNREACHABLE, "is out of order"
        case _:
            reason, what = Reason.UNEXPECTED, "gives an unexpected answer"
    return address.error(reason, f"{what} (status {reply.status})", reply.status)
