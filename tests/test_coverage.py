from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import TODAY, git, releases, repository, statement
from upheld.coverage import Coverage, branch_exists, coverage
from upheld.repository import Repository
from upheld.versions import Between, Bound, Branch, Version, covered

TAGS = ("v1.0.0", "v1.4.0", "v1.4.2", "v2.0.0", "v2.1.0", "v3.0.0")


def held(folder: Path, text: str, *tags: str, today: date = TODAY) -> Coverage:
    """Hold a text against tags, in a folder without git."""
    return coverage(statement(text), releases(*(tags or TAGS)), Repository(folder), today)


def covers(found: Coverage) -> list[tuple[str, list[str]]]:
    return [(each.row.text, [str(version) for version in sorted(each.versions)]) for each in found.rows]


def table(*rows: str, titles: str = "Version | Supported") -> str:
    return f"| {titles} |\n|{'---|' * (titles.count('|') + 1)}\n" + "".join(f"| {row} |\n" for row in rows)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.x", ["1.0.0", "1.4.0", "1.4.2"]),
        ("1.4", ["1.4.0", "1.4.2"]),
        ("1.4.0", ["1.4.0"]),
        ("9.x", []),
        ("< 1.4", ["1.0.0"]),
        ("<= 1.4", ["1.0.0", "1.4.0", "1.4.2"]),
        (">= 2.1", ["2.1.0", "3.0.0"]),
        ("> 2", ["3.0.0"]),
        (">= 1.4, < 3", ["1.4.0", "1.4.2", "2.0.0", "2.1.0"]),
        ("1.latest", ["1.4.2"]),
        ("latest", ["3.0.0"]),
        ("latest minor", ["3.0.0"]),
        ("two latest major versions", ["2.0.0", "2.1.0", "3.0.0"]),
        ("last 2 minor releases", ["2.1.0", "3.0.0"]),
        ("previous major version", ["2.0.0", "2.1.0"]),
        ("latest 1.x", ["1.4.2"]),
        ("1.x, 2.x", ["1.0.0", "1.4.0", "1.4.2", "2.0.0", "2.1.0"]),
        ("nightly builds", []),
    ],
)
def test_what_a_row_covers_among_the_releases(tmp_path: Path, words: str, expected: list[str]) -> None:
    assert covers(held(tmp_path, table(f"{words} | yes"))) == [(words, expected)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("3.x | yes", "older | no"), ["1.0.0", "1.4.0", "1.4.2", "2.0.0", "2.1.0"]),
        (("2.x | yes", "older | no"), ["1.0.0", "1.4.0", "1.4.2"]),
        (("latest | yes", "all prior versions | no"), ["1.0.0", "1.4.0", "1.4.2", "2.0.0", "2.1.0"]),
        (("3.x | yes", "2.x | no", "others | no"), ["1.0.0", "1.4.0", "1.4.2"]),
        (("latest | yes", "all others | no"), ["1.0.0", "1.4.0", "1.4.2", "2.0.0", "2.1.0"]),
        (("9.x | yes", "older | no"), []),
    ],
)
def test_the_last_row_speaks_of_the_rows_above_it(tmp_path: Path, rows: tuple[str, ...], expected: list[str]) -> None:
    assert covers(held(tmp_path, table(*rows)))[-1][1] == expected


def test_the_rest_is_what_no_other_row_names_even_below(tmp_path: Path) -> None:
    assert covers(held(tmp_path, table("others | no", "3.x | yes", "2.x | yes")))[0][1] == ["1.0.0", "1.4.0", "1.4.2"]


def test_a_row_of_another_table_is_not_above(tmp_path: Path) -> None:
    text = f"## Server\n\n{table('3.x | yes', 'older | no')}\n## Client\n\n{table('1.4.x | yes', 'older | no')}"

    assert covers(held(tmp_path, text))[-1] == ("older", ["1.0.0"])


def test_a_row_of_a_package_covers_the_releases_of_that_package(tmp_path: Path) -> None:
    text = table("widget | 3.x | yes", "gadget | 7.x | yes", titles="Package | Version | Supported")

    assert covers(held(tmp_path, text, "v3.0.0", "gadget@7.1.0")) == [("3.x", ["3.0.0"]), ("7.x", ["7.1.0"])]


@pytest.mark.parametrize(
    ("today", "supported"), [(date(2026, 1, 1), True), (date(2026, 1, 31), True), (date(2026, 2, 1), False)]
)
def test_an_end_date_is_judged_on_the_day_of_the_run(tmp_path: Path, today: date, *, supported: bool) -> None:
    (row,) = held(tmp_path, table("3.x | until 2026-01-31"), today=today).rows

    assert row.supported is supported


@pytest.mark.parametrize(
    ("row", "never"),
    [
        ("9.x | yes", True),
        ("9.9.9 | yes", True),
        ("9.latest | yes", True),
        ("8.x, 9.x | yes", True),
        ("2.x, 9.x | yes", False),
        ("9.x | no", False),
        ("2.x | yes", False),
        (">= 9 | yes", False),
        ("latest | yes", False),
        ("nightly builds | yes", False),
        ("ask Foo Inc. | yes", False),
    ],
)
def test_a_supported_series_without_a_release_was_never_released(tmp_path: Path, row: str, *, never: bool) -> None:
    assert held(tmp_path, table(row, "1.x | no")).rows[0].never_released is never


@pytest.mark.parametrize(
    ("rows", "clash"),
    [
        (("1.4.x | yes", "1.x | no"), ["1.4.2"]),
        (("2.x | yes", "< 2.1 | no"), ["2.0.0"]),
        (("latest | yes", "3.x | no"), ["3.0.0"]),
        (("2.x | yes", "< 2.0 | no"), []),
        (("2.x | yes", "2.1.x | yes"), []),
        (("2.x | no", "2.1.x | no"), []),
    ],
)
def test_rows_that_say_the_opposite_of_one_release_contradict(
    tmp_path: Path, rows: tuple[str, ...], clash: list[str]
) -> None:
    assert [str(each.version) for each in held(tmp_path, table(*rows)).contradictions] == clash


def test_rows_of_different_packages_or_tables_do_not_contradict(tmp_path: Path) -> None:
    packages = table("widget | 2.x | yes", "gadget | 2.x | no", titles="Package | Version | Supported")
    tables = f"## Server\n\n{table('2.x | yes')}\n## Client\n\n{table('2.x | no')}"

    assert held(tmp_path, packages).contradictions == ()
    assert held(tmp_path, tables).contradictions == ()


def test_sentences_qualify_each_other_and_do_not_contradict(tmp_path: Path) -> None:
    text = "## Supported versions\n\nOnly version 2.x is supported. Version 2.0 is no longer supported.\n"

    assert held(tmp_path, text).contradictions == ()


def test_the_rows_that_cover_a_release_by_their_support(tmp_path: Path) -> None:
    found = held(tmp_path, table("3.x | yes", "2.x | no"))

    assert [each.row.text for each in found.of(Version((3, 0, 0)), supported=True)] == ["3.x"]
    assert [each.row.text for each in found.of(Version((2, 1, 0)), supported=False)] == ["2.x"]
    assert found.of(Version((1, 0, 0)), supported=True) == ()


def test_a_row_that_is_not_understood_may_cover_anything(tmp_path: Path) -> None:
    found = held(tmp_path, table("3.x | yes", "2.x | no", "ask Foo Inc. | yes", "ask Bar Inc. | no"))

    assert [each.row.text for each in found.uncertain] == ["ask Foo Inc."]


def branches(folder: Path) -> Repository:
    """Make a repository whose `main` contains v1.0.0 and v1.1.0, and whose `next` contains v2.0.0 as well."""
    made = repository(folder, {"a": "b"}, tags=["v1.0.0", "v1.1.0"], branches=["main"])
    git(folder, "checkout", "-q", "-b", "next")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Next")
    git(folder, "tag", "v2.0.0")
    git(folder, "checkout", "-q", "main")
    return Repository(made.root)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("main | yes", ["1.1.0"]),
        ("next branch | yes", ["2.0.0"]),
        ("default branch | yes", ["1.1.0"]),
        ("Main | yes", ["1.1.0"]),
        ("develop | yes", []),
        ("main | no", []),
    ],
)
def test_a_supported_branch_covers_the_newest_release_in_it(tmp_path: Path, row: str, expected: list[str]) -> None:
    found = coverage(statement(table(row)), releases("v1.0.0", "v1.1.0", "v2.0.0"), branches(tmp_path), TODAY)

    assert covers(found)[0][1] == expected
    assert not found.rows[0].unknown


def test_a_branch_in_a_shallow_clone_may_cover_anything(tmp_path: Path) -> None:
    origin = branches(tmp_path / "origin")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{origin.root}", "clone")
    found = coverage(statement(table("main | yes")), releases("v1.0.0"), Repository(tmp_path / "clone"), TODAY)

    assert [each.row.text for each in found.uncertain] == ["main"]


def test_the_rest_leaves_out_what_a_branch_covers(tmp_path: Path) -> None:
    text = table("main | yes", "others | no")
    found = coverage(statement(text), releases("v1.0.0", "v1.1.0", "v2.0.0"), branches(tmp_path), TODAY)

    assert covers(found) == [("main", ["1.1.0"]), ("others", ["1.0.0", "2.0.0"])]


def test_whether_a_branch_exists_can_be_told_yes_no_or_not_at_all(tmp_path: Path) -> None:
    origin = branches(tmp_path / "origin")
    git(tmp_path, "clone", "-q", "--single-branch", f"file://{origin.root}", "clone")

    assert branch_exists(Branch("next"), origin) is True
    assert branch_exists(Branch("gone"), origin) is False
    assert branch_exists(Branch("next"), Repository(tmp_path / "clone", offline=True)) is None
    assert branch_exists(Branch(""), origin) is True


numbers = st.lists(st.integers(0, 12), min_size=1, max_size=4).map(tuple)
pools = st.lists(st.builds(Version, numbers, st.integers(0, 2)), max_size=12)


@given(numbers, pools)
@settings(deadline=None, derandomize=True, database=None)
def test_below_and_from_a_version_on_part_all_releases_in_two(bound: tuple[int, ...], pool: list[Version]) -> None:
    below = covered(Between(upper=Bound(bound, inclusive=False)), pool)
    from_it_on = covered(Between(lower=Bound(bound, inclusive=True)), pool)

    assert below | from_it_on == set(pool)
    assert below & from_it_on == set()


@given(numbers, pools)
@settings(deadline=None, derandomize=True, database=None)
def test_up_to_and_beyond_a_version_part_all_releases_in_two(bound: tuple[int, ...], pool: list[Version]) -> None:
    up_to = covered(Between(upper=Bound(bound, inclusive=True)), pool)
    beyond = covered(Between(lower=Bound(bound, inclusive=False)), pool)

    assert up_to | beyond == set(pool)
    assert up_to & beyond == set()
