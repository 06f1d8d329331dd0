"""The packets of an OpenPGP public key: RFC 9580, and RFC 4880 before it. A secret key is refused before its body is read."""

from collections.abc import Iterator
from typing import NamedTuple

from upheld.facts.keys.encodings import EncodingError

MOST_PACKETS = 20_000
_DAMAGED = "has an OpenPGP key that is damaged"

SIGNATURE, PUBLIC_KEY, USER_ID, PUBLIC_SUBKEY = 2, 6, 13, 14
_SECRET = frozenset({5, 7})

_MARK, _NEW_FORMAT = 0x80, 0x40
_TWO_BYTES_FROM, _PARTIAL_FROM, _FOUR_BYTES = 192, 224, 255
_OLD_LENGTHS = {0: 1, 1: 2, 2: 4}


class Packet(NamedTuple):
    """One packet."""

    tag: int
    body: bytes


def packets(data: bytes) -> Iterator[Packet]:
    """Yield every packet.

    Raises:
        EncodingError: damaged, of unstated length, too many, or a secret key.
    """
    at = count = 0
    while at < len(data):
        count += 1
        if count > MOST_PACKETS:
            raise EncodingError(f"has more than {MOST_PACKETS:,} OpenPGP packets")
        try:
            tag, start, length = _header(data, at)
        except IndexError:
            raise EncodingError(_DAMAGED) from None
        if tag in _SECRET:
            raise EncodingError("holds a secret OpenPGP key")
        if start + length > len(data):
            raise EncodingError(_DAMAGED)
        yield Packet(tag, data[start : start + length])
        at = start + length


def _header(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the tag of a packet, where its body begins, and its length."""
    first = data[at]
    if not first & _MARK:
        raise EncodingError(_DAMAGED)
    if first & _NEW_FORMAT:
        length, start = _new_length(data, at + 1)
        return first & 0x3F, start, length
    count = _OLD_LENGTHS.get(first & 0x03)
    if count is None or at + 1 + count > len(data):
        raise EncodingError(_DAMAGED)
    return (first >> 2) & 0x0F, at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count])


def _new_length(data: bytes, at: int) -> tuple[int, int]:
    if _PARTIAL_FROM <= data[at] < _FOUR_BYTES:
        raise EncodingError(_DAMAGED)  # parts are for data, never for keys
    return _length(data, at)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return a length of one, two or five bytes, and where it ends."""
    first = data[at]
    if first < _TWO_BYTES_FROM:
        return first, at + 1
    if first < _FOUR_BYTES:
        return ((first - _TWO_BYTES_FROM) << 8) + data[at + 1] + _TWO_BYTES_FROM, at + 2
    if at + 5 > len(data):
        raise EncodingError(_DAMAGED)
    return int.from_bytes(data[at + 1 : at + 5]), at + 5


def subpackets(area: bytes) -> dict[int, bytes]:
    """Return the contents of a signature's subpackets by their type; of one that is there twice, the last.

    Raises:
        EncodingError: damaged.
    """
    found: dict[int, bytes] = {}
    at = 0
    while at < len(area):
        try:
            length, start = _length(area, at)
            kind = area[start] & 0x7F
        except IndexError:
            raise EncodingError(_DAMAGED) from None
        if length == 0 or start + length > len(area):
            raise EncodingError(_DAMAGED)
        found[kind] = area[start + 1 : start + length]
        at = start + length
    return found
