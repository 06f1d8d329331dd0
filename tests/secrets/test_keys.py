import base64

import pytest

from secrets_made import found, letters, pem

KIND = "PRIVATE KEY"
BEGIN, END = f"-----BEGIN {KIND}-----", f"-----END {KIND}-----"


@pytest.mark.parametrize("kind", [KIND, f"RSA {KIND}", f"EC {KIND}", f"DSA {KIND}"])
def test_a_marker_with_a_whole_key_is_sure(kind: str) -> None:
    assert found(pem(kind)) == [("private-key", "high")]


@pytest.mark.parametrize("joint", ["\\n", "\r\n", '\\n" +\n    "', "\n    ", "\n# ", "'\n'", ",\n"])
def test_what_source_puts_between_the_lines_hides_no_key(joint: str) -> None:
    assert found(f'{{"key": "{pem(joint=joint)}"}}') == [("private-key", "high")]


def test_a_key_of_a_few_bytes_is_one_too() -> None:
    raw = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20" + bytes(range(7, 231, 7))
    assert found(f"{BEGIN}\n{base64.b64encode(raw).decode()}\n{END}") == [("private-key", "high")]


def test_a_key_of_openssh_is_known_by_its_first_bytes() -> None:
    raw = b"openssh-key-v1\0" + letters(200).encode()
    kind = f"OPENSSH {KIND}"
    assert found(f"-----BEGIN {kind}-----\n{base64.b64encode(raw).decode()}\n-----END {kind}-----") == [
        ("private-key", "high")
    ]


def test_a_key_in_pgp_armour_has_headers() -> None:
    kind = f"PGP {KIND} BLOCK"
    armour = f"-----BEGIN {kind}-----\nVersion: GnuPG v2\n\n{letters(64)}\n{letters(50)}\n=aB3d\n-----END {kind}-----"
    assert found(armour) == [("private-key", "high")]


@pytest.mark.parametrize(
    "body",
    ["", "...", "your key", "MIIEpAIBAAKCAQEA...", "super secret private key here", "<KEY>", "${KEY}", "A" * 200],
)
def test_a_marker_without_a_key_is_none(body: str) -> None:
    assert found(f"{BEGIN}\n{body}\n{END}") == []


def test_the_words_of_a_program_that_writes_keys_are_none() -> None:
    assert found(f'if text.startswith("{BEGIN}"):\n    return parse(text, "{END}")\n') == []


def test_what_may_be_a_key_is_to_be_looked_at() -> None:
    encrypted = pem(f"ENCRYPTED {KIND}")
    assert found(encrypted) == [("private-key", "medium")]
    assert found(pem().partition("-----END")[0]) == [("private-key", "medium")]
    assert found(pem("RSA " + KIND).replace("\n", f"\n{letters(8)}", 1)) == [("private-key", "medium")]


def test_a_key_of_tests_is_to_be_looked_at() -> None:
    assert found(pem(), "tests/server.key") == [("private-key", "medium")]
    assert found(f"const TestKey = `{pem()}`") == [("private-key", "medium")]


def test_a_key_in_base64_is_found_inside() -> None:
    inside = base64.b64encode(pem(KIND).encode()).decode()
    assert found(f"    client-key-data: {inside}\n") == [("private-key-inside", "medium")]
    public = base64.b64encode(pem("PUBLIC KEY").encode()).decode()
    assert found(f"    certificate-data: {public}\n") == []


@pytest.mark.parametrize(
    "kind", ["PUBLIC KEY", "CERTIFICATE", "RSA PUBLIC KEY", "CERTIFICATE REQUEST", "DH PARAMETERS"]
)
def test_what_is_public_is_no_private_key(kind: str) -> None:
    assert found(pem(kind)) == []


def test_keys_of_other_forms() -> None:
    putty = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: {}\nComment: me\nPublic-Lines: 2\n" + letters(60)
    assert found(putty.format("none")) == [("putty-key", "high")]
    assert found(putty.format("aes256-cbc")) == [("putty-encrypted-key", "medium")]
    assert found(f'{{"kty": "EC", "crv": "P-256", "d": "{letters(43)}"}}') == [("json-web-key", "high")]
    assert found(f'{{"kty": "RSA", "e": "AQAB", "n": "{letters(300)}"}}') == []
    assert found(f"[Interface]\nPrivateKey = {letters(42)}A=\n") == [("wireguard-key", "high")]
    assert found(f"[Peer]\nPublicKey = {letters(42)}A=\n") == []
