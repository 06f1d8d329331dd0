"""Gem::Version, whose documentation has the first rows."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered


@pytest.mark.parametrize(
    "versions",
    [
        "1.0.a10 1.0.b1 1.0.b2 1.0",
        "0.9 1.0.a.2 1.0.b1 1.0 1.9 1.9.1 1.10",
        "1.A 1.a 1.a.1 1.b 1",
        "1.0.0-1 1.0.0.rc1 1.0.0",
        "1-a.1 1-0.a.1 1-0 1.0",
        "1.a.0.b 1.a 1.a.0.0.1 1.a.0.1 1.a.1",
        "5.2.4.rc1 5.2.4 5.2.4.1 5.2.4.99999999999999999999 5.2.5",
        "1.0.a1b 1.0.a1 1.0.a1.1 1.0.a2",
    ],
)
def test_versions_are_ordered(versions: str) -> None:
    assert_ascending("RubyGems", versions)


@pytest.mark.parametrize(
    "versions",
    ["1 1.0 1.0.0 01", "1.a 1.0.a 1.0.0.a.0", "1.a1 1.a.1 1.0.a1.0", "1-2 1.pre.2 1.0.pre2", "1-a-b 1.pre.a.pre.b"],
)
def test_spellings_of_one_version_are_equal(versions: str) -> None:
    assert_equal("RubyGems", versions)


@pytest.mark.parametrize("text", ["", "v1", "a.1", "1..2", "1.", "1beta", "1.0_1", "1.0+x", ">= 1", "1.0 java", "1-"])
def test_other_texts_have_no_order(text: str) -> None:
    assert_unordered("RubyGems", text)
