"""What is sent to a service and what comes back, whichever library carries it."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple, Protocol

from upheld.nouns import dataclass
from upheld.services.address import Address
from upheld.services.faults import Words

OK = 200
OUT_OF_ORDER = frozenset({502, 503, 504})

CONNECTIONS = 128
"""How many are kept: as many as there are threads, for one more would be thrown away after each answer."""
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True)
class Request:
    """What is sent."""

    address: Address
    headers: Mapping[str, str]
    body: bytes | None = None
    """What is posted; None asks for what stands at the address."""
    passing: frozenset[int] = OUT_OF_ORDER | {429}
    """The statuses after which to ask again."""
    sink: BinaryIO | None = None
    """Where the body of an answer goes instead of into memory."""

    @property
    def method(self) -> str:
        """The verb of HTTP."""
        return "GET" if self.body is None else "POST"


class Answer(NamedTuple):
    """What comes back, as it comes."""

    status: int
    headers: Mapping[str, str]
    """Their names in any mixture of case."""
    parts: Iterator[bytes]
    """The body, unpacked, in parts of at most `CHUNK_BYTES` or little more."""


class Carrier(Protocol):
    """What connections are made with; threads share it, and the connections that it keeps."""

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What may be raised where no whole answer comes."""
        ...

    @property
    def words(self) -> Words:
        """What is said of these."""
        ...

    def answer(self, request: Request, connect: float, read: float) -> AbstractContextManager[Answer]:
        """Ask once; `connect` and `read` are how many seconds the connection and each part may take."""
        ...

    def close(self) -> None:
        """Give back the connections."""
        ...
