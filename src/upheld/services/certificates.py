"""The certificates by which services are trusted: read once a run.

`requests` has them read anew for every connection, 15 ms each: a second of work for the sixty connections of an audit.
"""

import os
import ssl
import threading
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from upheld.services import Reason, ServiceError

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


class TrustingAdapter(HTTPAdapter):
    """Trusts what the environment names, else what `requests` brings along."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lock = threading.Lock()
        self._trust: ssl.SSLContext | None = None

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Return what tells apart the pools of connections: with the one context, as `requests` suggests it.

        Raises:
            ServiceError: the environment names certificates that cannot be read.
        """
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"ssl_context": self._context()} if host["scheme"] == "https" else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Name no file of certificates: the context holds them, and verifies by them."""

    def _context(self) -> ssl.SSLContext:
        with self._lock:
            if self._trust is None:
                self._trust = _trust()
            return self._trust


def _trust() -> ssl.SSLContext:
    for name in _BUNDLES:
        if stated := os.environ.get(name):
            try:
                if os.path.isdir(stated):  # noqa: PTH112 - a text of the environment, not a path of ours
                    return ssl.create_default_context(capath=stated)
                return ssl.create_default_context(cafile=stated)
            except (OSError, ValueError):
                raise ServiceError(Reason.UNREACHABLE, f"{name} names certificates that cannot be read") from None
    return ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
