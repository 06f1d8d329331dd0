"""The one HTTP session: bounded in time and size, cached on disk, careful with tokens, counted."""

import base64
import hashlib
import ipaddress
import json
import os
import re
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import quote, unquote, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

from upheld.services import Reason, ServiceError

if TYPE_CHECKING:
    from urllib3.connectionpool import ConnectionPool
    from urllib3.response import BaseHTTPResponse  # urllib3 1 has none

RETRIES = 2
MOST_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OUT_OF_ORDER = frozenset({502, 503, 504})
_CHUNK_BYTES = 64 * 1024
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~"
_VALIDATORS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
"""What a server may give beside an answer, and how the next request returns it (RFC 9110, section 13.1)."""


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
        self._cache = _Cache(_cache_folder())
        self._http = _http()

    def get_json(self, url: str, *, accept: str = "application/json", token: str | None = None) -> Any:
        """Return the JSON that stands at an address; `token` goes to that address's host and to no other.

        Raises:
            ServiceError: anything else than an answer of status 200 that is JSON.

        """
        target = _first_target(url, token)
        for _ in range(MOST_REDIRECTS + 1):
            entry = self._cache.load(target.url, accept)
            answer = self._ask(target, accept, entry.conditions if entry else {})
            if answer.status in _REDIRECTS:
                target = target.redirected(answer.headers.get("Location", ""))
            elif answer.status == requests.codes.not_modified and entry:
                return entry.value
            else:
                return self._value(target, accept, answer)
        raise target.error(Reason.UNEXPECTED, f"redirects more than {MOST_REDIRECTS} times")

    def _ask(self, target: "_Target", accept: str, conditions: Mapping[str, str]) -> "_Answer":
        headers = {"Accept": accept, **conditions}
        if target.authorization:
            headers["Authorization"] = target.authorization
        self.requests += 1
        self.hosts.add(target.host)
        timeout = (self._limits.connect, self._limits.read)
        try:
            with self._http.get(
                target.url, headers=headers, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                body = self._body(target, response) if response.status_code == requests.codes.ok else b""
                return _Answer(response.status_code, response.headers, body)
        except (OSError, HTTPError, ValueError) as error:
            # Not `from error`: what requests raises may show a proxy's password or a header.
            raise _no_answer(target, error) from None

    def _body(self, target: "_Target", response: requests.Response) -> bytes:
        deadline = time.monotonic() + self._limits.total
        body = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > self._limits.size:
                raise target.error(Reason.UNEXPECTED, f"answers with more than {self._limits.size:,} bytes")
            if time.monotonic() > deadline:
                raise target.error(Reason.UNREACHABLE, f"takes more than {self._limits.total:g} seconds to answer")
        return bytes(body)

    def _value(self, target: "_Target", accept: str, answer: "_Answer") -> Any:
        if answer.status != requests.codes.ok:
            raise _refusal(target, answer)
        try:
            value = json.loads(answer.body)
        except (ValueError, RecursionError):
            raise target.error(Reason.UNEXPECTED, "answers with something that is not JSON") from None
        self._cache.store(target.url, accept, answer.headers, value)
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
    http.headers["User-Agent"] = f"upheld/{version('upheld')}"
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


@dataclass(frozen=True)
class _Target:
    """An address to ask, rebuilt from its parts so that every library reads the same host in it."""

    scheme: str
    host: str
    port: int | None
    path: str
    authorization: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{f':{self.port}' if self.port is not None else ''}{self.path}"

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_private_to_us(self) -> bool:
        """Whether nobody on the way reads along."""
        return self.scheme == "https" or self.is_loopback

    def redirected(self, location: str) -> "_Target":
        """Return where a redirect leads; the token stays behind when that is another host, port or scheme."""
        there = _target(location, self.url)
        if not there.is_private_to_us or (there.is_loopback and not self.is_loopback):
            raise self.error(Reason.UNEXPECTED, "redirects to an address that is not https, or to this machine")
        same = (self.scheme, self.host, self.port) == (there.scheme, there.host, there.port)
        return replace(there, authorization=self.authorization if same else None)

    def error(self, reason: Reason, what: str) -> ServiceError:
        """Name the host and not the path: some indexes have their users write a token there."""
        return ServiceError(reason, f"{self.host} {what}")


def _first_target(url: str, token: str | None) -> _Target:
    target = _target(url)
    authorization = f"Bearer {token}" if token else _basic(url)
    if authorization and not target.is_private_to_us:
        raise target.error(Reason.UNEXPECTED, "is not asked: a token is sent by https only")
    if authorization and not (authorization.isascii() and authorization.isprintable()):
        raise target.error(Reason.UNAUTHORIZED, "is not asked: the token holds characters that no token has")
    return replace(target, authorization=authorization)


def _target(url: str, base: str = "") -> _Target:
    try:
        parts = urlsplit(urljoin(base, url))
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        # The address is not shown: it may hold a password.
        raise ServiceError(Reason.UNEXPECTED, "the address of a service is none of http or https with a host")
    query = f"?{quote(parts.query, safe=_KEPT_IN_PATHS + '?')}" if parts.query else ""
    return _Target(parts.scheme, host, port, quote(parts.path or "/", safe=_KEPT_IN_PATHS) + query)


def _basic(url: str) -> str | None:
    parts = urlsplit(url)
    if not parts.username and not parts.password:
        return None
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _refusal(target: _Target, answer: _Answer) -> ServiceError:
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
    return target.error(reason, f"{what} (status {answer.status})")


def _no_answer(target: _Target, error: Exception) -> ServiceError:
    match error:
        case requests.exceptions.SSLError():
            what = "has no certificate that is trusted here"
        case requests.exceptions.ProxyError():
            what = "cannot be reached: the proxy does not let it through"
        case _:
            what = "cannot be reached, or breaks off, or does not answer in time"
    return target.error(Reason.UNREACHABLE, what)


@dataclass(frozen=True)
class _Entry:
    conditions: Mapping[str, str]
    value: Any


@dataclass(frozen=True)
class _Cache:
    """Answers on disk; one that cannot be read or written is as good as none."""

    folder: Path | None

    def load(self, url: str, accept: str) -> _Entry | None:
        if self.folder is None:
            return None
        try:
            kept = json.loads((self.folder / _file_name(url, accept)).read_bytes())
            conditions = _conditions(kept["headers"])
            return _Entry(conditions, kept["value"]) if conditions else None
        except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return None

    def store(self, url: str, accept: str, headers: Mapping[str, str], value: Any) -> None:
        validators = {name: headers[name] for name in _VALIDATORS if name in headers}
        if self.folder is None or not _conditions(validators):
            return
        with suppress(OSError, ValueError, RecursionError):
            text = json.dumps({"headers": validators, "value": value})
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(self.folder / _file_name(url, accept), text)


def _cache_folder() -> Path | None:
    stated = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification has relative paths ignored.
    if Path(stated).is_absolute():
        return Path(stated) / "upheld"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "upheld"
    return None


def _file_name(url: str, accept: str) -> str:
    return hashlib.sha256(f"{url}\n{accept}".encode()).hexdigest() + ".json"


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to ask with; values that no header may have are left out."""
    stated = {name: headers.get(name, "") for name in _VALIDATORS}
    return {_VALIDATORS[name]: v for name, v in stated.items() if v and v.isascii() and v.isprintable()}


def _write_whole(path: Path, text: str) -> None:
    """Write a file at once or not at all: another run may read it meanwhile."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
