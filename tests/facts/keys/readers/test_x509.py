"""Certificates that OpenSSL 3 made; the expected values are what `openssl x509` prints."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence

FILES = Path(__file__).parent / "files"
PRIVATE = "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n"


def read(data: bytes) -> Evidence:
    (evidence,) = read_evidence("certificate", data)
    return evidence


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def test_each_certificate_of_a_chain_is_told_with_its_line() -> None:
    server, device = read(file("chain.pem")).keys

    assert (server.name, server.id, server.note) == ("api.example.org", "2a", "issued by Example Root")
    assert (server.created, server.expires) == (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert [each.location.line for each in (server, device)] == [1, 10]


def test_a_certificate_without_an_end_never_expires() -> None:
    _, device = read(file("chain.pem")).keys

    assert (device.name, device.created, device.expires) == (
        "Example Devices",
        datetime(2024, 2, 29, 12, tzinfo=UTC),
        NEVER,
    )


def test_years_of_two_and_of_four_digits_are_told_apart() -> None:
    (key,) = read(file("across-centuries.pem")).keys

    assert (key.created, key.expires) == (datetime(1999, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))


def test_der_is_read_as_pem_is() -> None:
    (key,) = read(file("server.der")).keys

    assert (key.name, key.expires) == ("api.example.org", datetime(2026, 1, 1, tzinfo=UTC))


def test_other_blocks_are_left_out() -> None:
    other = b"-----BEGIN PUBLIC KEY-----\nbm90IGEga2V5\n-----END PUBLIC KEY-----\n"
    evidence = read(other + file("chain.pem"))

    assert [each.line for each in evidence.left_out] == [1]
    assert len(evidence.keys) == 2


@pytest.mark.parametrize("label", ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"])
def test_a_private_key_beside_it_has_the_file_refused(label: str) -> None:
    evidence = read(file("chain.pem") + PRIVATE.replace("PRIVATE KEY", label).encode())

    assert not evidence.keys
    assert evidence.line == 19
    assert "refused" in (evidence.problem or "")
    assert "bm90" not in (evidence.problem or "")


def pem(data: bytes) -> bytes:
    import base64  # noqa: PLC0415

    return b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(data) + b"-----END CERTIFICATE-----\n"


DER = (FILES / "server.der").read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        DER[:40],
        DER[:-1],
        b"",
        b"\x30\x00",
        b"\x30\x80\x00\x00",
        b"\x02\x01\x01",
        DER.replace(b"250101000000Z", b"250101000000+"),
        DER.replace(b"250101000000Z", b"251301000000Z"),
        DER.replace(b"250101000000Z", b"2501010000 1Z"),
        DER.replace(b"\x17\x0d250101", b"\x13\x0d250101"),
    ],
    ids=range(10),
)
def test_what_is_damaged_is_told_and_nothing_is_guessed(data: bytes) -> None:
    evidence = read(file("chain.pem") + pem(data))

    assert len(evidence.keys) == 2
    assert "RFC 5280" in (evidence.problem or "")
    assert evidence.line == 19


def test_every_cut_of_a_certificate_is_told() -> None:
    for end in range(len(DER)):
        assert read(pem(DER[:end])).problem


def test_base64_that_is_none_is_told() -> None:
    assert "Base64" in (read(b"-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n").problem or "")
