"""Fingerprints of SSH keys, from the public half: of its own line, or of a private key that states it in clear."""

import base64
import binascii
import hashlib
import re

_LINE = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-[\w@.-]{1,60}[ \t]+(?P<body>[A-Za-z0-9+/]{20,16000}={0,2})(?:\s|$)")
_PRIVATE = re.compile(rb"-----BEGIN OPENSSH PRIVATE KEY-----(?P<body>[A-Za-z0-9+/=\s\\]{1,24000})-----END")
_BREAK = re.compile(rb"\\[nr]|\s")
_MAGIC = b"openssh-key-v1\0"
_BEFORE_PUBLIC = 3
"""How many texts stand before the public halves: the cipher, and how its key is derived."""


def fingerprint_of_line(line: str) -> str | None:
    """Return the fingerprint of `ssh-ed25519 AAAA... comment`, as `ssh-keygen -l` writes it."""
    match = _LINE.match(line)
    return _fingerprint(_decoded(match["body"].encode())) if match else None


def fingerprint_of_private(text: bytes, offset: int) -> str | None:
    """Return the fingerprint of the public half that an OpenSSH private key at an offset states, encrypted or not."""
    match = _PRIVATE.match(text, offset)
    body = _decoded(_BREAK.sub(b"", match["body"])) if match else b""
    if not body.startswith(_MAGIC):
        return None
    at = len(_MAGIC)
    for _ in range(_BEFORE_PUBLIC):
        at += 4 + int.from_bytes(body[at : at + 4], "big")
    at += 4  # how many keys there are: always one
    size = int.from_bytes(body[at : at + 4], "big")
    public = body[at + 4 : at + 4 + size]
    return _fingerprint(public) if len(public) == size else None


def _decoded(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except ValueError:
        return b""


def _fingerprint(public: bytes) -> str | None:
    if not public:
        return None
    return f"SHA256:{base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip('=')}"
