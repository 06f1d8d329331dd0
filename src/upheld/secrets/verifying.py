"""What decides beside a pattern: a checksum, a decoding, the name that a value is given. By the name that rules use."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from upheld.secrets import assigned, checksums, keys, passwords
from upheld.secrets.entropy import is_drawn
from upheld.secrets.hit import Confidence


class Candidate(NamedTuple):
    """What a pattern matched."""

    text: bytes
    """The whole text."""
    match: re.Match[bytes]
    start: int
    end: int
    value: bytes


Verifier = Callable[[Candidate], Confidence | None]
"""Says how sure a candidate is at most; None where it is no secret."""

_NEAR = 300
_REGISTRY = re.compile(rb"//[\w.\-]{3,100}(?::[0-9]{2,5})?(?:/[\w.\-/]{0,100})?$")
_LEAST_WORDS = 8
_SIGNATURE = 32
_MEDIUM, _HIGH = Confidence.MEDIUM, Confidence.HIGH


def _checked(has_checksum: Callable[[bytes], bool]) -> Verifier:
    """Return what lowers a token without its checksum: it was not issued as it stands, so somebody has to look."""
    return lambda candidate: _HIGH if has_checksum(candidate.value) else _MEDIUM


def _decoded(value: bytes) -> bytes:
    try:
        return base64.b64decode(
            value + b"=" * (-len(value) % 4), altchars=b"-_" if b"-" in value or b"_" in value else None
        )
    except (binascii.Error, ValueError):
        return b""


def _json_of(value: bytes) -> dict[str, Any]:
    try:
        document = json.loads(_decoded(value))
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", document) if isinstance(document, dict) else {}


def _macaroon(candidate: Candidate) -> Confidence:
    """Return high where the token of PyPI ends with its signature, as a macaroon does."""
    raw = _decoded(candidate.value.partition(b"-")[2])
    return _HIGH if raw[-_SIGNATURE - 2 : -_SIGNATURE] == b"\x06\x20" else _MEDIUM


def _json_web_token(candidate: Candidate) -> Confidence | None:
    """Return medium for a signed token, as many are public, and high for one of a service's administrators."""
    header, claims = (_json_of(part) for part in candidate.value.split(b".")[:2])
    if "alg" not in header and "typ" not in header and "enc" not in header:
        return None
    if claims.get("sub") == "1234567890" or claims.get("name") == "John Doe" or claims.get("role") == "anon":
        return None
    return _HIGH if claims.get("role") in {"service_role", "supabase_admin"} else _MEDIUM


def _basic(candidate: Candidate) -> Confidence | None:
    name, colon, password = _decoded(candidate.value).partition(b":")
    if not colon or not name.isascii() or not password.isascii() or not name.decode().isprintable():
        return None
    return passwords.confidence_of(password)


def _discord(candidate: Candidate) -> Confidence | None:
    """Return high where the first part is the number of the bot's account."""
    return _HIGH if _decoded(candidate.value.partition(b".")[0]).isdigit() else None


def _key_inside(candidate: Candidate) -> Confidence | None:
    return keys.confidence_of(_decoded(candidate.value), 0)


def _jwk(candidate: Candidate) -> Confidence | None:
    return _HIGH if len(_decoded(candidate.value)) >= keys.LEAST_BYTES else None


def _bearer(candidate: Candidate) -> Confidence | None:
    return _MEDIUM if is_drawn(candidate.value) else None


def _aws_secret(candidate: Candidate) -> Confidence | None:
    """Return nothing for a digest in hexadecimal, which is of the same length."""
    return _HIGH if re.search(rb"[A-Z]", candidate.value) and re.search(rb"[g-z]", candidate.value) else None


def _azure_sas(candidate: Candidate) -> Confidence | None:
    """Return high where the address says beside its signature until when and for what it holds."""
    near = candidate.text[max(0, candidate.start - _NEAR) : candidate.end + _NEAR]
    return _HIGH if re.search(rb"[?&](?:sv|se|sp|sr)=", near) else _MEDIUM


def _npmrc(candidate: Candidate) -> Confidence:
    """Return high where the token stands behind the address of its registry."""
    line = candidate.text.rfind(b"\n", max(0, candidate.match.start() - _NEAR), candidate.match.start()) + 1
    address = candidate.text[line : candidate.match.start()].strip()
    return _HIGH if _REGISTRY.search(address) else _MEDIUM


def _manifest(candidate: Candidate) -> Confidence | None:
    return None if passwords.is_common(_decoded(candidate.value)) else _MEDIUM


VERIFIERS: Mapping[str, Verifier] = {
    "base62-crc": _checked(checksums.has_base62_crc),
    "little-endian-crc": _checked(checksums.has_little_endian_crc),
    "bech32": _checked(checksums.has_bech32_checksum),
    "macaroon": _macaroon,
    "json-web-token": _json_web_token,
    "basic": _basic,
    "discord": _discord,
    "private-key": lambda candidate: keys.confidence_of(candidate.text, candidate.start),
    "private-key-inside": _key_inside,
    "json-web-key": _jwk,
    "url": lambda candidate: passwords.of_address(candidate.match),
    "password": lambda candidate: passwords.confidence_of(candidate.value),
    "assigned-password": lambda candidate: assigned.password(candidate.text, candidate.match),
    "assigned-secret": lambda candidate: assigned.secret(candidate.text, candidate.match),
    "assigned-token": lambda candidate: assigned.token(candidate.text, candidate.match),
    "bearer": _bearer,
    "aws-secret": _aws_secret,
    "azure-sas": _azure_sas,
    "seed-phrase": lambda candidate: _MEDIUM if len(set(candidate.value.split())) > _LEAST_WORDS else None,
    "manifest": _manifest,
    "npmrc": _npmrc,
    "internal-address": lambda candidate: None if candidate.value.endswith((b".0", b".1", b".255")) else _MEDIUM,
    "internal-host": lambda candidate: passwords.of_host(candidate.value),
}
