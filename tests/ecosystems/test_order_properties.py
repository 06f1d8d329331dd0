"""What has to hold of every order, over versions and over texts that are none."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.ecosystems import LONGEST, UnorderedVersionError, version_key

SCHEMES = ("PyPI", "npm", "Go", "GitHub Actions", "Pub", "Packagist", "RubyGems", "Maven", "NuGet")
"""An ecosystem of each module."""

BEGIN = st.sampled_from(["0", "1", "1.0", "1.0.0", "v1.0.0", "1.0.1", "1.1.0", "1.0.0.0", "2024-01-02", "go1.21"])
NUMBER = st.sampled_from(["", "0", "1", "2", "10", "00", "01", "2147483648", "9" * 20])
STAGE = st.sampled_from(
    ["alpha", "a", "beta", "rc", "dev", "p", "x", "pre", "SNAPSHOT", "ga", "sp", "post", "", "0", "1"]
)
MARK = st.sampled_from([".", "-", "_", "+", "", "..", "-."])
VERSION = st.builds(
    lambda begin, rest: begin + "".join("".join(part) for part in rest),
    BEGIN,
    st.lists(st.tuples(MARK, STAGE, NUMBER), max_size=3),
)
TEXT = st.one_of(VERSION, st.text(max_size=20), st.text("01.-+_~vabrc:@!*", max_size=20))


def ordered(ecosystem: str, text: str) -> Any:
    key = version_key(ecosystem)
    assert key is not None
    try:
        return key(text)
    except UnorderedVersionError:
        return None


def assert_sorted(places: list[Any]) -> None:
    places.sort()
    for at, first in enumerate(places):
        assert all(first <= later and not later < first for later in places[at:])


@pytest.mark.parametrize("ecosystem", SCHEMES)
@given(texts=st.lists(TEXT, min_size=2, max_size=6))
def test_of_two_versions_one_comes_first_or_they_are_the_same(ecosystem: str, texts: list[str]) -> None:
    for left, right in product(texts, repeat=2):
        one, other = ordered(ecosystem, left), ordered(ecosystem, right)
        if one is None or other is None:
            continue
        assert [one < other, one == other, one > other].count(True) == 1
        assert (one < other, one == other, one > other) == (other > one, other == one, other < one)
        assert one == other or left != right
        assert one != other or hash(one) == hash(other)


@pytest.mark.parametrize("ecosystem", [each for each in SCHEMES if each != "Maven"])
@given(texts=st.lists(VERSION, min_size=3, max_size=8))
def test_what_comes_before_comes_before_all_that_follows(ecosystem: str, texts: list[str]) -> None:
    assert_sorted([place for text in texts if (place := ordered(ecosystem, text)) is not None])


@given(
    texts=st.lists(
        st.tuples(BEGIN, st.sampled_from(["", ".", "-"]), STAGE, NUMBER).map("".join), min_size=3, max_size=8
    )
)
def test_maven_goes_in_no_circle_where_a_qualifier_comes_last(texts: list[str]) -> None:
    assert_sorted([ordered("Maven", text) for text in texts])


@pytest.mark.parametrize("ecosystem", SCHEMES)
@pytest.mark.parametrize("text", ["1.", "1-", "9", "1a", "0-", ".1", "beta1", "2020", " "])
def test_a_text_is_read_up_to_its_bound_and_refused_beyond(ecosystem: str, text: str) -> None:
    ordered(ecosystem, "1.0.0-" + text * (LONGEST // len(text) - 3))
    assert ordered(ecosystem, "1.0.0" + text * 50_000) is None
    assert ordered(ecosystem, "1.0.0-" + text * 50_000 + "!") is None
