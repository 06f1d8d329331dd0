"""What is said of a request that no whole answer came to: each cause in words of its own."""

import socket
import ssl
import zlib
from collections.abc import Iterator
from http.client import HTTPException

from upheld.services import Reason, ServiceError
from upheld.services.address import Address

Words = tuple[tuple[tuple[type[Exception], ...], str], ...]
"""Kinds of errors, and what is said of them; the first that fits counts."""

WORDS: Words = (
    ((ssl.SSLCertVerificationError,), "has no certificate that is trusted here"),
    ((ssl.SSLError,), "cannot be reached: it does not speak TLS as it should"),
    ((socket.gaierror,), "cannot be reached: its name is not known here"),
    ((ConnectionRefusedError,), "cannot be reached: it refuses connections"),
    ((TimeoutError,), "does not answer in time"),
    ((zlib.error,), "answers with something that cannot be unpacked"),
    ((HTTPException, ConnectionError), "breaks off, or does not speak HTTP as it should"),
)


def fault(address: Address, error: Exception, said: Words) -> ServiceError:
    """Return the error to raise; it shows nothing of what the libraries say, which may hold a password or a header."""
    causes = tuple(_causes(error))
    words = (words for kinds, words in said if any(isinstance(cause, kinds) for cause in causes))
    return address.error(Reason.UNREACHABLE, next(words, "cannot be reached"))


def is_lasting(error: Exception) -> bool:
    """Tell whether to ask again is in vain, or takes too long."""
    return any(isinstance(cause, (ssl.SSLCertVerificationError, TimeoutError)) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, and what led to it: libraries wrap what others have wrapped already."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
