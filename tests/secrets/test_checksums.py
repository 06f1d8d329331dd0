# ruff: noqa: S311 - a seed makes every run alike
import random
import zlib

import pytest

from secrets_made import ALPHANUMERIC, letters
from upheld.secrets.checksums import has_base62_crc, has_bech32_checksum, has_little_endian_crc

DIGITS = ALPHANUMERIC[:10] + ALPHANUMERIC[36:] + ALPHANUMERIC[10:36]


def with_check(prefix: str, body: str) -> bytes:
    number, check = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        check = DIGITS[digit] + check
    return f"{prefix}{body}{check:0>6}".encode()


@pytest.mark.parametrize("prefix", ["ghp_", "npm_"])
def test_a_token_ends_with_the_check_of_what_stands_before_it(prefix: str) -> None:
    token = with_check(prefix, letters(30))

    assert has_base62_crc(token)
    assert not has_base62_crc(token[:-1] + (b"a" if token[-1:] != b"a" else b"b"))
    assert not has_base62_crc(token.swapcase())


def test_a_known_checksum_of_grafana() -> None:
    # The invalid token that Grafana's own tests use.
    assert has_little_endian_crc(b"glsa_iNValIdinValiDinvalidinvalidinva_" + b"5b582697")
    assert not has_little_endian_crc(b"glsa_iNValIdinValiDinvalidinvalidinva_" + b"9726585b")


def test_a_known_checksum_of_bip_173() -> None:
    assert has_bech32_checksum(b"A12UEL5L")
    assert has_bech32_checksum(b"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")


@pytest.mark.parametrize("text", [b"A12UEL5M", b"1qzzfhee", b"abcdef", b"a1bbbbbb"])
def test_other_texts_have_no_checksum_of_bip_173(text: bytes) -> None:
    assert not has_bech32_checksum(text)


def test_bytes_of_any_kind_are_no_error() -> None:
    chance = random.Random(1)
    for _ in range(50):
        text = "".join(chance.choices(ALPHANUMERIC + "_1", k=20)).encode()
        assert not (has_base62_crc(text) and has_little_endian_crc(text) and has_bech32_checksum(text))
