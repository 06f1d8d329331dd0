import pytest

from upheld.policy.secrets import secrets_in


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("secrets", ("api-keys", "private-keys", "passwords")),
        ("production secrets or credentials", ("api-keys", "passwords")),
        ("passwords or credentials", ("passwords",)),
        ("keys", ("api-keys", "private-keys")),
        ("API keys and private keys", ("api-keys", "private-keys")),
        ("certificates", ("private-keys",)),
        ("internal IP addresses", ("internal-hosts",)),
        ("infrastructure configuration", ("production-config",)),
        ("a `.env` file with credentials", ("api-keys",)),
        ("`DB_PASSWORD` and other secrets", ("api-keys", "passwords")),
        ("secrets (such as tokens)", ("api-keys",)),
        ("secrets or API keys", ("api-keys",)),
        ("tokens and other secrets", ("api-keys", "passwords")),
        ("secrets or credentials", ("api-keys", "passwords")),
        ("credentials such as API keys", ("api-keys",)),
        ("configuration for production", ("production-config",)),
        ("secret scanning", ()),
        ("customer data", ()),
    ],
)
def test_names_come_before_general_words(text: str, what: tuple[str, ...]) -> None:
    assert secrets_in(text) == what


def test_the_context_tells_which_credentials_are_meant() -> None:
    assert secrets_in("credentials", "API key management") == ("api-keys",)
