"""The one HTTP session: bounded in time and size, cached on disk, careful with tokens, counted."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

from upheld import __version__
from upheld.services import Reason, ServiceError
from upheld.services.address import Address
from upheld.services.cache import Cache, cache_folder

if TYPE_CHECKING:
    from urllib3.connectionpool import ConnectionPool
    from urllib3.response import BaseHTTPResponse  # urllib3 1 has none

RETRIES = 2
MOST_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OUT_OF_ORDER = frozenset({502, 503, 504})
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """How long (in seconds) and how much (in bytes, unpacked) an answer may be."""

    connect: float = 5
    read: float = 15
    total: float = 60
    size: int = 16 * 1024 * 1024


class Session:
    """Asks services for JSON; `requests` counts what was sent (redirects too, repetitions not), `hosts` whom.

    The cache stands in the XDG cache folder. It never answers alone: the server has to confirm each entry (304).
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.requests = 0
        self.hosts: set[str] = set()
        self._limits = limits or Limits()
        self._cache = Cache(cache_folder())
        self._http = _http()

    def get_json(self, url: str, *, accept: str = "application/json", token: str | None = None) -> Any:
        """Return the JSON that stands at an address; `token` goes to that address's host and to no other.

        Raises:
            ServiceError: anything else than an answer of status 200 that is JSON.

        """
        address = Address.with_token(url, token)
        for _ in range(MOST_REDIRECTS + 1):
            kept = self._cache.load(address.url, accept)
            answer = self._ask(address, accept, kept.conditions if kept else {})
            if answer.status in _REDIRECTS:
                address = address.redirected(answer.headers.get("Location", ""))
            elif answer.status == requests.codes.not_modified and kept:
                return kept.value
            else:
                return self._value(address, accept, answer)
        raise address.error(Reason.UNEXPECTED, f"redirects more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _ask(self, address: Address, accept: str, conditions: Mapping[str, str]) -> "_Answer":
        headers = {"Accept": accept, **conditions}
        if address.authorization:
            headers["Authorization"] = address.authorization
        self.requests += 1
        self.hosts.add(address.host)
        timeout = (self._limits.connect, self._limits.read)
        try:
            with self._http.get(
                address.url, headers=headers, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                body = self._body(address, response) if response.status_code == requests.codes.ok else b""
                return _Answer(response.status_code, response.headers, body)
        except (OSError, HTTPError, ValueError) as error:
            # Not `from error`: what requests raises may show a proxy's password or a header.
            raise _no_answer(address, error) from None

    def _body(self, address: Address, response: requests.Response) -> bytes:
        deadline = time.monotonic() + self._limits.total
        body = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > self._limits.size:
                raise address.error(Reason.UNEXPECTED, f"answers with more than {self._limits.size:,} bytes")
            if time.monotonic() > deadline:
                raise address.error(Reason.UNREACHABLE, f"takes more than {self._limits.total:g} seconds to answer")
        return bytes(body)

    def _value(self, address: Address, accept: str, answer: "_Answer") -> Any:
        if answer.status != requests.codes.ok:
            raise _refusal(address, answer)
        try:
            value = json.loads(answer.body)
        except (ValueError, RecursionError):
            raise address.error(Reason.UNEXPECTED, "answers with something that is not JSON") from None
        self._cache.store(address.url, accept, answer.headers, value)
        return value


class BoundedRetry(Retry):
    """Waits as the server asks, and no longer than `longest_pause` seconds."""

    longest_pause: ClassVar[float] = 5

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: "BaseHTTPResponse | None" = None,
        error: Exception | None = None,
        _pool: "ConnectionPool | None" = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Count one try, and hang up: urllib3 would read all of a refusal's body first, however long it is."""
        further = super().increment(method, url, response, error, _pool, _stacktrace)
        if response is not None:
            response.close()
        return further

    def get_backoff_time(self) -> float:
        """Return the seconds to wait where the server does not say."""
        return min(super().get_backoff_time(), self.longest_pause)

    def parse_retry_after(self, retry_after: str) -> float:
        """Return the seconds that the server asks for; 0 where it asks for no time."""
        try:
            return min(super().parse_retry_after(retry_after), self.longest_pause)
        except (InvalidHeader, ValueError, OverflowError):
            return 0


class _PlainSession(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Return none: requests would read all of a redirect's body, and follow addresses that are refused here."""
        return None


def _http() -> requests.Session:
    http = _PlainSession()
    http.headers["User-Agent"] = f"upheld/{__version__}"
    # Without an `auth` of its own requests would put what ~/.netrc says in the place of a token.
    http.auth = lambda request: request
    http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    retry = BoundedRetry(
        RETRIES, status_forcelist={429, *_OUT_OF_ORDER}, backoff_factor=0.5, raise_on_status=False, redirect=False
    )
    http.mount("https://", HTTPAdapter(max_retries=retry))
    http.mount("http://", HTTPAdapter(max_retries=retry))
    return http


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def _refusal(address: Address, answer: _Answer) -> ServiceError:
    limited = answer.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in answer.headers
    match answer.status:
        case 401:
            reason, what = Reason.UNAUTHORIZED, "asks for valid credentials"
        case 403 if not limited:
            reason, what = Reason.FORBIDDEN, "forbids access"
        case 403 | 429:
            reason, what = Reason.RATE_LIMITED, "limits how often it may be asked"
        case 404:
            reason, what = Reason.NOT_FOUND, "has nothing there"
        case status if status in _OUT_OF_ORDER:
            reason, what = Reason.UNREACHABLE, "is out of order"
        case _:
            reason, what = Reason.UNEXPECTED, "gives an unexpected answer"
    return address.error(reason, f"{what} (status {answer.status})")


def _no_answer(address: Address, error: Exception) -> ServiceError:
    match error:
        case requests.exceptions.SSLError():
            what = "has no certificate that is trusted here"
        case requests.exceptions.ProxyError():
            what = "cannot be reached: the proxy does not let it through"
        case _:
            what = "cannot be reached, or breaks off, or does not answer in time"
    return address.error(Reason.UNREACHABLE, what)
