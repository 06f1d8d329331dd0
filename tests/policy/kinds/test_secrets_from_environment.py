import pytest

from kinds_read import told
from upheld.policy.kinds.secrets_from_environment import SecretsFromEnvironment


@pytest.mark.parametrize(
    "text",
    [
        "The token is read from the `ACME_TOKEN` environment variable.",
        "Credentials are supplied via environment variables or a vault.",
        "The server reads its API key from the environment.",
        "1. `ACME_KEY` (from environment)",
        "All secrets come from `.env`.",
        "- **Environment variable isolation** - never hardcode credentials",
        "## Secrets\n\n- **Environment variables**: support for `.env` files",
        "Passwords are passed as env vars.",
        "Environment variables are used for all secrets.",
        "Tokens are read from your local configuration file or environment variables.",
        "`ACME_TOKEN` is in its environment.",
        "## Credentials\n\n- No credentials in code\n- Use environment variables",
        "## Best practices\n\nThe client loads its token from `process.env`.",
    ],
)
def test_software_that_takes_its_secrets_from_the_environment_promises_it(text: str) -> None:
    ((_, force, fields),) = told(SecretsFromEnvironment, text)
    assert (force, fields) == ("commitment", {})


@pytest.mark.parametrize(
    "text",
    [
        "Configuration is read from environment variables.",
        "Tokens live in the keychain, not in environment variables.",
        "Secrets in environment variables are masked in logs.",
        "`.env` files with credentials are git-ignored.",
        "See `.env.example` for the names of the tokens.",
        "Out of scope: nothing.\n\n## Out of scope\n\n- Tokens leaked through environment variables",
        "Secrets stand in plaintext in `~/.acme/.env` for two seconds.",
        "`ACME_LOG` is in its environment.",
        "We plan to read tokens from environment variables.",
    ],
)
def test_variables_without_secrets_and_denials_are_left(text: str) -> None:
    assert told(SecretsFromEnvironment, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- Use environment variables for secrets",
        "## Credentials\n\n- Never commit credentials\n- Use environment variables for tokens",
        "Inject the secrets via environment variables.",
        "- Store API tokens in environment variables only",
        "Tokens should be kept in environment variables.",
        "```js\n// Load the API key from an environment variable\n```",
    ],
)
def test_an_order_is_a_practice_wherever_it_stands(text: str) -> None:
    ((_, force, _),) = told(SecretsFromEnvironment, text)
    assert force == "practice"


def test_what_must_come_from_the_environment_does_so_under_any_heading() -> None:
    text = "## Security notes\n\nAll credentials must be supplied via environment variables:\n"
    assert [force for _, force, _ in told(SecretsFromEnvironment, text)] == ["commitment"]


def test_variables_that_are_not_used_hold_no_secret() -> None:
    assert told(SecretsFromEnvironment, "Credentials from environment variables are **not** used over HTTP.") == []


@pytest.mark.parametrize("text", ["- **Secrets**: env-only settings", "Secrets come via env only."])
def test_the_environment_has_a_short_name(text: str) -> None:
    assert [force for _, force, _ in told(SecretsFromEnvironment, text)] == ["commitment"]


def test_what_is_never_stored_does_not_make_an_order_of_where_it_comes_from() -> None:
    text = "The server:\n\n- Never stores tokens - they are passed via environment variables\n"
    assert [force for _, force, _ in told(SecretsFromEnvironment, text)] == ["commitment"]


def test_the_line_is_the_one_that_names_the_variables() -> None:
    text = "- Nothing is kept in the sources. All API keys are read\n  only from environment variables.\n"
    assert [line for line, _, _ in told(SecretsFromEnvironment, text)] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "The client expects the `ACME_API_KEY` environment variable.",
        "Tokens: environment variables only",
        "Each `*_PASSWORD` environment variable is optional.",
        "Credentials belong in environment variables.",
    ],
)
def test_a_plain_statement_need_only_name_the_variables_and_a_secret(text: str) -> None:
    assert [force for _, force, _ in told(SecretsFromEnvironment, text)] == ["commitment"]


def test_a_step_that_names_no_secret_says_nothing_of_where_they_come_from() -> None:
    text = "## After a leaked API key\n\n1. **Switch**: Replace environment variables\n"
    assert told(SecretsFromEnvironment, text) == []
