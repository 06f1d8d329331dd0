"""The certificates by which services are trusted: read once a run.

To read them anew for every connection takes 15 ms each: a second of work for the sixty connections of an audit.
"""

import os
import ssl
import threading

from upheld.services import Reason, ServiceError

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


class Trust:
    """Trusts what the environment names, else what `certifi` brings along."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None

    @property
    def context(self) -> ssl.SSLContext:
        """The one context of all connections.

        Raises:
            ServiceError: the environment names certificates that cannot be read.
        """
        with self._lock:
            if self._context is None:
                self._context = _trust()
            return self._context


def _trust() -> ssl.SSLContext:
    for name in _BUNDLES:
        if stated := os.environ.get(name):
            try:
                if os.path.isdir(stated):  # noqa: PTH112 - a text of the environment, not a path of ours
                    return ssl.create_default_context(capath=stated)
                return ssl.create_default_context(cafile=stated)
            except (OSError, ValueError):
                raise ServiceError(Reason.UNREACHABLE, f"{name} names certificates that cannot be read") from None
    import certifi  # noqa: PLC0415 - not needed where the environment names others, nor without TLS

    return ssl.create_default_context(cafile=certifi.where())
