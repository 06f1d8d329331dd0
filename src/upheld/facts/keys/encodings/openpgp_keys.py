"""OpenPGP public keys as they are published: creation, end, revocation and use of the main key and of its subkeys."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import datetime, timedelta

from upheld.facts.keys.encodings import EncodingError
from upheld.facts.keys.encodings.packets import PUBLIC_KEY, PUBLIC_SUBKEY, SIGNATURE, USER_ID, packets
from upheld.facts.keys.encodings.signatures import Kind, Signature, moment, signature
from upheld.nouns import dataclass

_KNOWN_VERSIONS = frozenset({4, 5, 6})
_KEY_ID = 8
ENCRYPTS = 0x0C
"""The key flags of encryption: of communications and of storage (RFC 9580, section 5.2.3.29)."""


@dataclass
class _Part:
    """A main key or a subkey, or a user id, with the signatures that follow it."""

    body: bytes
    signatures: list[Signature] = field(default_factory=list["Signature"])


@dataclass
class _Raw:
    key: _Part
    users: list[_Part] = field(default_factory=list["_Part"])
    subkeys: list[_Part] = field(default_factory=list["_Part"])


@dataclass(frozen=True)
class PublicKey:
    """A main key or a subkey."""

    fingerprint: str
    created: datetime
    expires: datetime | None
    """None where it does not end."""
    revoked: Signature | None = None
    flags: int = 0
    user: str = ""
    """The main user id; a subkey has none."""
    subkeys: tuple["PublicKey", ...] = ()


def public_keys(data: bytes) -> Iterator[PublicKey]:
    """Yield the main keys of a block.

    Raises:
        EncodingError: damaged, a secret key, no key at all, or one of a version that is not read.
    """
    try:
        yield from [_public_key(each) for each in _grouped(data)]
    except OverflowError:
        raise EncodingError("has an OpenPGP key with a date beyond all calendars") from None


def _grouped(data: bytes) -> list[_Raw]:
    found: list[_Raw] = []
    last: _Part | None = None
    for tag, body in packets(data):
        if tag == PUBLIC_KEY:
            last = _Part(body)
            found.append(_Raw(last))
        elif not found:
            raise EncodingError("has an OpenPGP block that does not begin with a public key")
        elif tag == SIGNATURE:
            if last is not None and (read := signature(body)):
                last.signatures.append(read)
        elif tag in {USER_ID, PUBLIC_SUBKEY}:
            last = _Part(body)
            (found[-1].users if tag == USER_ID else found[-1].subkeys).append(last)
        else:
            last = None  # a picture of its owner, padding: what is signed there says nothing of the key
    if not found:
        raise EncodingError("has an OpenPGP block without a key")
    return found


def _public_key(raw: _Raw) -> PublicKey:
    created, fingerprint = _created(raw.key.body), _fingerprint(raw.key.body)
    issuer = _key_id(raw.key.body, fingerprint)
    user, main, newest = _main_user(raw.users, issuer)
    direct = _latest(raw.key.signatures, issuer, (Kind.DIRECT,))
    # As GnuPG has it: what the key says of itself directly, else the newest that it says of one of its users.
    lifetime = next((each.lifetime for each in (direct, *newest) if each and each.lifetime), None)
    return PublicKey(
        fingerprint.hex().upper(),
        created,
        _end(created, lifetime),
        _latest(raw.key.signatures, issuer, (Kind.KEY_REVOCATION,)),
        next((each.flags for each in (main, direct) if each and each.flags), 0),
        user,
        tuple(_subkey(each, issuer) for each in raw.subkeys),
    )


def _subkey(part: _Part, issuer: bytes) -> PublicKey:
    created = _created(part.body)
    bound = _latest(part.signatures, issuer, (Kind.SUBKEY,))
    revoked = _latest(part.signatures, issuer, (Kind.SUBKEY_REVOCATION,))
    end = _end(created, bound.lifetime if bound else None)
    return PublicKey(_fingerprint(part.body).hex().upper(), created, end, revoked, bound.flags if bound else 0)


def _main_user(users: list[_Part], issuer: bytes) -> tuple[str, Signature | None, list[Signature]]:
    """Return the main user id, what the key says of it, and what it says of all of them, the newest first."""
    certified: list[tuple[str, Signature]] = []
    for each in users:
        said = _latest(each.signatures, issuer, tuple(range(Kind.CERTIFICATION, Kind.LAST_CERTIFICATION + 1)))
        taken_back = _latest(each.signatures, issuer, (Kind.USER_REVOCATION,))
        if said and not (taken_back and taken_back.made >= said.made):
            certified.append((each.body.decode(errors="replace"), said))
    if not certified:
        return (users[0].body.decode(errors="replace") if users else ""), None, []
    newest = sorted((said for _, said in certified), key=lambda said: said.made, reverse=True)
    user, main = next((pair for pair in certified if pair[1].is_primary), certified[0])
    return user, main, newest


def _latest(signatures: Iterable[Signature], issuer: bytes, kinds: tuple[int, ...]) -> Signature | None:
    """Return the newest signature of some kinds that the key made itself."""
    own = (each for each in signatures if each.kind in kinds and each.issuer == issuer)
    return max(own, key=lambda each: each.made, default=None)


def _created(body: bytes) -> datetime:
    if len(body) < 6 or body[0] not in _KNOWN_VERSIONS:  # noqa: PLR2004 - version, time, algorithm
        raise EncodingError("has an OpenPGP key of a version that is not read: 4 and 6 are")
    return moment(body[1:5])


def _end(created: datetime, lifetime: int | None) -> datetime | None:
    return created + timedelta(seconds=lifetime) if lifetime else None


def _fingerprint(body: bytes) -> bytes:
    """Return the fingerprint, the name by which everybody knows a key (RFC 9580, section 5.5.4)."""
    if body[0] == 4:  # noqa: PLR2004
        return hashlib.sha1(b"\x99" + len(body).to_bytes(2) + body, usedforsecurity=False).digest()
    return hashlib.sha256(bytes([0x95 + body[0]]) + len(body).to_bytes(4) + body).digest()


def _key_id(body: bytes, fingerprint: bytes) -> bytes:
    return fingerprint[-_KEY_ID:] if body[0] == 4 else fingerprint[:_KEY_ID]  # noqa: PLR2004
