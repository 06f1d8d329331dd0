"""Addresses that may be asked: http or https with a plain host, a token only where nobody reads along, no way back to this machine."""

import base64
import ipaddress
import re
from dataclasses import field, replace
from typing import Self
from urllib.parse import quote, unquote, urljoin, urlsplit

from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError

_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_NUMBER_LAST = re.compile(r"(?:[a-z0-9._-]*\.)?(?:\d+|0x[0-9a-f]*)\.?")
"""What a resolver may take for an IPv4 address, such as `127.1` or `0x7f000001`."""
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~"


@dataclass(frozen=True)
class Address:
    """An address to ask, rebuilt from its parts so that every library reads the same host in it."""

    scheme: str
    host: str
    port: int | None
    path: str
    authorization: str | None = field(default=None, repr=False)
    """What the header of this name says; it is no part of `url`."""

    @classmethod
    def of(cls, url: str, base: str = "") -> Self:
        """Take an address apart; `base` is where it was found.

        Raises:
            ServiceError: neither http nor https, or no host that every library reads alike.
        """
        try:
            parts = urlsplit(urljoin(base, url))
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        if parts.scheme not in {"http", "https"} or not _is_plain(host):
            # The address is not shown: it may hold a password.
            raise ServiceError(Reason.UNEXPECTED, "the address of a service is none of http or https with a host")
        query = f"?{quote(parts.query, safe=_KEPT_IN_PATHS + '?')}" if parts.query else ""
        return cls(parts.scheme, host, port, quote(parts.path or "/", safe=_KEPT_IN_PATHS) + query)

    @classmethod
    def with_token(cls, url: str, token: str | None) -> Self:
        """Take an address apart and add a token, else the user name and password that stand in it.

        Raises:
            ServiceError: it may not be asked at all, or not with this token.
        """
        address = cls.of(url)
        authorization = f"Bearer {token}" if token else _basic(url)
        if authorization and not address.is_private_to_us:
            raise address.error(Reason.UNEXPECTED, "is not asked: a token is sent by https only")
        if authorization and not (authorization.isascii() and authorization.isprintable()):
            raise address.error(Reason.UNAUTHORIZED, "is not asked: the token holds characters that no token has")
        return replace(address, authorization=authorization)

    @property
    def url(self) -> str:
        """The address as text, without authorization."""
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """Scheme, host and port (RFC 6454, section 4)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{f':{self.port}' if self.port is not None else ''}"

    @property
    def is_loopback(self) -> bool:
        """Whether this machine itself is asked."""
        if self.host.removesuffix(".") == "localhost":
            return True
        number = _ip_address(self.host)
        # To connect to 0.0.0.0 is to connect to this machine.
        return number is not None and (number.is_loopback or number.is_unspecified)

    @property
    def is_private_to_us(self) -> bool:
        """Whether nobody on the way reads along."""
        return self.scheme == "https" or self.is_loopback

    def redirected(self, location: str) -> Self:
        """Return where a redirect leads; the token stays behind when that is another host, port or scheme.

        Raises:
            ServiceError: it leads to plain http, to no address, or from outside to this machine.
        """
        there = self.of(location, self.url)
        if not there.is_private_to_us or (there.is_loopback and not self.is_loopback):
            raise self.error(Reason.UNEXPECTED, "redirects to an address that is not https, or to this machine")
        same = (self.scheme, self.host, self.port) == (there.scheme, there.host, there.port)
        return replace(there, authorization=self.authorization if same else None)

    def error(self, reason: Reason, what: str, status: int | None = None) -> ServiceError:
        """Name the host and not the path: some indexes have their users write a token there."""
        return ServiceError(reason, f"{self.host} {what}", status)


def _is_plain(host: str) -> bool:
    if not _HOST.fullmatch(host):
        return False
    return _ip_address(host) is not None or not (":" in host or _NUMBER_LAST.fullmatch(host))


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return mapped or number


def _basic(url: str) -> str | None:
    parts = urlsplit(url)
    if not parts.username and not parts.password:
        return None
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
