"""Whether an advisory affects a version, and what fixes it, held against an oracle that tries every version."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.records import affected, events, record
from upheld.advisories.advisory import Advisory, Affected, Range
from upheld.advisories.matching import affects, affects_package, fixed_after, fixes_of
from upheld.advisories.record import advisory
from upheld.ecosystems import Package

VERSIONS = tuple(f"{major}.{minor}.0" for major in range(5) for minor in range(4))
LANTERN = Package("npm", "lantern", "1.1.0")


def entry(*stated: str, ecosystem: str = "npm", versions: tuple[str, ...] = ()) -> Affected:
    ranges = (Range(tuple((kind, version) for each in events(*stated) for kind, version in each.items())),)
    return Affected(ecosystem, "lantern", frozenset(versions), ranges if stated else ())


@pytest.mark.parametrize(
    ("stated", "inside", "outside"),
    [
        (("introduced 0", "fixed 1.2.0"), ["0.0.1", "1.1.9", "1.2.0-rc.1"], ["1.2.0", "2.0.0"]),
        (("introduced 1.0.0", "last_affected 1.2.0"), ["1.0.0", "1.2.0"], ["0.9.0", "1.2.1"]),
        (("introduced 1.0.0",), ["1.0.0", "99.0.0"], ["0.9.0", "1.0.0-rc.1"]),
        (
            ("introduced 0", "fixed 1.0.0", "introduced 2.0.0", "fixed 2.1.0"),
            ["0.9.0", "2.0.5"],
            ["1.0.0", "1.5.0", "2.1.0"],
        ),
        (
            ("fixed 2.1.0", "introduced 2.0.0", "fixed 1.0.0", "introduced 0"),
            ["0.9.0", "2.0.5"],
            ["1.0.0", "1.5.0", "2.1.0"],
        ),
        (
            ("introduced 2.0.0", "fixed 3.0.0", "introduced 1.0.0", "fixed 2.0.0"),
            ["1.0.0", "2.0.0", "2.9.0"],
            ["3.0.0"],
        ),
        (("introduced 1.0.0", "last_affected 1.0.0"), ["1.0.0"], ["1.0.1", "0.9.0"]),
        (("introduced 0", "limit 2.0.0"), ["1.9.0"], ["2.0.0", "3.0.0"]),
        (("introduced 0", "limit 1.0.0", "limit 2.0.0"), ["1.9.0"], ["2.0.0"]),
        (("introduced 0", "limit *"), ["99.0.0"], []),
    ],
)
def test_a_range_holds_what_lies_between_its_events(
    stated: tuple[str, ...], inside: list[str], outside: list[str]
) -> None:
    assert [affects(entry(*stated), each) for each in inside] == [True] * len(inside)
    assert [affects(entry(*stated), each) for each in outside] == [False] * len(outside)


def test_a_listed_version_is_affected_whatever_the_ranges_say() -> None:
    listed = entry("introduced 2.0.0", versions=("1.0.0-odd one", "1.5.0"))

    assert [affects(listed, each) for each in ("1.5.0", "1.0.0-odd one", "1.4.0", "2.0.0")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("listed", "version"),
    [("1.0", "1.0.0"), ("2020.6.20", "2020.06.20"), ("1.0rc1", "1.0-RC.1"), ("v1.0", "1"), ("0!1.0", "1")],
)
def test_a_listed_version_may_be_spelled_otherwise(listed: str, version: str) -> None:
    assert affects(entry(ecosystem="PyPI", versions=(listed,)), version) is True


def test_a_version_built_elsewhere_has_the_vulnerabilities_of_its_release() -> None:
    public = entry("introduced 1.0", "last_affected 2.0", ecosystem="PyPI", versions=("0.5",))

    assert [affects(public, each) for each in ("2.0+cu118", "0.5+cpu", "2.1+cpu")] == [True, True, False]
    assert affects(entry("introduced 0", "fixed 2.0+mended", ecosystem="PyPI"), "2.0+mended") is False


@pytest.mark.parametrize(
    ("version", "stated", "verdict"),
    [
        ("two", ("introduced 0", "fixed 1.0"), None),
        ("two", ("introduced 0",), True),
        ("1.5", ("introduced 0", "fixed 2019-09-12b"), None),
        ("1.5", ("introduced 0", "fixed 1.0", "introduced 3.0", "fixed somewhen"), False),
        ("0.5", ("introduced 0", "fixed 1.0", "introduced 3.0", "fixed somewhen"), True),
        ("1.5", ("introduced somewhen", "fixed 1.0"), False),
        ("0.5", ("introduced somewhen", "fixed 1.0"), None),
        ("0.5", ("fixed somewhen", "introduced 0"), None),
        ("2019-09-12b", ("introduced 0", "fixed 2019-09-12b"), False),
        ("1." + "1" * 5000, ("introduced 0", "fixed 1.0"), None),
    ],
)
def test_what_cannot_be_ordered_is_never_taken_for_clean(
    version: str, stated: tuple[str, ...], *, verdict: bool | None
) -> None:
    assert affects(entry(*stated, ecosystem="PyPI"), version) is verdict


def test_an_ecosystem_whose_order_is_not_known_has_its_listed_versions() -> None:
    listed = Affected("Nowhere", "lantern", frozenset({"1"}), (Range((("introduced", "1"), ("fixed", "2"))),))

    assert [affects(listed, each) for each in ("1", "0", "2")] == [True, None, False]


def test_an_entry_without_versions_and_ranges_says_nothing() -> None:
    assert affects(Affected("npm", "lantern"), "1.0.0") is None
    assert affects(Affected("npm", "lantern", versions=frozenset({"2.0.0"})), "1.0.0") is False


def test_an_advisory_affects_the_packages_that_it_names_and_a_withdrawn_one_none() -> None:
    entries = (affected("lantern", "introduced 0", "fixed 1.0.0"), affected("lantern", "introduced 1.1.0"))
    about = advisory(record("G-1", *entries))

    assert affects_package(about, LANTERN) is True
    assert affects_package(about, LANTERN._replace(name="candle")) is False
    assert affects_package(about, LANTERN._replace(ecosystem="PyPI")) is False
    assert affects_package(about, LANTERN._replace(version="1.0.5")) is False
    assert affects_package(advisory(record("G-1", *entries, withdrawn="2026-03-01T00:00:00Z")), LANTERN) is False


def test_the_fixes_are_those_that_end_the_range_which_holds_the_version() -> None:
    about = advisory(
        record(
            "G-1",
            affected("lantern", "introduced 0", "fixed 0.9.1", "introduced 1.0.0", "fixed 1.1.4"),
            affected("lantern", "introduced 1.1.0", "fixed 1.1.3"),
            affected("lantern", "introduced 2.0.0", "fixed 2.3.0"),
            affected("candle", "introduced 0", "fixed 9.0.0"),
        )
    )

    # 1.1.3 ends one range and lies in another.
    assert fixes_of(about, LANTERN) == ("1.1.4", "2.3.0")
    assert fixes_of(about, LANTERN._replace(version="2.1.0")) == ("2.3.0",)


def test_an_advisory_without_fix_has_none() -> None:
    assert fixes_of(advisory(record("G-1", affected("lantern", "introduced 0", "last_affected 1.4.0"))), LANTERN) == ()
    assert fixes_of(advisory(record("G-1", affected("lantern", "introduced 0"))), LANTERN) == ()


def test_a_listed_version_outside_the_ranges_is_fixed_by_the_next_fix() -> None:
    about = advisory(record("G-1", affected("lantern", "introduced 2.0.0", "fixed 2.1.0", versions=["1.1.0"])))

    assert fixes_of(about, LANTERN) == ("2.1.0",)


def test_the_version_to_take_is_the_smallest_that_nothing_known_affects() -> None:
    first = advisory(record("G-1", affected("lantern", "introduced 0", "fixed 1.2.0")))
    second = advisory(record("G-2", affected("lantern", "introduced 1.2.0", "fixed 1.10.0")))
    withdrawn = advisory(record("G-3", affected("lantern", "introduced 0"), withdrawn="2026-03-01T00:00:00Z"))

    assert fixed_after([first, second, withdrawn], LANTERN) == "1.10.0"
    assert fixed_after([first], LANTERN) == "1.2.0"
    assert fixed_after([first, advisory(record("G-4", affected("lantern", "introduced 0")))], LANTERN) is None
    assert fixed_after([], LANTERN) is None


def test_a_fix_of_which_it_cannot_be_told_whether_it_is_affected_is_not_advised() -> None:
    first = advisory(
        record("G-1", affected("lantern", "introduced 0", "fixed 1.2.0", "introduced 1.3.0", "fixed somewhen"))
    )
    second = advisory(record("G-2", affected("lantern", "introduced 0", "fixed 1.4.0")))

    assert fixed_after([first, second], LANTERN) is None


def oracle(stated: list[tuple[int, int | None, str]], place: int) -> bool:
    """Tell by the places of versions whether a span holds one; spans are (first, end, what closes it)."""
    return any(
        first <= place and (end is None or (place < end if kind == "fixed" else place <= end))
        for first, end, kind in stated
    )


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[int, int | None, str]]:
    """Draw spans that do not touch."""
    places = sorted(draw(st.sets(st.integers(1, len(VERSIONS) - 1), min_size=1, max_size=8)))
    pairs = [places[i : i + 2] for i in range(0, len(places), 2)]
    return [
        (each[0], each[1] if len(each) > 1 else None, draw(st.sampled_from(["fixed", "last_affected"])))
        for each in pairs
    ]


def as_events(stated: list[tuple[int, int | None, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for first, end, kind in stated:
        found.append(("introduced", VERSIONS[first]))
        found += [(kind, VERSIONS[end])] if end is not None else []
    return found


@given(spans(), st.randoms(use_true_random=False))
def test_events_in_any_order_hold_what_the_oracle_says(
    stated: list[tuple[int, int | None, str]], chance: Random
) -> None:
    listed = as_events(stated)
    chance.shuffle(listed)
    about = Affected("npm", "lantern", ranges=(Range(tuple(listed)),))

    assert [affects(about, each) for each in VERSIONS] == [oracle(stated, place) for place in range(len(VERSIONS))]


@given(st.lists(spans(), min_size=1, max_size=3), st.integers(0, len(VERSIONS) - 1))
def test_a_version_to_take_is_clean_and_no_smaller_fix_is(
    stated: list[list[tuple[int, int | None, str]]], place: int
) -> None:
    known = [
        Advisory(f"G-{number}", affected=(Affected("npm", "lantern", ranges=(Range(tuple(as_events(each))),)),))
        for number, each in enumerate(stated)
    ]
    ends = {end for each in stated for _, end, kind in each if kind == "fixed" and end is not None and end > place}
    clean = sorted(end for end in ends if not any(oracle(each, end) for each in stated))

    found = fixed_after(known, Package("npm", "lantern", VERSIONS[place]))

    assert found == (VERSIONS[clean[0]] if clean else None)
