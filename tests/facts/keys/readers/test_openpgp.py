"""Files of GnuPG 2.2, and packets made by hand for what it does not write; the expected values are what `gpg --show-keys` prints."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, Key, State

FILES = Path(__file__).parent / "files"
KEY_ID = bytes(range(1, 9))
DAY = 86_400
MADE = 1_700_000_000


def read(data: bytes) -> Evidence:
    (evidence,) = read_evidence("key", data)
    return evidence


def keys_of(name: str) -> tuple[Key, ...]:
    evidence = read((FILES / name).read_bytes())
    assert evidence.problem is None
    assert evidence.source == "OpenPGP public keys"
    return evidence.keys


def day(year: int, month: int, number: int, hour: int = 0) -> datetime:
    return datetime(year, month, number, hour, tzinfo=UTC)


# Packets by hand


def packet(tag: int, body: bytes) -> bytes:
    return bytes([0xC0 | tag, 0xFF]) + len(body).to_bytes(4) + body


def public(version: int = 4, made: int = MADE, tag: int = 6) -> bytes:
    body = bytes([version]) + made.to_bytes(4) + bytes([27])
    return packet(tag, body + ((32).to_bytes(4) if version == 6 else b"") + bytes(32))


def issuer_of(data: bytes) -> bytes:
    """Return the subpacket by which a key signs itself."""
    (key,) = read(data).keys
    fingerprint = bytes.fromhex(key.id or "")
    return subpacket(33, bytes([4 if len(fingerprint) == 20 else 6]) + fingerprint)


def subpacket(kind: int, body: bytes) -> bytes:
    return bytes([len(body) + 1, kind]) + body


def signed(kind: int, *subpackets: bytes, made: int = MADE, version: int = 4) -> bytes:
    width = 4 if version == 6 else 2
    hashed = b"".join((subpacket(2, made.to_bytes(4)), *subpackets))
    return packet(2, bytes([version, kind, 27, 8]) + len(hashed).to_bytes(width) + hashed + bytes(width) + bytes(2))


def ends(seconds: int) -> bytes:
    return subpacket(9, seconds.to_bytes(4))


def armoured(data: bytes, label: str = "PGP PUBLIC KEY BLOCK") -> bytes:
    return f"-----BEGIN {label}-----\n\n{base64.encodebytes(data).decode()}-----END {label}-----\n".encode()


# What GnuPG writes


def test_a_subkey_that_a_newer_one_has_taken_over_from_is_out_of_use() -> None:
    main, old, new = keys_of("renewed.asc")

    assert (main.name, main.owner) == ("Example Security <security@example.org>",) * 2
    assert main.id == "9E434B272ECF95CFE39829DEA884DCF1E6D30BC2"
    assert (main.created, main.expires, main.state) == (day(2024, 1, 15, 12), day(2027, 6, 1, 12), State.ACTIVE)
    assert (old.created, old.expires, old.state) == (day(2024, 1, 15, 12), day(2025, 1, 14, 12), State.DEACTIVATED)
    assert (new.created, new.expires, new.state) == (day(2025, 1, 10, 12), day(2027, 1, 10, 12), State.ACTIVE)
    assert "subkey to encrypt" in new.name
    assert old.note == "a newer subkey does the same"


def test_an_end_that_was_taken_back_is_none() -> None:
    (key,) = keys_of("endless.asc")

    assert (key.created, key.expires) == (day(2020, 2, 29), NEVER)


def test_a_revoked_key_says_when_and_why() -> None:
    (key,) = keys_of("revoked.asc")

    assert key.state is State.COMPROMISED
    assert key.note == "revoked on 2024-06-01: compromised"


def test_the_armour_may_be_missing_and_may_be_indented_or_quoted() -> None:
    text = (FILES / "renewed.asc").read_text(encoding="utf-8")
    bare = base64.b64decode("".join(line for line in text.splitlines()[2:-1] if not line.startswith("=")))

    expected = [key.id for key in keys_of("renewed.asc")]
    assert [key.id for key in read(bare).keys] == expected
    assert [key.id for key in read(text.replace("\n", "\n    ").encode()).keys] == expected


# What signatures say


@pytest.mark.parametrize("version", [4, 6])
def test_the_newest_word_of_the_key_itself_counts(version: int) -> None:
    key = public(version)
    own = issuer_of(key)
    user = packet(13, b"somebody")
    said = [
        signed(0x13, own, ends(10 * DAY), made=MADE + 1, version=version),
        signed(0x13, own, ends(30 * DAY), made=MADE + 2, version=version),
        signed(0x10, subpacket(16, KEY_ID), ends(99 * DAY), made=MADE + 3, version=version),
    ]

    (found,) = read(key + user + b"".join(reversed(said))).keys
    assert isinstance(found.expires, datetime)
    assert found.expires.timestamp() == MADE + 30 * DAY


def test_what_strangers_sign_revokes_nothing() -> None:
    key = public()
    (found,) = read(key + signed(0x20, subpacket(16, KEY_ID))).keys

    assert found.state is State.ACTIVE


@pytest.mark.parametrize(
    ("reason", "state", "note"),
    [
        (0, State.DEACTIVATED, "revoked on 2023-11-14"),
        (1, State.DEACTIVATED, "revoked on 2023-11-14: superseded"),
        (2, State.COMPROMISED, "revoked on 2023-11-14: compromised"),
        (3, State.DEACTIVATED, "revoked on 2023-11-14: retired"),
    ],
)
def test_the_reason_of_a_revocation_is_told(reason: int, state: State, note: str) -> None:
    key = public()
    (found,) = read(key + signed(0x20, issuer_of(key), subpacket(29, bytes([reason]) + b"why"))).keys

    assert (found.state, found.note) == (state, note)


def test_a_revoked_subkey_is_out_of_use_and_takes_over_from_none() -> None:
    key = public()
    own, encrypts = issuer_of(key), subpacket(27, b"\x0c")
    old = public(tag=14) + signed(0x18, own, encrypts, ends(DAY))
    new = public(made=MADE + 5, tag=14) + signed(0x18, own, encrypts) + signed(0x28, own)
    (_, first, second) = read(key + packet(13, b"somebody") + old + new).keys

    assert (first.state, second.state) == (State.ACTIVE, State.DEACTIVATED)


def test_the_main_user_names_the_key() -> None:
    key = public()
    own = issuer_of(key)
    users = [
        packet(13, name) + signed(0x13, own, *more) for name, *more in ((b"first",), (b"main", subpacket(25, b"\1")))
    ]
    gone = packet(13, b"gone") + signed(0x13, own, subpacket(25, b"\1")) + signed(0x30, own, made=MADE + 9)
    (found,) = read(key + gone + b"".join(users)).keys

    assert found.name == "main"


# What is refused


def test_a_secret_key_is_refused_armoured_or_not_and_not_shown() -> None:
    secret = packet(5, b"\4" + bytes(4) + b"correct horse battery staple")
    for data in (secret, public() + secret, armoured(secret), armoured(secret, "PGP PRIVATE KEY BLOCK")):
        evidence = read(data)
        assert not evidence.keys
        assert evidence.problem
        assert "horse" not in evidence.problem


@pytest.mark.parametrize(
    "data",
    [
        public()[:-1],
        packet(6, b"\3" + bytes(20)),
        packet(6, b"\4"),
        armoured(packet(13, b"nobody")),
        public() + b"\x00\x00",
        public() + b"\xcd\xe1",
        public() + b"\xcd\xff\x00",
        public() + packet(2, b"\4\x13\x1b\x08\xff\xff"),
        public() + packet(2, b""),
        public() + packet(2, b"\4\x13\x1b\x08\x00\x01\x09"),
        armoured(public()).replace(b"AAAA", b"A-AA"),
        armoured(public()).replace(b"-----END", b"=AAAA\n-----END"),
    ],
    ids=range(12),
)
def test_what_is_damaged_is_told_with_its_line(data: bytes) -> None:
    evidence = read(data)

    assert not evidence.keys
    assert evidence.problem
    assert evidence.line == 1


def test_the_line_is_that_of_the_block() -> None:
    text = b"# Keys\n\n" + armoured(public()) + b"\n" + armoured(public()[:-1])
    evidence = read(text)

    assert [key.location.line for key in evidence.keys] == [3]
    assert evidence.line == 8


def test_every_cut_of_a_key_is_told_or_is_a_shorter_key() -> None:
    whole = public() + packet(13, b"somebody") + signed(0x13, subpacket(16, KEY_ID)) + public(tag=14)
    for end in range(1, len(whole)):
        evidence = read(b"\n" + armoured(whole[:end]))
        assert bool(evidence.problem) != bool(evidence.keys)
