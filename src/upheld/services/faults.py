"""What is said of a request that no whole answer came to: each cause in words of its own."""

import socket
import ssl
import zlib
from http.client import HTTPException

from upheld.services import Reason, ServiceError
from upheld.services.address import Address

_TUNNEL = "Tunnel connection failed"
"""How http.client begins what it says of a proxy that refuses."""

FAULTS = (OSError, HTTPException, ValueError, zlib.error)
"""What a request may raise."""


def fault(address: Address, error: Exception, *, proxied: bool) -> ServiceError:
    """Return the error to raise; it shows nothing of what the libraries say, which may hold a password or a header."""
    return address.error(Reason.UNREACHABLE, _words(error, proxied=proxied))


def _words(error: Exception, *, proxied: bool) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return "has no certificate that is trusted here"
        case ssl.SSLError():
            return "cannot be reached: it does not speak TLS as it should"
        case _ if proxied and (str(error).startswith(_TUNNEL) or isinstance(error, _NEVER_THERE)):
            return "cannot be reached: the proxy does not let it through"
        case socket.gaierror():
            return "cannot be reached: its name is not known here"
        case ConnectionRefusedError():
            return "cannot be reached: it refuses connections"
        case TimeoutError():
            return "does not answer in time"
        case zlib.error():
            return "answers with something that cannot be unpacked"
        case HTTPException() | ConnectionError():
            return "breaks off, or does not speak HTTP as it should"
        case _:
            return "cannot be reached"


_NEVER_THERE = (socket.gaierror, ConnectionRefusedError)
