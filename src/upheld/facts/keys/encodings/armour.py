"""The bytes of an armoured block, also where Markdown quotes or indents it."""

import base64
import binascii
import re

from upheld.facts.keys.encodings import EncodingError

MOST_CHARACTERS = 4 * 1024 * 1024

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}:(?: .{0,500})?")
_CHECKSUM = re.compile(r"=[A-Za-z0-9+/]{4}")
_CRC_START, _CRC_POLYNOMIAL, _CRC_TOP = 0xB704CE, 0x1864CFB, 0x1000000


def unarmoured(text: str) -> bytes:
    """Return the bytes of a block, given with its first and last line.

    Raises:
        EncodingError: it is too long, no Base64, or its checksum is of other bytes.
    """
    if len(text) > MOST_CHARACTERS:
        raise EncodingError(f"has a block of more than {MOST_CHARACTERS:,} characters")
    body, checksum = _body(text)
    try:
        data = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise EncodingError("has a block that is not Base64") from None
    if checksum and int.from_bytes(base64.b64decode(checksum)) != _crc24(data):
        # RFC 9580 has programs accept it that verify signatures; here the dates would be those of damaged bytes.
        raise EncodingError("has a block whose checksum is of other bytes")
    return data


def _body(text: str) -> tuple[str, str]:
    """Return Base64 and the checksum; what comes before an empty line are headers."""
    lines = [line.strip(" \t>") for line in text.splitlines()[1:-1]]
    while lines and (not lines[0] or _HEADER.fullmatch(lines[0])):
        lines.pop(0)
    checksum = next((line[1:] for line in lines if _CHECKSUM.fullmatch(line)), "")
    return "".join(line for line in lines if not _CHECKSUM.fullmatch(line)), checksum


def _crc24(data: bytes) -> int:
    crc = _CRC_START
    for byte in data:
        crc = ((crc << 8) & (_CRC_TOP - 1)) ^ _CRC_TABLE[(crc >> 16) ^ byte]
    return crc


def _remainder(byte: int) -> int:
    value = byte << 16
    for _ in range(8):
        value <<= 1
        if value & _CRC_TOP:
            value ^= _CRC_POLYNOMIAL
    return value


_CRC_TABLE = tuple(map(_remainder, range(256)))
