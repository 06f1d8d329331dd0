"""Requests by the library of that name, where a proxy may stand between: it knows what proxies want."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidProxyURL, InvalidSchema
from requests.utils import get_environ_proxies
from urllib3.exceptions import DecodeError, HTTPError, LocationParseError, ProtocolError, ProxyError, ProxySchemeUnknown

from upheld.services.certificates import Trust
from upheld.services.exchange import CHUNK_BYTES, CONNECTIONS, Answer, Request
from upheld.services.faults import WORDS, Words

_NO_PROXY = (InvalidProxyURL, InvalidSchema, LocationParseError, ProxySchemeUnknown)
"""What can be wrong with an address; that of the service is well made, so it is the proxy's."""


class Proxied:
    """An adapter of `requests` alone.

    A session of it would add cookies, what ~/.netrc says and redirects, none of which is wanted here.
    """

    # `requests` lets some errors of urllib3 and of the standard library through.
    faults = (OSError, HTTPError, ValueError)
    words: Words = (
        (_NO_PROXY, "is not asked: the proxy that is stated for it cannot be used"),
        ((ProxyError,), "cannot be reached: the proxy does not let it through"),
        *WORDS,
        ((DecodeError,), "answers with something that cannot be unpacked"),
        ((ProtocolError,), "breaks off, or does not speak HTTP as it should"),
    )

    def __init__(self, trust: Trust) -> None:
        self._adapter = TrustingAdapter(trust)
        self._proxies = lru_cache(get_environ_proxies)  # which the environment names, read once for an origin

    @contextmanager
    def answer(self, request: Request, connect: float, read: float) -> Generator[Answer, None, None]:
        """Ask once, by the proxy that the environment names for the address, or by none."""
        with self._adapter.send(
            _prepared(request), stream=True, timeout=(connect, read), proxies=self._proxies(request.address.origin)
        ) as response:
            yield Answer(response.status_code, response.headers, response.iter_content(CHUNK_BYTES))

    def close(self) -> None:
        """Give back the connections."""
        self._adapter.close()


class TrustingAdapter(HTTPAdapter):
    """Trusts what all connections do."""

    def __init__(self, trust: Trust) -> None:
        super().__init__(pool_maxsize=CONNECTIONS)
        self._trust = trust

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Return what tells apart the pools of connections: with the one context, as `requests` suggests it."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"ssl_context": self._trust.context} if host["scheme"] == "https" else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Name no file of certificates: the context holds them, and verifies by them."""


def _prepared(request: Request) -> PreparedRequest:
    found = PreparedRequest()
    found.prepare(  # pyright: ignore[reportUnknownMemberType] - none of its parameters has a type
        method=request.method, url=request.address.url, headers=dict(request.headers), data=request.body
    )
    return found
