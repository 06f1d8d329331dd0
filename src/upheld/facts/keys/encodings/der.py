"""What an X.509 certificate (RFC 5280) says of itself: serial number, names, validity. Nothing in it is verified.

DER is a tree of tag, length and contents. The fields that are wanted come first and in a fixed order, so that a library,
which takes longer to import than a run takes, has nothing to add.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from upheld.facts.keys.encodings import EncodingError
from upheld.nouns import dataclass

_INTEGER, _OID, _SEQUENCE, _SET, _VERSION = 0x02, 0x06, 0x30, 0x31, 0xA0
_UTC_TIME, _GENERALIZED_TIME = 0x17, 0x18
_LONG_FORM, _MOST_LENGTH_BYTES = 0x80, 4
_CENTURY_TURN = 50
"""Two digits of a year from this on are of the last century (RFC 5280, section 4.1.2.5.1)."""
_WITHOUT_END = "99991231235959Z"
"""What says that a certificate has no end (RFC 5280, section 4.1.2.5)."""
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1C: "utf-32-be", 0x1E: "utf-16-be"}
_NAMES = {b"\x55\x04\x03": "CN", b"\x55\x04\x0a": "O", b"\x55\x04\x0b": "OU"}
_BY_IMPORTANCE = ("CN", "O", "OU")


class _Element(NamedTuple):
    tag: int
    start: int
    """Where the contents begin."""
    end: int


@dataclass(frozen=True)
class Certificate:
    """The fields of a certificate; `not_after` is None where it is stated to have no end."""

    serial: str
    """In hexadecimal digits."""
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime | None


def certificate(data: bytes) -> Certificate:
    """Read a certificate.

    Raises:
        EncodingError: it is none, or not as RFC 5280 has it.
    """
    try:
        return _certificate(data)
    except (IndexError, ValueError, LookupError, OverflowError):
        raise EncodingError("has a certificate that is not as RFC 5280 has it") from None


def _certificate(data: bytes) -> Certificate:
    signed = _expect(data, 0, len(data), _SEQUENCE)
    body = _expect(data, signed.start, signed.end, _SEQUENCE)
    at = body.start
    if data[at] == _VERSION:
        at = _element(data, at, body.end).end
    serial = _expect(data, at, body.end, _INTEGER)
    algorithm = _expect(data, serial.end, body.end, _SEQUENCE)
    issuer = _expect(data, algorithm.end, body.end, _SEQUENCE)
    validity = _expect(data, issuer.end, body.end, _SEQUENCE)
    subject = _expect(data, validity.end, body.end, _SEQUENCE)
    first = _element(data, validity.start, validity.end)
    last = _element(data, first.end, validity.end)
    begin, end = _moment(data, first), _moment(data, last)
    if begin is None or last.end != validity.end:
        raise ValueError
    return Certificate(
        f"{int.from_bytes(data[serial.start : serial.end], signed=True):x}",
        _name(data, subject),
        _name(data, issuer),
        begin,
        end,
    )


def _expect(data: bytes, at: int, end: int, tag: int) -> _Element:
    found = _element(data, at, end)
    if found.tag != tag:
        raise ValueError
    return found


def _element(data: bytes, at: int, end: int) -> _Element:
    """Return what begins at a place; in DER its length is always stated."""
    tag, length, start = data[at], data[at + 1], at + 2
    if length >= _LONG_FORM:
        count = length - _LONG_FORM
        if not 1 <= count <= _MOST_LENGTH_BYTES:
            raise ValueError
        length, start = int.from_bytes(data[start : start + count]), start + count
    if start + length > end:
        raise ValueError
    return _Element(tag, start, start + length)


def _moment(data: bytes, element: _Element) -> datetime | None:
    text = data[element.start : element.end].decode("ascii")
    if element.tag == _UTC_TIME:
        text = ("19" if int(text[:2]) >= _CENTURY_TURN else "20") + text
    elif element.tag != _GENERALIZED_TIME:
        raise ValueError
    if len(text) != len(_WITHOUT_END) or not text[:-1].isdecimal():
        raise ValueError
    return None if text == _WITHOUT_END else datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _name(data: bytes, element: _Element) -> str:
    """Return the most telling part of a name; empty where it has none."""
    found: dict[str, str] = {}
    at = element.start
    while at < element.end:
        group = _expect(data, at, element.end, _SET)
        inner = group.start
        while inner < group.end:
            pair = _expect(data, inner, group.end, _SEQUENCE)
            kind = _expect(data, pair.start, pair.end, _OID)
            value = _element(data, kind.end, pair.end)
            if (name := _NAMES.get(data[kind.start : kind.end])) and value.tag in _TEXTS:
                text = data[value.start : value.end].decode(_TEXTS[value.tag], errors="replace")
                found.setdefault(name, text)
            inner = pair.end
        at = group.end
    return next((found[name] for name in _BY_IMPORTANCE if found.get(name)), "")
