"""What the signatures that a key makes on itself say of it. They are read, not verified: that is for who uses the key."""

from datetime import UTC, datetime
from enum import IntEnum

from upheld.facts.keys.encodings import EncodingError
from upheld.facts.keys.encodings.packets import subpackets
from upheld.nouns import dataclass

_DAMAGED = "has an OpenPGP key with a damaged signature"

_CREATED, _KEY_EXPIRES, _ISSUER, _PRIMARY_USER, _KEY_FLAGS, _REASON, _FINGERPRINT = 2, 9, 16, 25, 27, 29, 33
_VERSION_3_HASHED, _KEY_ID = 5, 8
_HEAD = 4
"""Version, type, algorithms: what comes before the lengths of the subpackets."""


class Kind(IntEnum):
    """The types of signatures that say something of a key."""

    CERTIFICATION = 0x10
    """This and the next three: of a user id."""
    LAST_CERTIFICATION = 0x13
    SUBKEY = 0x18
    DIRECT = 0x1F
    KEY_REVOCATION = 0x20
    SUBKEY_REVOCATION = 0x28
    USER_REVOCATION = 0x30


COMPROMISED = 2
"""The reason of a revocation (RFC 9580, section 5.2.3.31)."""


@dataclass(frozen=True)
class Signature:
    """What one signature says."""

    kind: int
    made: datetime
    issuer: bytes
    """The last eight bytes of the fingerprint before version 6, the first eight since; empty where it is not told."""
    lifetime: int | None = None
    """The seconds after its creation in which the key may be used; None where that is not limited."""
    flags: int = 0
    is_primary: bool = False
    """Whether the user id that it is about is the main one."""
    reason: int = 0

    @property
    def is_certification(self) -> bool:
        """Whether it is about a user id."""
        return Kind.CERTIFICATION <= self.kind <= Kind.LAST_CERTIFICATION


def signature(body: bytes) -> Signature | None:
    """Read the body of a signature packet; None where it is of a version that is not known.

    Raises:
        EncodingError: damaged.
    """
    try:
        match body[0]:
            case 2 | 3:
                return _version_3(body)
            case 4 | 5:
                return _version_4(body, width=2)
            case 6:
                return _version_4(body, width=4)
            case _:
                return None
    except (IndexError, OverflowError):
        raise EncodingError(_DAMAGED) from None


def _version_3(body: bytes) -> Signature:
    if body[1] != _VERSION_3_HASHED:
        raise EncodingError(_DAMAGED)
    return Signature(body[2], moment(body[3:7]), body[7:15])


def _version_4(body: bytes, width: int) -> Signature:
    hashed, at = _area(body, _HEAD, width)
    loose, _ = _area(body, at, width)
    stated = subpackets(hashed)
    if len(stated.get(_CREATED, b"")) != 4:  # noqa: PLR2004 - the bytes of a time
        raise EncodingError(_DAMAGED)
    lifetime = int.from_bytes(stated.get(_KEY_EXPIRES, b"")[:4])
    return Signature(
        kind=body[1],
        made=moment(stated[_CREATED]),
        issuer=_issuer(stated) or _issuer(subpackets(loose)),
        lifetime=lifetime or None,
        flags=int.from_bytes(stated.get(_KEY_FLAGS, b"")[:1]),
        is_primary=any(stated.get(_PRIMARY_USER, b"")),
        reason=int.from_bytes(stated.get(_REASON, b"")[:1]),
    )


def _area(body: bytes, at: int, width: int) -> tuple[bytes, int]:
    start = at + width
    end = start + int.from_bytes(body[at:start])
    if end > len(body):
        raise EncodingError(_DAMAGED)
    return body[start:end], end


def _issuer(stated: dict[int, bytes]) -> bytes:
    if fingerprint := stated.get(_FINGERPRINT):
        version, digits = fingerprint[0], fingerprint[1:]
        return digits[-_KEY_ID:] if version < 5 else digits[:_KEY_ID]  # noqa: PLR2004 - versions 5 and 6 count from the front
    return stated.get(_ISSUER, b"")


def moment(data: bytes) -> datetime:
    """Return a time of four bytes."""
    return datetime.fromtimestamp(int.from_bytes(data), UTC)
