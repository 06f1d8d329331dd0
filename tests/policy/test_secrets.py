import pytest

from upheld.policy.secrets import covered_by, secrets_in


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("secrets", ("api-keys",)),
        ("credentials", ("api-keys",)),
        ("production secrets or credentials", ("api-keys", "passwords")),
        ("passwords or credentials", ("passwords",)),
        ("keys", ("api-keys", "private-keys")),
        ("API keys and private keys", ("api-keys", "private-keys")),
        ("certificates", ("private-keys",)),
        ("internal IP addresses", ("internal-hosts",)),
        ("infrastructure configuration", ("production-config",)),
        ("a `.env` file with credentials", ("api-keys",)),
        ("`DB_PASSWORD` and other secrets", ("passwords",)),
        ("secrets (such as tokens)", ("api-keys",)),
        ("secrets or API keys", ("api-keys",)),
        ("tokens and other secrets", ("api-keys",)),
        ("secrets or internal hostnames", ("api-keys", "internal-hosts")),
        ("database credentials", ("passwords",)),
        ("credentials such as API keys", ("api-keys",)),
        ("configuration for production", ("production-config",)),
        ("secret scanning", ()),
        ("customer data", ()),
    ],
)
def test_names_come_before_general_words(text: str, what: tuple[str, ...]) -> None:
    assert secrets_in(text) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("secrets", ("api-keys", "private-keys", "passwords")),
        ("credentials", ("api-keys", "passwords")),
        ("sensitive data such as tokens", ("api-keys", "private-keys", "passwords")),
        ("API tokens", ("api-keys",)),
        ("passwords or credentials", ("api-keys", "passwords")),
        ("internal hostnames", ("internal-hosts",)),
    ],
)
def test_general_words_cover_more_than_they_name(text: str, what: tuple[str, ...]) -> None:
    assert covered_by(text) == what
