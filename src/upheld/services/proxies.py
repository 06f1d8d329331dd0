"""Which proxy leads to an address: what the environment, or the settings of macOS or Windows, say."""

import os
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from upheld.services import Reason
from upheld.services.address import Address

_HTTP_PORT = 80


@dataclass(frozen=True)
class Proxy:
    """A proxy that is asked by plain http, as nearly all are."""

    host: str
    port: int
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def proxy_for(address: Address) -> Proxy | None:
    """Return the proxy for an address, or None where it is asked directly.

    Raises:
        ServiceError: what is stated is none that can be used.
    """
    if sys.platform not in {"darwin", "win32"} and not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - few machines need it, and it takes a while

    proxies = getproxies()
    stated = proxies.get(address.scheme) or proxies.get("all")
    port = f":{address.port}" if address.port is not None else ""
    if not stated or proxy_bypass(f"{address.host}{port}"):
        return None
    return _proxy(stated, address)


def _proxy(stated: str, address: Address) -> Proxy:
    try:
        parts = urlsplit(stated if "://" in stated else f"http://{stated}")
        host, port = parts.hostname, parts.port or _HTTP_PORT
    except ValueError:
        host, port, parts = None, _HTTP_PORT, urlsplit("")
    if parts.scheme != "http" or not host:
        # It is not shown: it may hold a password.
        raise address.error(Reason.UNREACHABLE, "is not asked: the proxy that is stated for it is none of http")
    if parts.username is None and parts.password is None:
        return Proxy(host, port)
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return Proxy(host, port, (("Proxy-Authorization", f"Basic {b64encode(pair.encode()).decode()}"),))
