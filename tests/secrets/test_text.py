import pytest

from upheld.secrets.text import text_of


def test_a_text_is_what_it_is() -> None:
    assert text_of(b"key: value\n") == b"key: value\n"
    assert text_of(b"") == b""
    assert text_of("größe".encode("latin-1")) == "größe".encode("latin-1")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert text_of("password = secret thing\n".encode(encoding)) == b"password = secret thing\n"


def test_a_mark_of_utf_16_is_read_from_either_end() -> None:
    assert text_of(b"\xfe\xff" + "key".encode("utf-16-be")) == b"key"


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\0\1", b"PK\3\4\0\0", bytes(range(256)) * 4, b"\0" * 100])
def test_a_binary_file_has_no_text(data: bytes) -> None:
    assert text_of(data) is None


def test_half_a_character_at_the_end_is_no_error() -> None:
    assert (text_of("abc".encode("utf-16") + b"x") or b"").startswith(b"abc")
