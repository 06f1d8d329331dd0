import pytest

from making import document, statement
from upheld.edits import applied
from upheld_checks.supported_versions.plans import PlannedRow
from upheld_checks.supported_versions.rendering import rendered

TABLE = """
| Version | Supported          | Notes        |
| ------- | ------------------ | ------------ |
| 1.x     | :white_check_mark: | since 2024   |
| 0.x     | :x:                | out of use   |
"""


def written(text: str, *plan: tuple[int, str, bool], path: str = "SECURITY.md") -> str | None:
    """Return a text with a plan rendered into it: which row to write like, its words, its support."""
    promise, source = statement(text, path), document(text, path)
    rows = tuple(PlannedRow(promise.rows[like], words, supported) for like, words, supported in plan)
    edits = rendered(rows, promise, source)
    return applied(source.source, edits) if edits else None


@pytest.mark.parametrize(
    ("row", "words", "expected"),
    [
        ("| 1.x | yes |", "2.x", "| 2.x | yes |"),
        ("|1.x|yes|", "2.x", "|2.x|yes|"),
        ("| 1.x     | yes |", "10.x", "| 10.x    | yes |"),
        ("| 10.x | yes |", "2.x", "| 2.x  | yes |"),
        ("| 1.x | yes |", "2026.10.x", "| 2026.10.x | yes |"),
        ("1.x | yes", "2.x", "2.x | yes"),
        ("| `1.x` | yes |", "2.x", "| `2.x` | yes |"),
        ("| **1.x** | yes |", "2.x", "| **2.x** | yes |"),
        ("| **`1.x`** | yes |", "2.x", "| **`2.x`** | yes |"),
        ("| *1.x* | yes |", "2.x", "| *2.x* | yes |"),
        ("|  1.x\t| yes |", "2.x", "|  2.x\t| yes |"),
    ],
)
def test_a_cell_is_replaced_in_its_own_markup_and_width(row: str, words: str, expected: str) -> None:
    text = f"| Version | Supported |\n|---|---|\n{row}\n"

    assert written(text, (0, words, True)) == f"| Version | Supported |\n|---|---|\n{expected}\n"


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (":white_check_mark:", ":x:"),
        ("✅", "❌"),
        ("✔", "✘"),
        ("✓", "✗"),
        ("🟢", "🔴"),
        ("Yes", "No"),
        ("yes", "no"),
        ("Supported", "Unsupported"),
    ],
)
def test_a_mark_that_the_table_lacks_is_the_opposite_of_the_one_it_has(yes: str, no: str) -> None:
    head = "| Version | Supported |\n|---|---|\n"

    assert (written(f"{head}| 1.x | {yes} |\n", (0, "1.x", False)) or "").split("|")[-2].strip() == no
    assert (written(f"{head}| 1.x | {no} |\n", (0, "1.x", True)) or "").split("|")[-2].strip() == yes


def test_a_mark_that_the_table_has_is_taken_as_it_stands() -> None:
    text = "| Version | Supported |\n|---|---|\n| 1.x | **Yes**, gladly |\n| 0.x | sadly no |\n"

    assert written(text, (0, "2.x", True), (0, "1.x", False)) == (
        "| Version | Supported |\n|---|---|\n| 2.x | **Yes**, gladly |\n| 1.x | sadly no        |\n"
    )


def test_what_is_told_of_another_series_is_left_out_and_words_stay() -> None:
    assert written(TABLE, (0, "2.x", True), (1, "1.x", False)) == (
        TABLE.lstrip("\n")
        .replace("| 1.x     | :white_check_mark: | since 2024   |", "| 2.x     | :white_check_mark: |              |")
        .replace("| 0.x ", "| 1.x ")
    )


def test_a_plan_that_changes_nothing_needs_no_edit() -> None:
    assert written(TABLE, (0, "1.x", True), (1, "0.x", False)) is None


def test_a_plan_without_rows_is_no_edit() -> None:
    assert written(TABLE) is None


def test_a_mark_without_a_known_opposite_gives_no_edit() -> None:
    text = "| Version | Supported |\n|---|---|\n| 1.x | actively maintained |\n"

    assert written(text, (0, "2.x", True), (0, "1.x", False)) is None


def test_rulers_between_rows_are_kept_between_new_rows() -> None:
    text = (
        "V\n=\n\n+---------+-----------+\n| Version | Supported |\n+=========+===========+\n| 1.x     | yes       |\n"
    )
    text += "+---------+-----------+\n| 0.x     | no        |\n+---------+-----------+\n"

    new = written(text, (0, "2.x", True), (1, "1.x", False), (1, "0.x", False), path="SECURITY.rst")

    assert new is not None
    assert new.splitlines()[6:] == [
        "| 2.x     | yes       |",
        "+---------+-----------+",
        "| 1.x     | no        |",
        "+---------+-----------+",
        "| 0.x     | no        |",
        "+---------+-----------+",
    ]


def test_a_row_of_several_lines_is_written_whole() -> None:
    text = "V\n=\n\n.. list-table::\n   :header-rows: 1\n\n   * - Version\n     - Supported\n   * - 1.x\n     - yes\n"

    assert (written(text, (0, "2.x", True), path="SECURITY.rst") or "").endswith("   * - 2.x\n     - yes\n")


def test_words_in_a_list_are_replaced_where_they_stand() -> None:
    text = "## Versions\n\n- **1.x**: supported, unlike 0.x\n- 0.x: unsupported\n"

    assert written(text, (0, "2.x", True), (1, "0.x", False)) == text.replace("1.x", "2.x")
