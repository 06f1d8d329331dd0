import pytest

from upheld.facts.settings.names import is_secret_name


@pytest.mark.parametrize(
    "name",
    "API_KEY OPENAI_API_KEY githubToken X-Api-Key Authorization AWS_SECRET_ACCESS_KEY POSTGRES_PASSWORD NPM_TOKEN "
    "SECRET_KEY_BASE DBPASSWORD TAVILY_KEY API_KEYS api_token personal-access-token GITHUB_PAT TOKEN GITLAB_TOKEN2 "
    "SLACK_BOT_TOKEN JWT_SECRET ENCRYPTION_KEY clientSecret db.password SESSION_SECRET NEXTAUTH_SECRET".split(),
)
def test_names_of_secrets_are_told_by_their_words(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    "PUBLIC_KEY STRIPE_PUBLISHABLE_KEY KEY_ID AWS_ACCESS_KEY_ID MAX_TOKENS TOKEN_LIMIT KEYBOARD KEY CACHE_KEY MONKEY "
    "PASSWORD_FILE SSH_KEY_PATH ACCESS_TOKEN_EXPIRE_MINUTES AUTH_PROVIDER DISABLE_AUTH SKIP_TOKEN REQUIRE_AUTH "
    "MAX_OUTPUT_TOKENS SORT_KEY restore-keys NEXT_PAGE_TOKEN COMPASS DATABASE_URL PRIMARY_KEY TOKENIZER PATH".split(),
)
def test_names_that_only_resemble_them_are_left(name: str) -> None:
    assert not is_secret_name(name)


def test_a_name_without_words_is_none() -> None:
    assert not is_secret_name("")
    assert not is_secret_name("1234")
