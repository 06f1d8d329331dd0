"""Addresses on which something listens, as arguments, variables and published ports write them."""

import re
from urllib.parse import urlsplit

from upheld.exposure import Bind, Reach

_LONGEST = 300
_EVERY = frozenset({"", "0.0.0.0", "::", "*", "0", "0:0:0:0:0:0:0:0", "+"})  # noqa: S104 - looked for, never bound
_LOOPBACK = re.compile(r"127(?:\.\d{1,3}){1,3}|::1|(?:[\w-]{1,60}\.)?localhost", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,5}(?:-\d{1,5})?")
_ADDRESS = re.compile(
    r"(?:(?:tcp|udp|https?|wss?)[46]?://)?(?P<host>\[[0-9A-Fa-f:.%]{0,60}\]|[^\s:/\[\]@?#]{0,253})(?::(?P<port>\d{1,5}))?/?"
)
_BARE_IPV6 = re.compile(r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}")
_NO_NETWORK = ("unix:", "/", "./", "fd:", "fd@", "@", "npipe:", "systemd")


def reach_of(host: str) -> Reach:
    """Return from where a listener on a host is reached; one that names another address is not known."""
    bare = host.strip().strip("[]")
    if bare in _EVERY:
        return Reach.ALL
    return Reach.LOOPBACK if _LOOPBACK.fullmatch(bare) else Reach.UNKNOWN


def bind_of(text: str) -> Bind | None:
    """Return the address that a text names: `host`, `host:port`, `:port`, a bare port, or a URL; None for none of a network."""
    text = text.strip()[:_LONGEST]
    if text.startswith(_NO_NETWORK) or not text:
        return None
    if _NUMBERS.fullmatch(text):
        return Bind(Reach.UNKNOWN, None, text)
    if _BARE_IPV6.fullmatch(text):
        return Bind(reach_of(text), text)
    match = _ADDRESS.fullmatch(text)
    if match is None or not (match["host"] or match["port"]):
        return None
    return Bind(reach_of(match["host"]), match["host"].strip("[]"), match["port"])


def is_local(url: str) -> bool:
    """Tell whether a URL leads to the machine itself."""
    return reach_of(_host(url)) is not Reach.UNKNOWN if _host(url) else False


def shown(url: str) -> str:
    """Return a URL without its account, path and parameters, which may hold secrets."""
    try:
        parts = urlsplit(url[:_LONGEST])
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address"
    return (
        f"{parts.scheme}://{parts.hostname or ''}{port}"
        if re.fullmatch(r"[\w+.-]{1,20}", parts.scheme)
        else "an address"
    )


def port_of(url: str) -> str | None:
    """Return the port that a URL names."""
    try:
        port = urlsplit(url[:_LONGEST]).port
    except ValueError:
        return None
    return str(port) if port else None


def _host(url: str) -> str:
    try:
        return urlsplit(url[:_LONGEST]).hostname or ""
    except ValueError:
        return ""
