# ruff: noqa: S311 - a seed makes every run alike
"""Secrets of nobody, made when a test runs: no file of ours holds one."""

import base64
import json
import random
import string
from typing import Any

ALPHANUMERIC = string.digits + string.ascii_letters
HEXADECIMAL = string.digits + "abcdef"


def letters(count: int, alphabet: str = ALPHANUMERIC, seed: str = "") -> str:
    """Return letters drawn by chance, the same each time."""
    return "".join(random.Random(f"{seed}{count}{alphabet}").choices(alphabet, k=count))


def pem(kind: str = "RSA PRIVATE KEY", size: int = 600, joint: str = "\n") -> str:
    """Return a private key: a DER sequence of random bytes."""
    body = random.Random(kind).randbytes(size)
    text = base64.b64encode(b"\x30\x82" + size.to_bytes(2, "big") + body).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return joint.join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"])


def web_token(claims: dict[str, Any]) -> str:
    """Return a signed JSON Web Token with some claims."""
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
    encoded = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, letters(43)])


def found(text: str | bytes, path: str = "") -> list[tuple[str, str]]:
    """Return the rules and confidences of what a scan finds."""
    from upheld.secrets import all_rules, scan  # noqa: PLC0415

    data = text.encode() if isinstance(text, str) else text
    return [(hit.rule, hit.confidence.value) for hit in scan(data, all_rules(), path=path)]


def openssh_key(seed: int = 1) -> tuple[str, str]:
    """Return a private key as OpenSSH writes it, random where it is secret, and the line of its public half."""
    chance = random.Random(seed)

    def text(part: bytes) -> bytes:
        return len(part).to_bytes(4, "big") + part

    public = text(b"ssh-ed25519") + text(chance.randbytes(32))
    check = chance.randbytes(4) * 2
    private = text(check + public + text(chance.randbytes(64)) + text(b"ci@example"))
    body = base64.b64encode(
        b"openssh-key-v1\0"
        + text(b"none")
        + text(b"none")
        + text(b"")
        + (1).to_bytes(4, "big")
        + text(public)
        + private
    ).decode()
    lines = "\n".join(body[at : at + 70] for at in range(0, len(body), 70))
    kind = "OPENSSH PRIVATE KEY"
    line = f"ssh-ed25519 {base64.b64encode(public).decode()} ci@example"
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----\n", line
