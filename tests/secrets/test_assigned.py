import pytest

from secrets_made import HEXADECIMAL, found, letters

VALUE = letters(32, seed="value")
SECRET, PASSWORD = [("assigned-secret", "medium")], [("assigned-password", "medium")]


@pytest.mark.parametrize(
    "written",
    [
        'api_key = "{}"',
        "api_key={}",
        "API_KEY: {}",
        '"apiKey": "{}"',
        "'api-key' => '{}',",
        'apiKey := "{}"',
        'String apiKey = "{}";',
        'const val apiKey: string = "{}"',
        'setProperty("api.key", "{}")',
        'buildConfigField "String", "API_KEY", "\\"{}\\""',
        "<apiKey>{}</apiKey>",
        '<add key="ApiToken" value="{}" />',
        "- name: API_TOKEN\n  value: {}\n",
        "export CLIENT_SECRET='{}'",
        "ENV SERVICE_TOKEN={}",
        'if (token == "{}") {{',
        '{{"config": "API_TOKEN={}\\nX=1"}}',
        "https://host.net/?access_token={}&x=1",
    ],
)
def test_a_name_of_a_secret_with_a_drawn_value_is_to_be_looked_at(written: str) -> None:
    assert found(written.format(VALUE)) == SECRET


@pytest.mark.parametrize(
    "name",
    "public_key primaryKey foreign_key cache_key key_id keyName key_path tokenizer max_tokens next_page_token"
    " csrf_token author authority credentials_id secret_name secretRef keyboard monkey hashed_secret"
    " encrypted_key api_key_hash token_url".split(),
)
def test_other_names_mean_no_secret(name: str) -> None:
    assert found(f'{name} = "{VALUE}"') == []


@pytest.mark.parametrize(
    "value",
    [
        "process.env.API_KEY",
        "os.environ['KEY_NUMBER_1']",
        "config.get_string(key1)",
        "https://host.net/v1/keys/17",
        "/etc/ssl/private/key1.pem",
        "./keys/id_rsa_2048",
        "ConnectionTrafficSecrets",
        "SOME_CONSTANT_NAME_2",
        "some-kebab-case-name",
        "2024-01-31T12:00:00Z",
        "1234567890123456",
        "user1@company.net",
        "example-key-0123456789",
        "true_or_false_value",
    ],
)
def test_other_values_are_no_secrets(value: str) -> None:
    assert found(f'api_key = "{value}"') == []


@pytest.mark.parametrize(
    "line",
    [
        f'"integrity": "sha512-{letters(86)}==", "key": "{VALUE}"',
        f"ssh-rsa key={VALUE}",
        f"sha256 key={letters(64, HEXADECIMAL)}",
        f"github.com/a/auth v1.0.0 h1:{letters(43)}=",
        f"RUN --mount=type=secret,id=key1 key={VALUE}",
    ],
)
def test_a_line_of_digests_or_public_keys_holds_none(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    "written",
    [
        "pass~word = 'Tr0ub4dor!'",
        '"db_pass~word": "sunny-day-44"',
        "DB_PA~SS=gh7Zkq29",
        "pa~sswd: K9mm3-22x",
        'p~wd := "open$sesame"',
    ],
)
def test_a_name_of_a_password_with_a_value_is_to_be_looked_at(written: str) -> None:
    assert found(written.replace("~", "")) == PASSWORD


@pytest.mark.parametrize(
    "written",
    [
        'password = ""',
        "password: string",
        "password = getPassword()",
        "password = options.password",
        'password = "password"',
        'password: "${DB_PASSWORD}"',
        "password: changeme",
        "password_field = 'passwordField'",
        'passwordLabel: "Enter it"',
        "password = os.environ['X1']",
        'passwordMinLength: "12345"',
        "bypass = 'a1b2c3d4'",
        "pass_through: x12345678",
        "compass: 'n0rth-w3st'",
        "password=$1",
        "PASSWORD=<your password>",
    ],
)
def test_code_and_labels_are_no_passwords(written: str) -> None:
    assert found(written) == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (f"DD_API_KEY={letters(32, HEXADECIMAL)}", "datadog-key-by-name"),
        (f"cloudflare api token: {letters(40)}", "cloudflare-token-or-key-by-name"),
        (f"https://api.hunter.io/v2?api_key={letters(40, HEXADECIMAL)}", "hunter-key-by-name"),
    ],
)
def test_the_name_of_an_issuer_tells_what_a_value_is(written: str, rule: str) -> None:
    assert found(written) == [(rule, "medium")]


def test_the_name_of_an_issuer_begins_a_word_and_is_of_no_public_key() -> None:
    assert found(f"brooktable = {letters(32, HEXADECIMAL)}") == []
    assert found(f"algolia_public = {letters(32, HEXADECIMAL)}") == []
    assert found(f"datadog commit {letters(40, HEXADECIMAL)}") == []
