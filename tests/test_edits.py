from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import git
from upheld.edits import applied, diff
from upheld.lines import split_lines
from upheld.model import Edit


def edit(first: int, last: int, *lines: str) -> Edit:
    return Edit("SECURITY.md", first, last, lines)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([edit(2, 2, "B")], "a\nB\nc\n"),
        ([edit(1, 1, "A")], "A\nb\nc\n"),
        ([edit(3, 3, "C")], "a\nb\nC\n"),
        ([edit(1, 3, "x")], "x\n"),
        ([edit(2, 2)], "a\nc\n"),
        ([edit(2, 2, "B", "B2")], "a\nB\nB2\nc\n"),
        ([edit(2, 1, "x")], "a\nx\nb\nc\n"),
        ([edit(1, 0, "x")], "x\na\nb\nc\n"),
        ([edit(4, 3, "x")], "a\nb\nc\nx\n"),
        ([edit(1, 1, "A", "A2"), edit(3, 3, "C")], "A\nA2\nb\nC\n"),
        ([edit(3, 3, "C"), edit(1, 1, "A", "A2")], "A\nA2\nb\nC\n"),
        ([edit(2, 2, "B"), edit(2, 2, "B")], "a\nB\nc\n"),
        ([], "a\nb\nc\n"),
    ],
)
def test_lines_are_replaced(edits: list[Edit], expected: str) -> None:
    assert applied("a\nb\nc\n", edits) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(end: str) -> None:
    assert applied(f"a{end}b{end}c", [edit(2, 2, "B", "B2")]) == f"a{end}B{end}B2{end}c"


def test_new_lines_end_like_the_first_one() -> None:
    assert applied("a\r\nb\nc\n", [edit(2, 2, "B")]) == "a\r\nB\r\nc\n"


@pytest.mark.parametrize("character", ["\f", "\v", "\x1c", "\x85", "\u2028"])
def test_only_line_ends_end_a_line(character: str) -> None:
    assert applied(f"a{character}a\nb\n", [edit(2, 2, "B")]) == f"a{character}a\nB\n"


def test_a_last_line_that_is_replaced_ends_like_the_others() -> None:
    assert applied("a\nb", [edit(2, 2, "B")]) == "a\nB\n"


lines = st.lists(st.text(alphabet="abc |\f\x85", max_size=4), min_size=1, max_size=6)
ends = st.sampled_from(["\n", "\r\n"])


@given(lines, lines, ends, st.data())
@settings(deadline=None, derandomize=True, database=None)
def test_what_is_not_replaced_stays(before: list[str], new: list[str], end: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(before)))
    last = data.draw(st.integers(first, len(before)))
    after = split_lines(applied(end.join([*before, ""]), [edit(first, last, *new)]))

    assert after == [*before[: first - 1], *new, *before[last:], ""]


def test_a_diff_shows_the_lines_and_those_around_them() -> None:
    text = "".join(f"{number}\n" for number in range(1, 10))

    assert diff("SECURITY.md", text, [edit(5, 5, "five")]) == (
        "--- a/SECURITY.md\n+++ b/SECURITY.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    )


def test_a_diff_of_nothing_is_empty() -> None:
    assert diff("SECURITY.md", "a\n", []) == ""


@pytest.mark.parametrize(
    "text",
    [
        "a\nb\nc\n",
        "a\nb\nc",
        "a\nb",
        "a\r\nb\r\nc\r\n",
        "a\rb\rc\r",
        "a\fa\nb\x85b\nc\u2028c\n",
        "a\n" * 40 + "b\n" + "c\n" * 40,
    ],
)
def test_git_takes_the_diff(tmp_path: Path, text: str) -> None:
    file = tmp_path / "SECURITY.md"
    file.write_bytes(text.encode())
    edits = [edit(2, 2, "new", "lines")]

    git(tmp_path, "apply", stdin=diff("SECURITY.md", text, edits))

    assert file.read_bytes().decode() == applied(text, edits)
