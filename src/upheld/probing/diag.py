"""The TCP sockets that listen in this process's network namespace, as the kernel tells them over netlink.

/proc lists all connections of the machine after them and takes milliseconds for it, even where there are none.
"""

import ipaddress
import socket
import struct
from collections.abc import Iterator

from upheld.probing.observation import Family
from upheld.probing.sockets import Row, plain

_NETLINK, _SOCK_DIAG, _BY_FAMILY = 16, 4, 20
_REQUEST_AND_DUMP = 0x301
_ERROR, _DONE = 2, 3
_TCP, _LISTENS = 6, 1 << 10
_HEADER = struct.Struct("=IHHII")
_REQUEST = struct.Struct("=BBBxI48x")
# Family, port, address of 16 bytes, inode: the rest is skipped.
_ANSWER = struct.Struct("=B3x2s2x16s16x4x8x16xI")
_SECONDS = 1.0
_PART = 1 << 18


class Diag:
    """The question to the kernel; raises `OSError` where it cannot be asked."""

    def __init__(self) -> None:
        self._socket = socket.socket(_NETLINK, socket.SOCK_RAW, _SOCK_DIAG)
        self._socket.settimeout(_SECONDS)

    def close(self) -> None:
        """Ask no more."""
        self._socket.close()

    def listening(self) -> Iterator[Row]:
        """Yield every TCP socket that listens."""
        for family in (socket.AF_INET, socket.AF_INET6):
            request = _REQUEST.pack(family, _TCP, 0, _LISTENS)
            self._socket.send(_HEADER.pack(_HEADER.size + len(request), _BY_FAMILY, _REQUEST_AND_DUMP, 1, 0) + request)
            yield from map(_row, self._answers())

    def _answers(self) -> Iterator[bytes]:
        while True:
            part = self._socket.recv(_PART)
            position = 0
            while position + _HEADER.size <= len(part):
                length, kind, _, _, _ = _HEADER.unpack_from(part, position)
                if kind == _DONE:
                    return
                if kind == _ERROR or length < _HEADER.size:
                    raise OSError("the kernel does not tell")
                yield part[position + _HEADER.size : position + length]
                position += (length + 3) & ~3


def _row(answer: bytes) -> Row:
    family, port, address, inode = _ANSWER.unpack_from(answer)
    read = ipaddress.ip_address(address[:4] if family == socket.AF_INET else address)
    return Row(Family.TCP, plain(read), int.from_bytes(port), inode, waits=True)
