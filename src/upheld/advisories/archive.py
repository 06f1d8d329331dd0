"""Reads the members of a zip of records one by one, unpacked in memory: all of a database in little time and space.

The standard library's `zipfile` makes an object of every member first, and takes several times as long as unpacking.
What is read here is what a zip of small files has: stored or deflated members, no encryption, ZIP64 where there are
many (APPNOTE.TXT 4.3 and 4.4). Anything else is refused, and so is what does not fit its own description.
"""

import os
import struct
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

MOST_RECORD_BYTES = 8 * 1024 * 1024
_MOST_TIMES = 60
_ALWAYS_BYTES = 64 * 1024 * 1024
"""A zip may unpack to as much, or to `_MOST_TIMES` its own size where that is more; records shrink to about a third."""
_AHEAD_BYTES = 256 * 1024
_MOST_DIRECTORY_BYTES = 64 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_END_64_PLACE = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_MEMBER = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_MANY, _FAR = 0xFFFF, 0xFFFFFFFF
"""What stands for a number that only the end of ZIP64 can state."""
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1


class ArchiveError(Exception):
    """A zip, or a member of it, cannot be read; the message says why."""


class Member(NamedTuple):
    """Where a member of a zip is, and how it is packed."""

    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Archive:
    """A zip whose members can be read in their order, or one by its name."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, os.SEEK_END)
        self.count, self._directory = _directory(file, self._size)

    def members(self) -> Iterator[Member]:
        """Yield what the zip says of each of its members.

        Raises:
            ArchiveError: the directory breaks off or leads out of the zip.
        """
        place, data = 0, self._directory
        for _ in range(self.count):
            try:
                entry = _MEMBER.unpack_from(data, place)
            except struct.error:
                raise ArchiveError("its directory breaks off") from None
            signature, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, _, start = entry
            if signature != b"PK\1\2" or flags & _ENCRYPTED:
                raise ArchiveError("its directory is damaged, or a member of it is encrypted")
            place += _MEMBER.size
            yield Member(data[place : place + name], method, crc, packed, size, start)
            place += name + extra + comment

    def records(self) -> Iterator[tuple[str, bytes | ArchiveError]]:
        """Yield the name and the content of each JSON file, or why it cannot be read.

        Raises:
            ArchiveError: the zip cannot be read on, or unpacks to more than any database of records.
        """
        left = max(_ALWAYS_BYTES, _MOST_TIMES * self._size)
        for member in self.members():
            if member.name.endswith(b".json"):
                left -= member.size
                if left < 0:
                    raise ArchiveError("it unpacks to far more than records do")
                try:
                    yield _shown(member), self.read(member)
                except ArchiveError as error:
                    yield _shown(member), error

    def read(self, member: Member) -> bytes:
        """Return what a member holds.

        Raises:
            ArchiveError: it is larger than a record may be, or not what the directory says.
        """
        if max(member.size, member.packed) > MOST_RECORD_BYTES:
            raise ArchiveError(f"it has {member.size:,} bytes; at most {MOST_RECORD_BYTES:,} are read")
        # Both headers state the name; the second may state more beside, which is seldom and short.
        likely = _LOCAL.size + len(member.name) + member.packed
        data = _read(self._file, member.start, likely)
        try:
            signature, *_, name, extra = _LOCAL.unpack_from(data)
        except struct.error:
            raise ArchiveError("it lies outside the zip") from None
        begin = _LOCAL.size + name + extra
        if begin + member.packed > likely:
            data += _read(self._file, member.start + likely, begin + member.packed - likely)
        packed = data[begin : begin + member.packed]
        if signature != b"PK\3\4" or len(packed) != member.packed:
            raise ArchiveError("it lies outside the zip")
        content = packed if member.method == _STORED else _inflated(member, packed)
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise ArchiveError("its checksum is wrong")
        return content


@contextmanager
def opened(path: Path) -> Generator[Archive]:
    """Open a zip.

    Raises:
        ArchiveError: it is none, or breaks off.
        OSError: the system refuses it.
    """
    with path.open("rb", buffering=_AHEAD_BYTES) as file:
        yield Archive(file)


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)


def _inflated(member: Member, packed: bytes) -> bytes:
    if member.method != _DEFLATED:
        raise ArchiveError(f"it is packed by method {member.method}, which is not read")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(packed, member.size + 1)
    except zlib.error:
        raise ArchiveError("it cannot be unpacked") from None


def _directory(file: BinaryIO, total: int) -> tuple[int, bytes]:
    """Return how many members a zip has, and the directory that lists them."""
    before = max(0, total - _END.size - _MANY - _END_64_PLACE.size)
    tail = _read(file, before, total - before)
    place = tail.rfind(b"PK\5\6")
    if place < 0 or place + _END.size > len(tail):
        raise ArchiveError("it is no zip, or breaks off")
    _, _, _, _, count, size, start, _ = _END.unpack_from(tail, place)
    if count == _MANY or _FAR in {size, start}:
        count, size, start = _end_64(file, tail[max(0, place - _END_64_PLACE.size) : place])
    if start + size > before + place or count * _MEMBER.size > size:
        raise ArchiveError("its directory does not fit into it")
    if size > _MOST_DIRECTORY_BYTES:
        raise ArchiveError(f"it lists more than {_MOST_DIRECTORY_BYTES:,} bytes of names")
    return count, _read(file, start, size)


def _end_64(file: BinaryIO, where: bytes) -> tuple[int, int, int]:
    try:
        signature, _, end, _ = _END_64_PLACE.unpack(where)
        if signature == b"PK\6\7":
            signature, *_, count, size, start = _END_64.unpack(_read(file, end, _END_64.size))
            if signature == b"PK\6\6":
                return count, size, start
    except (struct.error, OSError, OverflowError):
        pass
    raise ArchiveError("its end is damaged")


def _shown(member: Member) -> str:
    return member.name.decode("utf-8", "replace")
