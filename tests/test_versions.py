from datetime import date

import pytest

from upheld.facts.tags import read_tag
from upheld.policy.dates import last_day
from upheld.policy.supported_versions.support_words import read_support
from upheld.policy.supported_versions.version_words import read_scope
from upheld.report.line_hash import line_hashes
from upheld.versions import Version, covered

RELEASED = [Version((1, 2, 0)), Version((1, 2, 6)), Version((1, 10)), Version((2, 0)), Version((2, 1, 3))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.x", ["1.2.0", "1.2.6", "1.10"]),
        ("v2", ["2.0", "2.1.3"]),
        ("`1.2`", ["1.2.0", "1.2.6"]),
        ("1.2.6", ["1.2.6"]),
        (">= 1.10, < 2.1", ["1.10", "2.0"]),
        ("<= 1.2", ["1.2.0", "1.2.6"]),
        ("> 1.2", ["1.10", "2.0", "2.1.3"]),
        ("latest", ["2.1.3"]),
        ("1.latest", ["1.10"]),
        ("Latest 1.x release", ["1.10"]),
        ("two most recent minor versions", ["2.0", "2.1.3"]),
        ("2.0 and later", ["2.0", "2.1.3"]),
        ("all versions", ["1.2.0", "1.2.6", "1.10", "2.0", "2.1.3"]),
        ("main branch", []),
        ("7.x (alpha)", []),
    ],
)
def test_words_cover_releases(words: str, expected: list[str]) -> None:
    scope = read_scope(words)

    assert scope is not None
    assert [str(version) for version in sorted(covered(scope, RELEASED))] == expected


@pytest.mark.parametrize("words", ["", "n/a", "see our website", "x" * 400, "4.NN.z"])
def test_other_words_are_not_understood(words: str) -> None:
    assert read_scope(words) is None


@pytest.mark.parametrize(
    ("tag", "version", "package"),
    [
        ("v1.2", "1.2", ""),
        ("release-1.2", "1.2", ""),
        ("pkg/v1.2.3", "1.2.3", "pkg"),
        ("@scope/pkg@1.2.3", "1.2.3", "@scope/pkg"),
        ("v.1.5", "1.5", ""),
        ("curl-7_80_0", "7.80.0", "curl"),
        ("rel-8-6-5", "8.6.5", ""),
        ("0.9.8.2", "0.9.8.2", ""),
        ("2.4.2.Final", "2.4.2", ""),
        ("v10.8.0-202504251110", "10.8.0", ""),
    ],
)
def test_tags_of_final_releases(tag: str, version: str, package: str) -> None:
    release = read_tag(tag)

    assert release is not None
    assert (str(release.version), release.package) == (version, package)


@pytest.mark.parametrize(
    "tag", ["v1.0.0-rc1", "v2-alpha-4", "archive/3.18", "1.0-SNAPSHOT", "v1.20-latest", "nightly-2024-01-01", "main"]
)
def test_tags_of_no_final_release(tag: str) -> None:
    assert read_tag(tag) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until 2026-06-30", date(2026, 6, 30)),
        ("23/06/2026", date(2026, 6, 23)),
        ("Jan 15, 2026", date(2026, 1, 15)),
        ("February 2028", date(2028, 2, 29)),
        ("2024H2", date(2024, 12, 31)),
        ("soon", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert last_day(text) == day


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        (":white_check_mark:", True),
        ("❌ No", False),
        ("⚠️ Security fixes only", True),
        ("End of life", False),
        ("Best effort", True),
        ("Development", False),
        ("until 2026-01-01", False),
        ("until 2026-12-31", True),
    ],
)
def test_support(text: str, *, supported: bool) -> None:
    support = read_support(text)

    assert support is not None
    assert support.at(date(2026, 6, 1)) is supported


def test_line_hashes_are_those_of_code_scanning() -> None:
    assert line_hashes("") == ["c129715d7a2bc9a3:1"]
    assert line_hashes(" a\nb\n  \t\tc\n d")[0] == "271789c17abda88f:1"
