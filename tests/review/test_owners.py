"""CODEOWNERS, as GitHub documents it: the last line that matches decides."""

from pathlib import Path

import pytest

from making import repository
from upheld.review.owners import owners_of
from upheld.review.record import Owned


def owners(tmp_path: Path, text: str, path: str, place: str = ".github/CODEOWNERS") -> str | None:
    made = repository(tmp_path / "repository", {place: text})
    found = owners_of([path], made)
    return " ".join(found[0].names) if found else None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("*", ["a", "a/b.py"], []),
        ("*.js", ["a.js", "x/y.js"], ["a.jsx", "js"]),
        ("SECURITY.md", ["SECURITY.md", "docs/SECURITY.md"], ["SECURITY.mdx", "ASECURITY.md"]),
        ("/SECURITY.md", ["SECURITY.md"], ["docs/SECURITY.md"]),
        ("/build/logs/", ["build/logs/a", "build/logs/b/c"], ["x/build/logs/a", "build/logs"]),
        ("docs/*", ["docs/a.md"], ["docs/build/a.md", "x/docs/a.md"]),
        ("apps/", ["apps/a", "x/apps/b/c"], ["apps"]),
        ("/apps/github", ["apps/github", "apps/github/x"], ["apps/githubs", "x/apps/github"]),
        ("**/logs", ["logs/x", "a/logs", "a/b/logs/c"], ["catalogs"]),
        ("/docs/**", ["docs/a", "docs/a/b"], ["docs2/a"]),
        ("/a/**/b.py", ["a/b.py", "a/x/y/b.py"], ["a/b.pyc", "b.py"]),
        ("lock?.json", ["lock1.json"], ["lock.json", "lock/.json"]),
        ("/src/a+(b).py", ["src/a+(b).py"], ["src/aab.py"]),
    ],
)
def test_a_pattern_means_what_github_says(tmp_path: Path, pattern: str, yes: list[str], no: list[str]) -> None:
    made = repository(tmp_path / "repository", {"CODEOWNERS": f"{pattern} @team\n"})

    assert [each.path for each in owners_of([*yes, *no], made)] == sorted(yes)


def test_the_last_line_that_matches_decides_even_where_it_names_nobody(tmp_path: Path) -> None:
    text = "* @all\n*.lock @deps @sec  # both\nnobody.lock\n"

    made = repository(tmp_path / "repository", {"CODEOWNERS": text})
    assert owners_of(["a.md", "b.lock", "nobody.lock"], made) == (
        Owned("a.md", ("@all",)),
        Owned("b.lock", ("@deps", "@sec")),
    )


def test_the_first_file_of_github_s_order_counts(tmp_path: Path) -> None:
    files = {"CODEOWNERS": "* @root\n", "docs/CODEOWNERS": "* @docs\n", ".github/CODEOWNERS": "* @github\n"}

    assert owners_of(["a"], repository(tmp_path / "r", files)) == (Owned("a", ("@github",)),)


def test_where_there_is_none_nobody_is_named(tmp_path: Path) -> None:
    assert owners_of(["a"], repository(tmp_path / "r", {"a": ""})) == ()


@pytest.mark.parametrize("text", ["* @x\n" * 2_001, "[Section] @x\n", "#* @x\n", "a*" * 400 + " @x\n", "\n\n"])
def test_what_is_too_much_or_no_rule_names_nobody(tmp_path: Path, text: str) -> None:
    assert owners(tmp_path, text, "a" * 200) is None
