import base64

import pytest

from secrets_made import HEXADECIMAL, found, letters, web_token
from upheld.secrets import all_rules
from upheld.secrets.verifying import VERIFIERS


def test_every_verifier_is_used() -> None:
    assert {rule.verified for rule in all_rules().all if rule.verified} == set(VERIFIERS)


def test_a_token_with_a_wrong_checksum_is_to_be_looked_at() -> None:
    assert found("ghp_" + letters(36)) == [("github-token", "medium")]
    assert found("npm_" + letters(36)) == [("npm-token", "medium")]


def test_a_token_of_pypi_ends_with_its_signature() -> None:
    begin = (
        b"\x02\x01\x08pypi.org\x02\x24" + letters(36).encode() + b"\x00\x02\x10" + letters(16).encode() + b"\x00\x00"
    )
    whole = base64.urlsafe_b64encode(begin + b"\x06\x20" + letters(32).encode()).decode().rstrip("=")

    assert found(f"pypi-{whole}") == [("pypi-token", "high")]
    assert found(f"pypi-{whole[:-3]}") == [("pypi-token", "medium")]


def test_a_signed_token_is_sure_where_it_is_of_an_administrator() -> None:
    assert found(web_token({"role": "service_role", "iss": "supabase", "ref": "abc"})) == [("json-web-token", "high")]
    assert found(web_token({"sub": "someone", "iat": 1600000000})) == [("json-web-token", "medium")]


@pytest.mark.parametrize(
    "claims", [{"sub": "1234567890", "iat": 1516239022}, {"name": "John Doe", "iat": 1}, {"role": "anon", "iat": 1}]
)
def test_a_signed_token_that_documentation_prints_or_that_is_public_is_none(claims: dict[str, object]) -> None:
    assert found(web_token(claims)) == []


def test_what_is_no_json_is_no_signed_token() -> None:
    assert found(f"eyJ{letters(30)}.eyJ{letters(40)}.{letters(43)}") == []


def test_a_token_of_discord_names_its_account() -> None:
    account = base64.b64encode(b"198622483471925248").decode().rstrip("=")

    assert found(f'discord_token = "{account}.{letters(6)}.{letters(27)}"') == [("discord-bot-token", "high")]
    assert found(f'discord_token = "M{letters(23)}.{letters(6)}.{letters(27)}"') != [("discord-bot-token", "high")]


def test_a_key_of_aws_is_no_digest() -> None:
    key = "aB3/" + letters(36)

    assert found(f"aws_secret_access_key = {key}") == [("aws-secret-key", "high")]
    assert ("aws-secret-key", "high") not in found(f"aws_secret_access_key = {letters(40, HEXADECIMAL)}")


def test_a_token_of_npm_stands_behind_its_registry() -> None:
    token = letters(36, HEXADECIMAL)

    assert found(f"//registry.npmjs.org/:_authToken={token}") == [("npmrc-token", "high")]
    assert found(f"registry.npmjs.org/:_authToken={token}") == [("npmrc-token", "medium")]
    assert found("//registry.npmjs.org/:_authToken=${NPM_TOKEN}") == []


def test_a_signature_of_azure_stands_in_an_address() -> None:
    signature = f"{letters(43)}%3D"

    assert found(f"https://a.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig={signature}") == [("azure-sas", "high")]
    assert found(f"x?sig={signature}") == [("azure-sas", "medium")]


def test_a_seed_phrase_has_words_of_its_own() -> None:
    words = "olive lava ripple sunset mango tiger cactus pilot ember fabric glove whale"

    assert found(f'mnemonic = "{words}"') == [("seed-phrase", "medium")]
    assert found('mnemonic = "' + " ".join(["junk"] * 12) + '"') == []


def test_values_of_a_manifest_are_decoded() -> None:
    manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  value: {}\n"

    assert found(manifest.format(base64.b64encode(b"x9 drawn 4 you").decode())) == [("secret-manifest", "medium")]
    assert found(manifest.format(base64.b64encode(b"password").decode())) == []
