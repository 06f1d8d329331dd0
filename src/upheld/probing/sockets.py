"""The sockets of a network namespace, as /proc/PID/net lists them."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from upheld.nouns import dataclass
from upheld.probing.descendants import printable
from upheld.probing.observation import Family

_LISTENS, _UNCONNECTED, _GONE = "0A", "07", ("06", "07")
_INODE = 9
_UNIX_LISTENS = 0x10000
_MOST = 16 << 20


@dataclass(frozen=True)
class Row:
    """One socket: at its own address, and connected to the other one where that is told."""

    family: Family
    address: str
    port: int
    inode: int
    waits: bool
    """Whether others can reach it there: it listens, or takes datagrams from anyone."""
    peer: tuple[str, int] | None = None


def rows(pid: int) -> Iterator[Row]:
    """Yield the sockets in the network namespace of a process that wait or are connected; none where it has ended."""
    yield from _internet(pid, ("tcp", "tcp6"), Family.TCP)
    yield from cheap_rows(pid)


def cheap_rows(pid: int) -> Iterator[Row]:
    """Yield those of the tables that the kernel makes quickly: all but TCP."""
    yield from _internet(pid, ("udp", "udp6"), Family.UDP)
    for line in _lines(f"/proc/{pid}/net/unix"):
        fields = [*line.split(maxsplit=7), ""]
        with suppress(ValueError, IndexError):
            if int(fields[3], 16) & _UNIX_LISTENS:
                yield Row(Family.UNIX, printable(fields[7]), 0, int(fields[6]), waits=True)


def inodes_of(pid: int) -> Iterator[int]:
    """Yield the inode of every socket that a process holds; raises `PermissionError` where it may not be looked at."""
    folder = f"/proc/{pid}/fd"
    for descriptor in os.listdir(folder):  # noqa: PTH208 - asked often
        with suppress(FileNotFoundError, ProcessLookupError):
            link = os.readlink(f"{folder}/{descriptor}")  # noqa: PTH115
            if link.startswith("socket:["):
                yield int(link[8:-1])


@cache
def chosen_by_system() -> range:
    """Return the ports from which the system takes one where a program asks for none."""
    try:
        with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as file:  # noqa: PTH123
            first, last = map(int, file.read().split())
    except (OSError, ValueError):
        return range(32768, 61000)
    return range(first, last + 1)


def _internet(pid: int, tables: tuple[str, ...], family: Family) -> Iterator[Row]:
    waiting, gone = (_LISTENS, _GONE) if family is Family.TCP else (_UNCONNECTED, ())
    for table in tables:
        for line in _lines(f"/proc/{pid}/net/{table}"):
            fields = line.split(maxsplit=10)
            if len(fields) > _INODE and fields[3] not in gone:
                waits = fields[3] == waiting
                peer = None if waits else _endpoint(fields[2])
                yield Row(family, *_endpoint(fields[1]), int(fields[_INODE]), waits, peer)


@cache
def _endpoint(text: str) -> tuple[str, int]:
    """Read an address: words of four bytes in the order of this machine, in hexadecimal, and the port."""
    address, _, port = text.partition(":")
    words = (bytes.fromhex(address[start : start + 8]) for start in range(0, len(address), 8))
    data = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return plain(ipaddress.ip_address(data)), int(port, 16)


def plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Write an address, one of IPv4 that is dressed as IPv6 as what it is."""
    return str(address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else str(address)


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - read fifty times a second
            return file.read(_MOST).split("\n")[1:]
    except OSError:
        return []
