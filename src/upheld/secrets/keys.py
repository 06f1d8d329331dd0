"""Private keys in PEM and PGP armour: a marker alone is none, a body of plausible length and shape must follow."""

import base64
import binascii
import re

from upheld.secrets.entropy import entropy
from upheld.secrets.hit import Confidence

LEAST_BYTES = 30
_LONGEST = 16_384
_LEAST_BODY = 60
_LEAST_ENTROPY = 4.0
_MARKER = re.compile(rb"-----BEGIN (?P<kind>[A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?)-----")
_HEADERS = re.compile(rb"[A-Z][A-Za-z0-9-]{2,20}:[^\n\\]{0,200}")
# What source code puts between the lines of a key: escapes, quotes, operators, comment marks.
_BETWEEN = re.compile(rb"\\[nrt]|(?<=[\s\"'`])\+(?=[\s\"'`])|[\s\"'`,;\\#|>]|//(?=\s)")
_BODY = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_OPENSSH = b"openssh-key-v1\0"
_SEQUENCE = 0x30
_LONG_FORM = 0x80


def confidence_of(text: bytes, start: int) -> Confidence | None:
    """Return how sure it is that a private key stands behind the marker that begins at an offset."""
    marker = _MARKER.match(text, start)
    if marker is None:
        return None
    end = text.find(b"-----", marker.end(), marker.end() + _LONGEST)
    body = _body(text[marker.end() : end if end >= 0 else marker.end() + _LONGEST], ended=end >= 0)
    if len(body) < _LEAST_BODY or entropy(body) < _LEAST_ENTROPY:
        return None
    if b"ENCRYPTED" in text[marker.start() : marker.end() + 60]:
        return Confidence.MEDIUM
    if b"PGP" in marker["kind"]:
        return Confidence.HIGH if end >= 0 else Confidence.MEDIUM
    return Confidence.HIGH if end >= 0 and _is_key(body) else Confidence.MEDIUM


def _body(text: bytes, *, ended: bool) -> bytes:
    """Return the base64 of a key without what stands between its lines; up to what is no base64 where no end is."""
    joined = _BETWEEN.sub(b"", _HEADERS.sub(b"", text))
    joined = joined.partition(b"=")[0] if b"PGP" in text or b"=" in joined[:-2] else joined
    found = _BODY.match(joined)
    if found is None or (ended and found.end() < len(joined)):
        return b""
    return found[0]


def _is_key(body: bytes) -> bool:
    """Tell whether base64 is a DER sequence of the length that it states, or a key of OpenSSH."""
    try:
        raw = base64.b64decode(body + b"=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        return False
    if raw.startswith(_OPENSSH):
        return True
    if len(raw) < LEAST_BYTES or raw[0] != _SEQUENCE:
        return False
    if raw[1] < _LONG_FORM:
        return len(raw) == raw[1] + 2
    size = raw[1] - _LONG_FORM
    return len(raw) == int.from_bytes(raw[2 : 2 + size], "big") + 2 + size
