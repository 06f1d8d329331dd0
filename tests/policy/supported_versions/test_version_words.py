import pytest

from upheld.policy.supported_versions.version_words import read_scope
from upheld.versions import (
    AnyOf,
    Between,
    Bound,
    Branch,
    Everything,
    Exact,
    Newest,
    NotReleased,
    OlderThan,
    Rest,
    Scope,
    Series,
    Version,
)


def at_least(*numbers: int) -> Bound:
    return Bound(numbers, inclusive=True)


def beyond(*numbers: int) -> Bound:
    return Bound(numbers, inclusive=False)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("7.x", (7,)),
        ("7.X.X", (7,)),
        ("v7", (7,)),
        ("V7.x", (7,)),
        ("7", (7,)),
        ("7.3", (7, 3)),
        ("v.7.3", (7, 3)),
        ("7.3.x", (7, 3)),
        ("7.3.*", (7, 3)),
        ("7.3.y", (7, 3)),
        ("7.3.1.x", (7, 3, 1)),
        ("version 7.3", (7, 3)),
        ("Release 7.3", (7, 3)),
        ("7.3 series", (7, 3)),
        ("7.3.x branch", (7, 3)),
        ("**7.3**", (7, 3)),
        ("`7.3.x`", (7, 3)),
        ("✅ 7.3.x", (7, 3)),
        (":rocket: 7.3.x", (7, 3)),
        ("7.3.x (LTS)", (7, 3)),
        ("7.x [notes]", (7,)),
        ("Widget 7.x", (7,)),
        ("24.04 LTS", (24, 4)),
        ("2025.10", (2025, 10)),
        ("2025.x", (2025,)),
        ("2025-10", (2025, 10)),
        ("0.9", (0, 9)),
    ],
)
def test_a_series_is_named_by_its_first_numbers(words: str, numbers: tuple[int, ...]) -> None:
    assert read_scope(words) == Series(numbers)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("7.3.1", (7, 3, 1)),
        ("v7.3.1", (7, 3, 1)),
        ("7.3.1.0", (7, 3, 1, 0)),
        ("=7.3.1", (7, 3, 1)),
        ("7.3.1 (current)", (7, 3, 1)),
        ("7.3.1-4", (7, 3, 1)),
        ("2025-10-07", (2025, 10, 7)),
    ],
)
def test_three_numbers_or_more_name_one_release(words: str, numbers: tuple[int, ...]) -> None:
    assert read_scope(words) == Exact(Version(numbers))


@pytest.mark.parametrize("words", [">= 7.3", ">=7.3", "≥ 7.3", "=> 7.3", "⩾7.3", ">= v7.3", ">= 7.3.x"])
def test_a_lower_bound_in_signs(words: str) -> None:
    assert read_scope(words) == Between(lower=at_least(7, 3))


@pytest.mark.parametrize(
    "words",
    [
        "7.3+",
        "7.3 +",
        "7.3 and later",
        "7.3 or newer",
        "7.3.x and above",
        "7.3 & up",
        "7.3 onwards",
        "from 7.3",
        "since v7.3",
        "starting with 7.3",
        "7.3 or higher",
    ],
)
def test_a_lower_bound_in_words(words: str) -> None:
    assert read_scope(words) == Between(lower=at_least(7, 3))


@pytest.mark.parametrize("words", ["> 7.3", "newer than 7.3", "later than 7.3", "above version 7.3", "after v7.3"])
def test_a_lower_bound_that_is_left_out(words: str) -> None:
    assert read_scope(words) == Between(lower=beyond(7, 3))


@pytest.mark.parametrize(
    "words",
    [
        "< 7.3",
        "<7.3.x",
        "before 7.3",
        "prior to 7.3",
        "older than v7.3",
        "below version 7.3",
        "earlier than 7.3",
        "under 7.3",
        "pre-7.3",
        "anything before 7.3",
        "all versions below 7.3",
        "versions prior to release 7.3",
    ],
)
def test_an_upper_bound_that_is_left_out(words: str) -> None:
    assert read_scope(words) == Between(upper=beyond(7, 3))


@pytest.mark.parametrize(
    "words",
    ["<= 7.3", "≤7.3", "=< 7.3.x", "7.3 and older", "7.3.x or earlier", "up to 7.3", "7.3 and below", "7.3 & prior"],
)
def test_an_upper_bound(words: str) -> None:
    assert read_scope(words) == Between(upper=at_least(7, 3))


@pytest.mark.parametrize(
    ("words", "lower", "upper"),
    [
        (">= 7.3, < 8", at_least(7, 3), beyond(8)),
        (">=7.3 <8", at_least(7, 3), beyond(8)),
        ("< 8, >= 7.3", at_least(7, 3), beyond(8)),
        ("> 7.3 and <= 8.1", beyond(7, 3), at_least(8, 1)),
        (">= 7.3 && < 8", at_least(7, 3), beyond(8)),
        ("7.3 - 8.1", at_least(7, 3), at_least(8, 1)),
        ("7.3.x – 8.1.x", at_least(7, 3), at_least(8, 1)),
        ("7.3 to 8.1", at_least(7, 3), at_least(8, 1)),
        ("7.3 through 8.1", at_least(7, 3), at_least(8, 1)),
        ("v7.3.0-v8.1.4", at_least(7, 3, 0), at_least(8, 1, 4)),
        ("7.3..8.1", at_least(7, 3), at_least(8, 1)),
    ],
)
def test_a_range_with_two_ends(words: str, lower: Bound, upper: Bound) -> None:
    assert read_scope(words) == Between(lower, upper)


@pytest.mark.parametrize(
    ("words", "lower", "kept"),
    [
        ("^7.3", at_least(7, 3), at_least(7)),
        ("^7.3.2", at_least(7, 3, 2), at_least(7)),
        ("^0.3.2", at_least(0, 3, 2), at_least(0, 3)),
        ("^0.3", at_least(0, 3), at_least(0, 3)),
        ("~7.3.2", at_least(7, 3, 2), at_least(7, 3)),
        ("~> 7.3", at_least(7, 3), at_least(7)),
        ("~> 7.3.2", at_least(7, 3, 2), at_least(7, 3)),
    ],
)
def test_a_compatible_range_stays_within_its_series(words: str, lower: Bound, kept: Bound) -> None:
    assert read_scope(words) == Between(lower, kept)


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("latest", Newest()),
        ("Latest", Newest()),
        ("the latest release", Newest()),
        ("Most recent version", Newest()),
        ("current", Newest()),
        ("newest release", Newest()),
        ("latest stable", Newest()),
        ("latest/stable", Newest()),
        ("latest (7.3.1)", Newest()),
        ("Latest release (v7.3.1)", Newest()),
        ("7.latest", Newest((7,))),
        ("v7.3.latest", Newest((7, 3))),
        ("7.x.latest", Newest((7,))),
        ("latest 7.x", Newest((7,))),
        ("latest 7.3.x release", Newest((7, 3))),
        ("latest major version", Newest(parts=1)),
        ("Latest minor release", Newest(parts=2)),
        ("latest minor release of 7.x", Newest((7,), parts=2)),
        ("two latest major versions", Newest(parts=1, count=2)),
        ("last 3 minor releases", Newest(parts=2, count=3)),
        ("latest two releases", Newest(count=2)),
        ("previous major version", Newest(parts=1, skip=1)),
        ("Previous minor", Newest(parts=2, skip=1)),
        ("latest and previous minor version", Newest(parts=2, count=2)),
    ],
)
def test_the_newest_in_words(words: str, scope: Scope) -> None:
    assert read_scope(words) == scope


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("older", OlderThan()),
        ("Older versions", OlderThan()),
        ("all prior versions", OlderThan()),
        ("Any earlier release", OlderThan()),
        ("previous releases", OlderThan()),
        ("legacy versions", OlderThan()),
        ("anything older", OlderThan()),
        ("older 7.x versions", OlderThan(within=(7,))),
        ("< latest", OlderThan(Newest())),
        ("older than the latest", OlderThan(Newest())),
        ("< 7.latest", OlderThan(Newest((7,)))),
        ("others", Rest()),
        ("All other versions", Rest()),
        ("everything else", Rest()),
        ("the rest", Rest()),
        ("all", Everything()),
        ("*", Everything()),
        ("any version", Everything()),
        ("All releases", Everything()),
        ("x.x.x", Everything()),
    ],
)
def test_what_is_left_in_words(words: str, scope: Scope) -> None:
    assert read_scope(words) == scope


@pytest.mark.parametrize(
    ("words", "branch"),
    [
        ("main", Branch("main")),
        ("`master`", Branch("master")),
        ("main branch", Branch("main")),
        ("the trunk branch", Branch("trunk")),
        ("develop", Branch("develop")),
        ("main (rolling)", Branch("main")),
        ("release/7.x", Branch("release/7.x")),
        ("maintenance/old-line", Branch("maintenance/old-line")),
        ("hotfix branch", Branch("hotfix")),
        ("default branch", Branch("")),
        ("HEAD", Branch("")),
        ("the tip", Branch("")),
        ("nightly branch", Branch("nightly")),
        ("dev", Branch("dev", certain=False)),
        ("next", Branch("next", certain=False)),
    ],
)
def test_a_branch_by_name(words: str, branch: Branch) -> None:
    assert read_scope(words) == branch


@pytest.mark.parametrize(
    "words",
    [
        "unreleased",
        "in development",
        "Nightly builds",
        "pre-releases",
        "alpha/beta/rc",
        "8.0.0-rc1",
        "8.0-SNAPSHOT",
        "8.x (beta)",
        "8.0 (in development)",
        "Upcoming 8.x",
    ],
)
def test_what_is_not_released(words: str) -> None:
    assert isinstance(read_scope(words), NotReleased)


@pytest.mark.parametrize("words", ["6.x, 7.x", "6.x / 7.x", "6.x and 7.x", "6.x & v7", "6 or 7", "6.x; 7.x"])
def test_several_series_at_once(words: str) -> None:
    assert read_scope(words) == AnyOf((Series((6,)), Series((7,))))


@pytest.mark.parametrize(
    "words",
    ["", "   ", "n/a", "—", "see the wiki", "TBD", "everywhere", "7.NN.z", "1" * 301],
)
def test_words_that_name_no_versions_are_not_understood(words: str) -> None:
    assert read_scope(words) is None
