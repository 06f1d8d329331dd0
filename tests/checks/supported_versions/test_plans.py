from pathlib import Path

import pytest

from making import TODAY, releases, statement
from upheld.coverage import coverage
from upheld.repository import Repository
from upheld_checks.supported_versions.plans import plans


def planned(folder: Path, text: str, *tags: str) -> list[list[tuple[str, bool]]]:
    """Return every plan for a text as words and support."""
    promise, nowhere = statement(text), Repository(folder)
    held = coverage(promise, releases(*tags), nowhere, TODAY)
    return [[(row.text, row.supported) for row in plan] for plan in plans(promise, held, nowhere)]


def table(*rows: str) -> str:
    return "| Version | Supported |\n|---|---|\n" + "".join(f"| {row} |\n" for row in rows)


@pytest.mark.parametrize(
    ("written", "latest", "expected"),
    [
        ("1.x", "v2.3.4", "2.x"),
        ("v1", "v2.3.4", "v2"),
        ("1.2", "v2.3.4", "2.3"),
        ("1.2.x", "v2.3.4", "2.3.x"),
        ("1.2.*", "v2.3.4", "2.3.*"),
        ("1.X.X", "v2.3.4", "2.X.X"),
        ("Widget 1.x", "v2.3.4", "Widget 2.x"),
        ("1.x (LTS)", "v2.3.4", "2.x"),
        ("1.2.3", "v2.3.4", "2.3.4"),
        ("v1.2.3", "v2.3.4", "v2.3.4"),
        ("1_2_x", "v2.3.4", "2_3_x"),
        ("2024.1", "2026.2", "2026.2"),
        ("1.2.3.4", "2.3.4.5", "2.3.4.5"),
        ("1.x (since 1.2)", "v2.3.4", "2.x"),
    ],
)
def test_a_new_series_is_spelled_like_the_old_one(tmp_path: Path, written: str, latest: str, expected: str) -> None:
    assert [(expected, True)] in planned(tmp_path, table(f"{written} | yes"), latest)


@pytest.mark.parametrize(
    ("rows", "tags", "expected"),
    [
        (("2.x | yes", "1.x | yes"), ("v1.0", "v2.0", "v3.0"), [("3.x", True), ("2.x", True)]),
        (("1.x | yes", "2.x | yes"), ("v1.0", "v2.0", "v3.0"), [("2.x", True), ("3.x", True)]),
        (("1.x | yes", "< 1 | no"), ("v1.0", "v3.0"), [("3.x", True), ("< 3", False)]),
        (("1.x | yes", "<= 0.9 | no"), ("v1.0", "v3.0"), [("3.x", True), ("< 3.0", False)]),
        (("1.x | yes", "older | no"), ("v1.0", "v3.0"), [("3.x", True), ("older", False)]),
        (
            ("1.x | yes", "0.x | no"),
            ("v0.1", "v1.0", "v2.0", "v3.0"),
            [("3.x", True), ("2.x", False), ("1.x", False), ("0.x", False)],
        ),
        (("9.x | yes", "1.x | yes"), ("v1.0", "v3.0"), [("3.x", True)]),
        ((">= 1, < 2 | yes",), ("v1.0", "v2.0"), [("2.0.x", True), (">= 1, < 2", True)]),
    ],
)
def test_as_many_series_are_supported_as_before(
    tmp_path: Path, rows: tuple[str, ...], tags: tuple[str, ...], expected: list[tuple[str, bool]]
) -> None:
    assert expected in planned(tmp_path, table(*rows), *tags)


def test_nothing_is_moved_where_a_supported_row_is_not_understood(tmp_path: Path) -> None:
    text = table("1.x | yes", "0.x | no", "Foo Inc. | yes")

    assert all(("2.x", True) not in plan for plan in planned(tmp_path, text, "v1.0", "v2.0"))


def test_nothing_is_moved_without_a_release(tmp_path: Path) -> None:
    assert [plan for plan in planned(tmp_path, table("1.x | yes")) if plan] == [[("1.x", True)]]


def test_the_last_plan_drops_what_was_never_released(tmp_path: Path) -> None:
    assert planned(tmp_path, table("9.x | yes", "1.x | yes"), "v1.0")[-1] == [("1.x", True)]


def test_items_and_sentences_keep_their_number(tmp_path: Path) -> None:
    text = "## Versions\n\n- 2.x: supported\n- 1.x: supported\n- 0.x: unsupported\n"

    assert [("3.x", True), ("2.x", True), ("0.x", False)] in planned(tmp_path, text, "v0.1", "v1.0", "v2.0", "v3.0")
