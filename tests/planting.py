# ruff: noqa: S311 - a seed makes every run alike
"""Secrets of nobody, drawn by chance so that a rule finds them; made when a test runs, so that no file of ours holds one."""

import base64
import random
import string
import zlib
from collections.abc import Iterator

from drawing import drawn
from upheld.secrets import Rule, Rules, all_rules, scan

_TRIES = 60
_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def github_token(seed: int = 1) -> str:
    """Return a token with GitHub's checksum."""
    body = "".join(random.Random(seed).choices(_DIGITS, k=30))
    check, left = "", zlib.crc32(body.encode())
    while left:
        left, digit = divmod(left, 62)
        check = _DIGITS[digit] + check
    return f"ghp_{body}{check.rjust(6, '0')}"


def private_key(seed: int = 1) -> str:
    """Return what looks like a private key: a sequence of DER of the length that it states."""
    body = random.Random(seed).randbytes(600)
    text = base64.b64encode(b"\x30\x82" + len(body).to_bytes(2, "big") + body).decode()
    lines = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    kind = "RSA PRIVATE KEY"
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----\n"


def password(seed: int = 1) -> str:
    """Return what no placeholder looks like."""
    return "".join(random.Random(seed).choices(string.ascii_letters + string.digits, k=20))


def planted() -> Iterator[tuple[Rule, bytes, bytes]]:
    """Yield rules with a text in which each finds something, and the value that it finds; not those that nothing drawn fits."""
    for rule in all_rules().all:
        chance = random.Random(rule.id)
        alone = Rules([rule])
        for _ in range(_TRIES):
            text = _text(rule, chance)
            hit = next(scan(text, alone), None)
            if hit is not None:
                yield rule, text, text[hit.offset : hit.end]
                break


def _text(rule: Rule, chance: random.Random) -> bytes:
    value = drawn(rule.pattern, chance).encode("latin-1")
    if rule.assigned:
        return rule.keywords[0].encode() + b' = "' + value + b'"\n'
    return value + b"\n"
