"""What is said of a request that no whole answer came to: each cause in words of its own."""

import socket
import ssl
from collections.abc import Iterator

from requests.exceptions import InvalidProxyURL, InvalidSchema
from urllib3.exceptions import DecodeError, HTTPError, LocationParseError, ProtocolError, ProxyError, ProxySchemeUnknown

from upheld.services import Reason, ServiceError
from upheld.services.address import Address

FAULTS = (OSError, HTTPError, ValueError)
"""What a request may raise; `requests` lets some errors of urllib3 and of the standard library through."""

_NO_PROXY = (InvalidProxyURL, InvalidSchema, LocationParseError, ProxySchemeUnknown)
"""What can be wrong with an address; that of the service is well made, so it is the proxy's."""
_WORDS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (_NO_PROXY, "is not asked: the proxy that is stated for it cannot be used"),
    ((ProxyError,), "cannot be reached: the proxy does not let it through"),
    ((ssl.SSLCertVerificationError,), "has no certificate that is trusted here"),
    ((ssl.SSLError,), "cannot be reached: it does not speak TLS as it should"),
    ((socket.gaierror,), "cannot be reached: its name is not known here"),
    ((ConnectionRefusedError,), "cannot be reached: it refuses connections"),
    ((TimeoutError,), "does not answer in time"),
    ((DecodeError,), "answers with something that cannot be unpacked"),
    ((ProtocolError,), "breaks off, or does not speak HTTP as it should"),
)


def fault(address: Address, error: Exception) -> ServiceError:
    """Return the error to raise; it shows nothing of what the libraries say, which may hold a password or a header."""
    causes = tuple(_causes(error))
    words = (words for kinds, words in _WORDS if any(isinstance(cause, kinds) for cause in causes))
    return address.error(Reason.UNREACHABLE, next(words, "cannot be reached"))


def is_lasting(error: Exception) -> bool:
    """Tell whether to ask again is in vain, or takes too long."""
    return any(isinstance(cause, (ssl.SSLCertVerificationError, TimeoutError)) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, and what led to it: `requests` wraps what urllib3 has wrapped already."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
