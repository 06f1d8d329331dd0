"""Ranges in which npm states vulnerable versions."""

import pytest

from upheld.facts.scanner_reports.npm_ranges import ends, holds


@pytest.mark.parametrize(
    ("stated", "inside", "outside"),
    [
        ("<4.17.12", "4.17.11", "4.17.12"),
        ("<=4.17.20", "4.17.20", "4.17.21"),
        (">=2.0.0 <2.1.3", "2.1.2", "2.1.3"),
        (">=2.0.0 <2.1.3", "2.0.0", "1.9.9"),
        ("<1.0.0 || >=2.0.0 <2.5.0", "2.4.9", "1.5.0"),
        ("1.0.0 - 1.4.0", "1.4.0", "1.4.1"),
        ("=3.0.0", "3.0.0", "3.0.1"),
        ("3.0.0", "3.0.0", "3.0.1"),
        ("<2.0.0", "2.0.0-beta.1", "2.0.0"),
        ("< 2.0.0", "1.0.0", "2.0.0"),
        (">1.0.0", "1.0.1", "1.0.0"),
    ],
)
def test_range_holds_what_it_says_and_nothing_else(stated: str, inside: str, outside: str) -> None:
    assert holds(stated, inside) is True
    assert holds(stated, outside) is False


@pytest.mark.parametrize("stated", ["*", "", "<1.0.0 || *"])
def test_star_holds_every_version(stated: str) -> None:
    assert holds(stated, "9.9.9") is True


@pytest.mark.parametrize("stated", ["^1.2.0", "~1.2", "1.x", "<2", "latest", "<1.0.0 and more", "<" * 3000])
def test_what_is_not_read_holds_nobody_knows_what(stated: str) -> None:
    assert holds(stated, "1.2.3") is None


def test_part_that_holds_is_enough_beside_one_that_is_not_read() -> None:
    assert holds("^9.0.0 || <2.0.0", "1.0.0") is True
    assert holds("^9.0.0 || <2.0.0", "3.0.0") is None


def test_version_that_cannot_be_ordered_is_in_no_range_for_certain() -> None:
    assert holds("<2.0.0", "git+https://example.invalid/x.git") is None


def test_fixes_are_where_parts_end() -> None:
    assert ends("<1.0.3 || >=2.0.0 <2.5.0 || <=3.0.0") == ("1.0.3", "2.5.0")
    assert ends("*") == ()
