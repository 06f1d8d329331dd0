import pytest

from secrets_made import HEXADECIMAL, letters
from upheld.secrets.entropy import entropy, is_drawn, is_words


def test_entropy_is_in_bits_a_byte() -> None:
    assert entropy(b"") == 0
    assert entropy(b"aaaa") == 0
    assert entropy(b"abab") == pytest.approx(1)
    assert entropy(bytes(range(256))) == pytest.approx(8)


@pytest.mark.parametrize(
    "value",
    ["thisIsNoSecretAtAll", "configuration_handler_name", "PdfEncryptionKeySizeDefault", "tokens-for-the-other-server"],
)
def test_names_are_words(value: str) -> None:
    assert is_words(value.encode())
    assert not is_drawn(value.encode())


@pytest.mark.parametrize("seed", range(40))
def test_what_is_drawn_is_no_words(seed: int) -> None:
    for value in (letters(32, seed=str(seed)), letters(40, HEXADECIMAL, str(seed))):
        assert not is_words(value.encode())
        assert is_drawn(value.encode())
