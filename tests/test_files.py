"""Bytes to text, and how much of either is read."""

import pytest

from upheld.files import MAX_FILE_BYTES, UnreadableFileError, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("\ufeffa✅".encode("utf-16-le"), "a✅"),
        ("\ufeffa✅".encode("utf-16-be"), "a✅"),
        (b"caf\xe9", "caf\ufffd"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        (b"\xc0\x80", "\ufffd\ufffd"),
    ],
)
def test_bytes_become_text_without_a_mark_and_without_surrogates(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    "data", [b"a\0", "a".encode("utf-16-le"), "\ufeffa".encode("utf-32-le"), "\ufeffa\0".encode("utf-16-le")]
)
def test_a_nul_character_makes_a_file_binary(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.txt is binary, not text"):
        decode(data, "a.txt")


def test_the_largest_file_is_read_and_the_next_one_is_not() -> None:
    assert len(decode(b"a" * MAX_FILE_BYTES, "a.txt")) == MAX_FILE_BYTES
    with pytest.raises(UnreadableFileError, match=r"a\.txt has 5,242,881 bytes; at most 5,242,880 are read"):
        decode(b"a" * (MAX_FILE_BYTES + 1), "a.txt")
