"""Sentences that name ranges, ends and several versions at once."""

from datetime import date
from pathlib import Path

import pytest

from making import releases, statement
from upheld.coverage import coverage
from upheld.policy.supported_versions.rows import Row
from upheld.repository import Repository
from upheld.versions import Between, Bound, Everything, Newest, OlderThan, Scope, Series


def rows(sentence: str) -> tuple[Row, ...]:
    return statement(f"# Security\n\n## Supported versions\n\n{sentence}\n").rows


def said(sentence: str) -> list[tuple[Scope | None, bool]]:
    return [(row.scope, row.support.supported) for row in rows(sentence)]


def span(lower: tuple[int, ...] | None, upper: tuple[int, ...] | None, *, inclusive: bool = True) -> Between:
    low, high = (Bound(numbers, inclusive) if numbers else None for numbers in (lower, upper))
    return Between(low, high)


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Versions >= 3.1 receive security updates.", span((3, 1), None)),
        ("Versions 3.1 and above are supported.", span((3, 1), None)),
        ("Version 3.1.4 and later get security fixes.", span((3, 1, 4), None)),
        ("Versions newer than 3.1 are supported.", span((3, 1), None, inclusive=False)),
        ("Versions from 3.1 on are supported.", span((3, 1), None)),
        ("Releases 3.1 onwards are supported.", span((3, 1), None)),
        ("Versions 3.1 through 3.8 are supported.", span((3, 1), (3, 8))),
        ("Versions 3.1 to 3.8 are maintained.", span((3, 1), (3, 8))),
        ("Versions up to 3.8 receive security fixes.", span(None, (3, 8))),
        ("All versions are supported.", Everything()),
        ("Any version is actively maintained.", Everything()),
    ],
)
def test_a_range_is_promised_fixes(sentence: str, scope: Scope) -> None:
    assert said(sentence) == [(scope, True)]


@pytest.mark.parametrize(
    "denied",
    [
        "Versions prior to 3.0 are not supported.",
        "Versions before 3.0 are unsupported.",
        "Releases older than v3.0 get no security fixes.",
        "Versions below 3.0 are no longer supported.",
        "Versions < 3.0 are not supported.",
    ],
)
def test_what_lies_below_is_denied_and_not_the_version_that_is_named(denied: str) -> None:
    below = span(None, (3, 0), inclusive=False)

    assert said(f"Version 3.x is supported. {denied}") == [(Series((3,)), True), (below, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Version 3.x is supported; 2.x and older versions are not supported.",
        "Version 3.x is supported, while 2.x and earlier releases receive no fixes.",
        "Version 3.x is supported, but 2.x and previous versions are unsupported.",
    ],
)
def test_a_version_that_is_denied_with_all_before_it_is_not_promised_fixes(sentence: str) -> None:
    assert [scope for scope, supported in said(sentence) if supported] == [Series((3,))]


def test_what_is_promised_before_a_denial_stays_promised() -> None:
    assert said("We support 3.x and older versions are not supported.") == [
        (Series((3,)), True),
        (OlderThan(), False),
    ]


@pytest.mark.parametrize("within", ["of the", "of", "in the", "from the"])
def test_the_latest_of_a_series_is_not_the_latest_of_all(within: str) -> None:
    sentence = f"The latest release {within} 2.x series is supported."

    assert Newest() not in [scope for scope, _ in said(sentence)]


def test_a_series_whose_latest_release_is_supported_does_not_cover_a_newer_one(tmp_path: Path) -> None:
    promise = statement("## Supported versions\n\nThe latest release of the 2.x series is supported.\n")
    found = releases("v2.0.0", "v3.0.0")
    held = coverage(promise, found, Repository(tmp_path), date(2026, 6, 1))

    assert held.of(found.versions[-1], supported=True) == ()


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("Version 2.x is supported until 2026-12-31.", date(2026, 12, 31)),
        ("Version 2.x gets security fixes until the end of June 2026.", date(2026, 6, 30)),
        ("We support 2.x through 31.12.2026.", date(2026, 12, 31)),
        ("Version 2.x is supported until 3.0 is released.", None),
        ("Version 2.x is supported.", None),
    ],
)
def test_a_sentence_may_name_the_last_day(sentence: str, until: date | None) -> None:
    row = rows(sentence)[0]

    assert (row.scope, row.support.until) == (Series((2,)), until)


def test_the_last_day_counts_for_its_own_clause() -> None:
    sentence = "Version 2.x is supported until 2026-01-31, while 3.x is supported."

    assert [row.support.until for row in rows(sentence)] == [date(2026, 1, 31), None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Security fixes arrive in less than 2 days in the latest release.",
        "Issues scored above 7.0 by CVSS score of 7.0 are fixed in the latest release.",
    ],
)
def test_other_measures_are_no_versions(sentence: str) -> None:
    assert (Newest(), True) in said(sentence)
    assert not any(isinstance(scope, Between) and scope.upper for scope, _ in said(sentence))
