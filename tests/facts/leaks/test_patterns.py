"""Patterns of gitleaks' configurations: which are taken, and that none of those is slow."""

import pytest

from upheld.facts.leaks.patterns import quick


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"gitleaks\.toml", b"a/gitleaks.toml"),
        (r"(?i)\.(?:bmp|gif|jpe?g|png|svg)$", b"a/B.JPEG"),
        (r"(^|/)tests?/.*\.py$", b"src/tests/x.py"),
        (r"^\$[A-Z_]+$", b"$NAME"),
        (r"[a-z]{4}-example", b"test-example"),
        (r"(?P<word>fake)", b"fake"),
    ],
)
def test_patterns_that_are_quick_are_taken(pattern: str, text: bytes) -> None:
    found = quick(pattern)

    assert found is not None
    assert found.search(text)
    assert not found.search(b"something else")


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a|a)*b",
        r"(?:a*)*",
        r".*a.*b.*c",
        r"a{1,200}b{1,200}c{1,200}",
        r"(?=a)b",
        r"(?<!a)b",
        r"\p{Greek}",
        r"[[:alpha:]]",
        "(",
        "a" * 400,
    ],
)
def test_patterns_that_could_be_slow_or_are_not_understood_are_refused(pattern: str) -> None:
    assert quick(pattern) is None
