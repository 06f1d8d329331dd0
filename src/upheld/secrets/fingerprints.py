"""Tells equal values apart from others without keeping any of them."""

import os

from upheld.secrets.hit import Hit
from upheld.secrets.text import text_of

_SALT_BYTES = 32
_SHOWN = 16


class Fingerprints:
    """Names for values that mean nothing without the salt; a salt of its own for every run unless one is given."""

    def __init__(self, salt: bytes | None = None) -> None:
        self._salt = salt or os.urandom(_SALT_BYTES)

    def of(self, data: bytes, hit: Hit) -> str:
        """Return the name of the value that a hit stands for, in the bytes that were scanned."""
        import hmac  # noqa: PLC0415 - loads OpenSSL, which a scan does without

        value = (text_of(data) or b"")[hit.offset : hit.end]
        return hmac.new(self._salt, value, "sha256").hexdigest()[:_SHOWN]
