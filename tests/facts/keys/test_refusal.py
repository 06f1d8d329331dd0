import json
from typing import Any
from zlib import crc32

import pytest

from upheld.facts.keys.document import read_document
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.records import MetadataError
from upheld.facts.keys.refusal import refuse_secrets, refuse_values

VALUE = "hunter2-of-an-example"


def refusal(content: Any, **options: Any) -> MetadataError | None:
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    try:
        document = read_document("file", text.encode())
        refuse_secrets(document)
        refuse_values(document, **options)
    except MetadataError as error:
        return error
    return None


@pytest.mark.parametrize(
    "field",
    [
        "SecretString",
        "SecretBinary",
        "secret_string",
        "SECRET-STRING",
        "privateKeyData",
        "keyString",
        "secretText",
        "hint",
        "token",
        "token_last_eight",
        "hashed_token",
        "value",
        "Value",
        "redacted_value",
        "partial_key_hint",
        "password",
        "SecretAccessKey",
        "SessionToken",
        "client_secret",
        "encrypted_value",
        "connectionString",
        "api_key",
        "secret",
        "payload",
    ],
)
def test_a_field_that_holds_a_value_is_named_with_its_line_wherever_it_is(field: str) -> None:
    for content in ({field: VALUE}, [{"a": [[{"b": {field: VALUE}}]]}], {field: [VALUE]}, {field: 123456}):
        error = refusal(content)
        assert error is not None
        assert f"`{field}` holds a value" in str(error)
        assert VALUE not in str(error)
        assert error.line > 1


@pytest.mark.parametrize(
    "empty", [None, "", " ", "***", "N/A", "none", "<redacted>", "[REDACTED]", True, False, [], {}]
)
def test_a_field_that_holds_nothing_is_let_through(empty: object) -> None:
    assert refusal({"keys": [{"name": "a", "token": empty, "SecretString": empty, "data": empty}]}) is None


@pytest.mark.parametrize(
    "content",
    [
        {
            "name": "api_token",
            "type": "password",
            "kind": "secret",
            "secretName": "a",
            "key_id": "AKIA",
            "password_enabled": True,
        },
        {"title": "deploy", "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAexample"},
        {"publicKeyData": "MIIB", "keyId": "a", "fingerprint": "SHA256:abc"},
        {"Tags": [{"Key": "team", "Value": "shop"}]},
        {"properties": [{"name": "team", "value": "shop"}]},
        {"value": [{"name": "an answer of Microsoft Graph"}]},
        {"data": [{"id": "a page of an API"}]},
        {"data": {"created_time": "2026-01-01T00:00:00Z", "versions": {}}, "lease_duration": 0},
        {"secret": {"name": "a mapping is looked into"}},
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n",
        "name,created,token\nA,2026-01-31,\n",
    ],
)
def test_what_is_public_or_no_value_is_let_through(content: Any) -> None:
    assert refusal(content) is None


@pytest.mark.parametrize(
    "content",
    [
        {"Tags": [{"Key": "password", "Value": VALUE}]},
        {"Tags": [{"Key": "team", "Value": "shop", "Type": "SecureString"}]},
        {"properties": [{"name": "token", "value": VALUE}]},
        {"keys": [{"name": "A", "value": VALUE}]},
        {"keys": [{"kty": "RSA", "n": "abc", "d": VALUE}]},
        {"data": VALUE},
    ],
)
def test_a_value_in_the_place_of_a_label_or_a_public_key_is_refused(content: Any) -> None:
    assert refusal(content) is not None


@pytest.mark.parametrize(
    "label", ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"]
)
def test_a_private_key_is_refused_in_every_kind_of_file(label: str) -> None:
    block = f"-----BEGIN {label}-----\n{VALUE}\n-----END {label}-----\n"

    for content in (block, json.dumps({"name": block}), f"name: |\n  {block.splitlines()[0]}\n", f"# words\n{block}"):
        error = refusal(content)
        assert error is not None
        assert "is refused: it holds a private key; " in str(error)


def test_a_private_key_in_a_broken_file_is_refused_for_what_it_is() -> None:
    found = read_evidence("k.json", f'{{"a": "-----BEGIN PRIVATE KEY-----{VALUE}'.encode())

    assert [VALUE in repr(each) for each in found] == [False]
    assert found[0].problem


def test_a_column_of_values_is_refused_with_the_row() -> None:
    error = refusal(f"name,created,token\nA,2026-01-31,\nB,2026-01-31,{VALUE}\n")

    assert error is not None
    assert error.line == 3


def test_a_source_may_add_fields_and_take_some_out() -> None:
    assert refusal({"cookie": VALUE}, values=("Cookie",)) is not None
    assert refusal({"hint": "of a public key"}, public=("hint",)) is None


def test_the_message_says_how_to_export_without_it() -> None:
    error = refusal({"token": VALUE}, how="run `npm token list` without it")

    assert str(error).endswith("; run `npm token list` without it")


def test_a_name_of_a_field_obeys_no_terminal() -> None:
    assert "`token`" in str(refusal({"to\x1b\u202eken": VALUE}))


def test_many_fields_and_deep_ones_take_no_time() -> None:
    deep: Any = {"token": VALUE}
    for _ in range(50):
        deep = {"a": deep}
    wide = [{f"field{number}": "x" for number in range(100)} for _ in range(1000)]

    assert refusal([*wide, deep]) is not None


def token() -> str:
    """Return what looks like a token of GitHub, checksum included; nobody was ever given it."""
    body = "".join(chr(ord("a") + (7 * number) % 26) for number in range(30))
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    check, number = "", crc32(body.encode())
    for _ in range(6):
        number, digit = divmod(number, 62)
        check = digits[digit] + check
    return f"ghp_{body}{check}"


def test_a_secret_in_a_field_of_any_name_is_refused() -> None:
    error = refusal({"keys": [{"name": "A"}, {"name": token()}]})

    assert error is not None
    assert str(error).startswith("is refused: it holds what looks like a secret (")
    assert token()[4:] not in str(error)
    assert error.line > 1


def test_the_public_half_of_an_access_key_is_its_name() -> None:
    assert refusal({"AccessKeyMetadata": [{"AccessKeyId": "AKIA" + "Y34FZKBOKMUTVV7A"}]}) is None
