import pytest

from secrets_made import HEXADECIMAL, letters
from upheld.secrets.placeholders import is_made_up, is_placeholder


@pytest.mark.parametrize(
    "value",
    [
        "your-api-key",
        "YOUR_SECRET_HERE_0123",
        "changeme",
        "change_me_please",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "xxxxxxxxxxxxxxxxxxxx",
        "sk-xxxx1234xxxx",
        "${API_KEY}",
        "$TOKEN",
        "{{ vault.password }}",
        "<your token>",
        "<password>",
        "%(password)s",
        "%PASSWORD%",
        "@db.password@",
        "#{secret}",
        "********",
        "abc...xyz",
        "ENC[AES256_GCM,data:x]",
        "op://vault/item/field",
        "insert-your-key",
        "not-a-real-token",
        "my_secret_key",
        "process.env.API_KEY",
        "0000000000000000",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "sha512-" + letters(40),
    ],
)
def test_what_stands_where_a_secret_would_is_a_placeholder(value: str) -> None:
    assert is_placeholder(value.encode())


@pytest.mark.parametrize("seed", range(60))
def test_what_is_drawn_by_chance_is_neither_a_placeholder_nor_made_up(seed: int) -> None:
    for alphabet in (None, HEXADECIMAL):
        value = letters(40, alphabet or HEXADECIMAL.upper() + "GHIJKLMNOPqrstuvwxyz", str(seed)).encode()
        assert not is_placeholder(value)
        assert not is_made_up(value)


@pytest.mark.parametrize(
    "value", ["1234567890abcdef1234567890abcdef", "abcd1234abcd1234abcd", "9876543210fedcba98765432", "x7Kx7Kx7Kx7K"]
)
def test_rows_and_repetitions_are_made_up(value: str) -> None:
    assert is_made_up(value.encode())


def test_a_value_that_documentation_prints_is_a_placeholder() -> None:
    printed = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6" + "IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="

    assert is_placeholder(printed.encode())
    assert not is_placeholder(printed.replace("E", "F").encode())
