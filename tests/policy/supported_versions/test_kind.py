from datetime import date

import pytest

from making import document, statement
from upheld.policy.supported_versions import SupportedVersions

TABLE = "| Version | Supported |\n| --- | --- |\n| 3.x | ✅ |\n"
LIST = "- 2.x: supported\n"
PROSE = "Only the latest release receives security fixes.\n"
HEAD = "# Security\n\n## Supported versions\n\n"


@pytest.mark.parametrize(
    ("text", "form"), [(TABLE, "table"), (LIST, "list"), (PROSE, "prose"), ("Write to us.\n", "none")]
)
def test_the_form_tells_how_the_policy_says_it(text: str, form: str) -> None:
    assert statement(HEAD + text).form == form


@pytest.mark.parametrize(
    ("text", "form"),
    [(TABLE + "\n" + LIST + "\n" + PROSE, "table"), (PROSE + "\n" + TABLE, "table"), (PROSE + "\n" + LIST, "list")],
)
def test_a_table_comes_before_a_list_before_sentences(text: str, form: str) -> None:
    assert statement(HEAD + text).form == form


def test_a_sentence_beside_a_table_is_a_statement_and_no_row() -> None:
    found = statement(f"{HEAD}{TABLE}\n{PROSE}")

    assert [row.text for row in found.rows] == ["3.x"]
    assert [row.text for row in found.statements] == ["latest"]


def test_the_quote_is_the_line_of_the_first_row() -> None:
    found = statement(HEAD + TABLE)

    assert found.quote == "| 3.x | ✅ |"
    assert found.location.line == 7


def test_the_header_stands_for_a_table_and_the_first_row_for_the_rest() -> None:
    assert statement(HEAD + TABLE).place.line == 5
    assert statement(HEAD + PROSE).place.line == 5


def test_one_statement_is_read_from_every_document() -> None:
    assert len(list(SupportedVersions.read(document("")))) == 1


@pytest.mark.parametrize(
    ("day", "supported"), [(date(2026, 5, 31), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)]
)
def test_a_row_with_an_end_date_is_judged_by_the_day(day: date, *, supported: bool) -> None:
    (row,) = statement("| Version | Supported |\n|---|---|\n| 3.x | until 2026-06-30 |\n").rows

    assert row.supported(day) is supported


@pytest.mark.parametrize("path", ["SECURITY", "security"])
@pytest.mark.parametrize("text", [HEAD + TABLE, "| Version | Supported |\n| --- | --- |\n| 3.x | yes |\n"])
def test_a_policy_without_a_suffix_is_read_by_its_looks(text: str, path: str) -> None:
    assert [row.text for row in statement(text, path).rows] == ["3.x"]
