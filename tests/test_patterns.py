"""Patterns that wait for their first use."""

import re

import pytest

from upheld.patterns import pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    lantern = pattern(r"(?P<word>lan)tern", re.IGNORECASE)

    assert lantern.sub(r"\g<word>d", "Lantern") == "Land"
    assert lantern.fullmatch("lantern oil") is None
    assert [match["word"] for match in lantern.finditer("lantern, LANTERN")] == ["lan", "LAN"]


def test_a_pattern_that_is_wrong_is_told_at_its_first_use() -> None:
    wrong = pattern("(")

    with pytest.raises(re.error):
        wrong.search("")
