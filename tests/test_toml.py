"""TOML that would stall or end a run is an error like any other."""

import pytest

from upheld.toml import read_toml_text


def test_a_document_is_read() -> None:
    assert read_toml_text("[project]\nversion = '1.2.3'\n") == {"project": {"version": "1.2.3"}}


@pytest.mark.parametrize(
    "text", ["= 1", f"a = {'1' * 5000}", "a." * 1001 + "b = 1", f"[{'a.' * 1001}b]"], ids=lambda text: text[:8]
)
def test_what_cannot_be_read_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_toml_text(text)
