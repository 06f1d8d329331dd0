"""Armoured blocks: PEM (RFC 7468) and OpenPGP (RFC 9580, section 6)."""

import re
from collections.abc import Iterator
from dataclasses import field

from upheld.facts.keys.records import MetadataError
from upheld.nouns import dataclass

_BEGIN = re.compile(
    r"^[ \t]*-----BEGIN (?!PGP SIGNED MESSAGE)(?P<label>[A-Z0-9][A-Z0-9 ]{0,59})-----[ \t]*$", re.MULTILINE
)
_MOST_BLOCKS = 20_000


@dataclass(frozen=True, slots=True)
class Block:
    """An armoured block."""

    label: str
    """`CERTIFICATE`, `PUBLIC KEY`, `PGP PUBLIC KEY BLOCK`, ..."""
    line: int
    """The line on which it begins."""
    text: str = field(repr=False)
    """All of it, with its first and last line."""


def read_pem(text: str) -> Iterator[Block]:
    """Yield each block of a text.

    Raises:
        MetadataError: a block does not end, or there are too many.
    """
    at, line, counted = 0, 1, 0
    for count, begin in enumerate(_BEGIN.finditer(text)):
        if begin.start() < at:
            continue
        line += text.count("\n", counted, begin.start())
        counted = begin.start()
        closing = f"-----END {begin['label']}-----"
        end = text.find(closing, begin.end())
        if end < 0:
            raise MetadataError("has a block that does not end", line)
        if count >= _MOST_BLOCKS:
            raise MetadataError(f"has more than {_MOST_BLOCKS:,} blocks", line)
        at = end + len(closing)
        yield Block(begin["label"], line, text[begin.start() : at])
