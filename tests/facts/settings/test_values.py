import pytest

from upheld.facts.settings import Given, Setting, Value, is_real
from upheld.facts.settings.references import Form
from upheld.facts.settings.values import has_password, value_of
from upheld.model import Location

DRAWN = "8f3Kc9Qd1xL27bT4w5Zm"


@pytest.mark.parametrize(
    "text", ["", '""', "  "],
)  # fmt: skip
def test_nothing_is_empty(text: str) -> None:
    assert value_of(text).given is Given.EMPTY
    assert value_of(None).given is Given.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "${TOKEN}", "$TOKEN", "${env:TOKEN}", "${input:token}", "${TOKEN:-}", "${TOKEN:?set it}", "${{ secrets.TOKEN }}",
        "{{ .Values.token }}", "Bearer ${TOKEN}", "postgres://app:${PASSWORD}@db/app", "{env:TOKEN}", "{token}", "%TOKEN%",
        "op://vault/item/field", "$(cat /run/token)", "ENC[AES256_GCM,data:abc,type:str]", "${TOKEN:-your-token}",
    ],
)  # fmt: skip
def test_what_comes_from_elsewhere_is_a_reference(text: str) -> None:
    assert value_of(text).given is Given.REFERENCE


@pytest.mark.parametrize(
    "text",
    [
        "your-token", "<token>", "sk-...", "xxx", "changeme", "REPLACE_ME", "replace_with_your_key", "Bearer YOUR_TOKEN",
        "glpat-xxxxxxxxxxxxxxxxxxxx", "whsec_...", "xoxb-your-token", "my_password", "Enter your token here please",
        "[token]", "...", "***", "paste-the-key-of-your-account",
    ],
)  # fmt: skip
def test_what_is_to_be_filled_in_is_a_placeholder(text: str) -> None:
    assert value_of(text).given is Given.PLACEHOLDER


@pytest.mark.parametrize("text", ["true", "8080", "none", "/run/secrets/token", "./key.pem", "https://example.com/a"])
def test_a_switch_a_number_a_file_and_an_address_are_plain(text: str) -> None:
    assert value_of(text).given is Given.PLAIN


@pytest.mark.parametrize(
    "text", ["postgres", "minioadmin", "test-secret-key-for-ci", "admin:admin", "${TOKEN:-postgres}", "supersecret",
             "postgres://postgres:postgres@db/app", "dev_only_key_12"],
)  # fmt: skip
def test_words_that_keep_nobody_out_are_guessable(text: str) -> None:
    assert value_of(text).given is Given.GUESSABLE


def test_the_name_of_a_setting_makes_a_guessable_value() -> None:
    assert value_of("ferret", name="FERRET_PASSWORD").given is Given.GUESSABLE
    assert value_of("ferret", name="DB_PASSWORD").given is Given.LITERAL


@pytest.mark.parametrize(
    "text",
    [
        DRAWN,
        f'"{DRAWN}"',
        f"Bearer {DRAWN}",
        f"${{TOKEN:-{DRAWN}}}",
        f"postgres://app:{DRAWN}@db/app",
        f"${{A}}{DRAWN}",
    ],
)
def test_what_looks_drawn_is_a_literal_wherever_it_hides(text: str) -> None:
    value = value_of(text)
    assert value.given is Given.LITERAL
    assert value.text == DRAWN
    assert is_real(value)


def test_a_password_of_somebody_is_a_literal_that_does_not_look_drawn() -> None:
    value = value_of("Kastanie7")
    assert value.given is Given.LITERAL
    assert not is_real(value)


def test_a_reference_that_the_reader_does_not_expand_is_foreign() -> None:
    assert value_of("$TOKEN", expands=frozenset({Form.BRACED})).given is Given.FOREIGN
    assert value_of("${TOKEN}", expands=frozenset()).given is Given.FOREIGN
    assert value_of("${TOKEN}", expands=frozenset({Form.BRACED})).given is Given.REFERENCE


def test_an_address_has_a_password_only_before_its_host() -> None:
    assert has_password("redis://:word@host")
    assert not has_password("https://host/a:b@c")
    assert not has_password("word")


def test_no_representation_shows_a_value() -> None:
    setting = Setting("TOKEN", value_of(DRAWN), Location(".env"), is_secret=True)
    assert DRAWN not in f"{setting!r} {setting} {setting.value!r}"
    assert DRAWN not in repr(Value(Given.LITERAL, DRAWN))


@pytest.mark.parametrize(
    "text",
    ["_" * 50_000, "a_" * 20_000, "${" * 20_000, "x://" * 10_000, "my-" * 20_000, "{{" * 20_000, "a:" * 20_000 + "@",
     "fill_" * 10_000, "$" * 50_000, "A1b" * 20_000, "%A" * 20_000, "`" * 30_000],
)  # fmt: skip
def test_hostile_values_are_read_to_a_bound(text: str) -> None:
    assert len(value_of(text, name=text).text) <= 4_000
