"""Versions in their ecosystem's order, for the tests of each scheme."""

from itertools import combinations

import pytest

from upheld.ecosystems import UnorderedVersionError, version_key


def compare(ecosystem: str, left: str, right: str) -> str:
    """Return the sign that stands between two versions; each comparison has to agree with it."""
    key = version_key(ecosystem)
    assert key is not None
    one, other = key(left), key(right)
    assert (one <= other, one >= other, one != other) == (not one > other, not one < other, not one == other)  # noqa: SIM201 - each operator is asked
    if one == other:
        assert hash(one) == hash(other)
        return "="
    assert one < other or one > other
    return "<" if one < other else ">"


def assert_ascending(ecosystem: str, versions: str) -> None:
    """Expect each version, of those with blanks between them, to come before all that follow."""
    wrong = [
        f"{left} {sign} {right}"
        for left, right in combinations(versions.split(), 2)
        if (sign := compare(ecosystem, left, right)) != "<" or compare(ecosystem, right, left) != ">"
    ]
    assert wrong == []


def assert_equal(ecosystem: str, versions: str) -> None:
    """Expect all versions to be the same, and each to be itself."""
    texts = versions.split()
    assert {compare(ecosystem, left, right) for left in texts for right in texts} == {"="}


def assert_unordered(ecosystem: str, text: str) -> None:
    """Expect a text to have no place in the order, and the error to name its beginning."""
    key = version_key(ecosystem)
    assert key is not None
    with pytest.raises(UnorderedVersionError) as caught:
        key(text)
    assert repr(text[:20])[1:-1] in str(caught.value)
    assert len(str(caught.value)) < 200
