"""The checksums that issuers build into their tokens, so that a look-alike can be told from a token."""

import string
import zlib

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK = 6


def has_base62_crc(token: bytes) -> bool:
    """Tell whether the last six digits are the CRC-32 of those between the last underscore before them and them."""
    body = token.rpartition(b"_")[2]
    return body[-_CHECK:].decode() == _base62(zlib.crc32(body[:-_CHECK]))


def has_little_endian_crc(token: bytes) -> bool:
    """Tell whether what follows the last underscore is the CRC-32 of all before it, its lowest byte first."""
    body, _, check = token.rpartition(b"_")
    return zlib.crc32(body).to_bytes(4, "little").hex() == check.decode().lower()


def has_bech32_checksum(text: bytes) -> bool:
    """Tell whether a text of BIP 173 bears its checksum."""
    name, _, digits = text.decode().lower().rpartition("1")
    if not name or any(digit not in _BECH32 for digit in digits):
        return False
    values = [ord(letter) >> 5 for letter in name] + [0] + [ord(letter) & 31 for letter in name]
    state = 1
    for value in values + [_BECH32.index(digit) for digit in digits]:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate(_BECH32_STEPS):
            state ^= step if top >> bit & 1 else 0
    return state == 1


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_BASE62))
        digits = _BASE62[digit] + digits
    return digits.rjust(_CHECK, "0")
