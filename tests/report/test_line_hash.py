"""The hashes are those of github/codeql-action, whose own tests give the first values."""

import pytest

from upheld.lines import split_lines
from upheld.report.line_hash import line_hashes

LINES = ["alpha", "beta", "gamma", "", "beta"]


@pytest.mark.parametrize(
    ("text", "first"),
    [("", "c129715d7a2bc9a3:1"), (" a\nb\n  \t\tc\n d", "271789c17abda88f:1")],
)
def test_known_hashes(text: str, first: str) -> None:
    assert line_hashes(text)[0] == first


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert line_hashes(end.join(LINES)) == line_hashes("\n".join(LINES))


@pytest.mark.parametrize("text", ["al pha\nbeta\ngamma\n\nbeta", "\talpha\nbe\tta \n gamma\n\nbeta"])
def test_spaces_and_tabs_make_no_difference(text: str) -> None:
    assert line_hashes(text) == line_hashes("\n".join(LINES))


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\nb", "a\n\n\nb\n", "a\r\n\r\nb", "x\f\u2028y\nz", "é\n𝕍\n" * 60])
def test_every_line_has_a_hash(text: str) -> None:
    assert len(line_hashes(text)) == len(split_lines(text))


def test_equal_lines_are_numbered() -> None:
    same = line_hashes("same\n" * 150)

    assert same[0].partition(":")[0] == same[1].partition(":")[0]
    assert [each.partition(":")[2] for each in same[:3]] == ["1", "2", "3"]


def test_a_hash_changes_with_its_line_and_with_those_that_follow() -> None:
    before, after = line_hashes("one\ntwo\nthree"), line_hashes("one\ntwo\nother")

    assert all(old != new for old, new in zip(before, after, strict=True))


def test_a_hash_does_not_change_with_lines_above_or_far_below() -> None:
    tail = "x" * 100 + "\n"
    text = f"one\n{tail}two\n"

    assert line_hashes(f"above\n{text}")[1] == line_hashes(text)[0]
    assert line_hashes(f"{text}below\n")[0] == line_hashes(text)[0]
