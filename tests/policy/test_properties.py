"""What holds of every text, however it is nested or broken: it is read, and places and quotes are those of the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import TODAY
from upheld.policy.dates import last_day
from upheld.policy.document import Block, Code, Document, Prose, Table
from upheld.policy.reading import read_document
from upheld.policy.supported_versions import SupportedVersions
from upheld.policy.supported_versions.support_words import read_support
from upheld.policy.supported_versions.version_words import read_scope
from upheld.versions import Version, covered

ALWAYS_ALIKE = settings(deadline=None, derandomize=True, database=None)
RELEASED = [Version((0, 9)), Version((1, 4, 2)), Version((1, 10)), Version((2025, 10, 7, 1))]

words = st.sampled_from(
    "1.x 1.4.2 v2 <1.0 >= 1.2 latest older main ✅ ❌ :x: yes no until 2026-06-30 Version Supported only receives fixes"
    " a. | || --- === - * 1. > # ## ` ``` ~~~ ** _ [ ]( <b> <table> <tr> <td> </td> </table> <!-- --> <h2> &lt; .. :: :- +---+ │"
    " list-table:: \\| \t \x0b \x0c \u2028 \u0085 \ufeff \ufffd é 𝕍 \u0660".split(" ")
)
line_ends = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"])
indentation = st.sampled_from(["", "", "", "  ", "    ", "> ", "- ", "   - "])
table_rows = st.builds("| {} | {} |".format, words, words)
lines = st.one_of(
    table_rows,
    st.just("| Version | Supported |\n|---|---|"),
    st.just("## Supported versions\n"),
    st.lists(words, max_size=6).map(" ".join),
    st.lists(words, max_size=6).map("".join),
    st.text(max_size=20),
)
texts = st.lists(st.builds("{}{}{}".format, indentation, lines, line_ends), max_size=12).map("".join)
paths = st.sampled_from(["SECURITY.md", "SECURITY.rst", "SECURITY.txt", "SECURITY"])


@given(texts, paths)
@settings(ALWAYS_ALIKE, max_examples=400)
def test_any_text_is_read_and_its_places_are_in_the_file(source: str, path: str) -> None:
    document = read_document(path, source)
    last = len(document.source_lines)

    for block in document.blocks:
        assert all(1 <= line <= last for line in _lines_of(block))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _assert_frames_its_source(document, cell.line, cell.column, cell.end_column)


@given(texts, paths)
@settings(ALWAYS_ALIKE, max_examples=400)
def test_any_statement_quotes_the_file(source: str, path: str) -> None:
    document = read_document(path, source)
    (promise,) = SupportedVersions.read(document)

    assert promise.quote == (document.source_line(promise.location.line).strip() if promise.stated else "")
    for row in (*promise.rows, *promise.statements):
        assert 1 <= row.location.line <= row.end_line <= len(document.source_lines)
        assert row.text.strip()
        assert row.supported(TODAY) in {True, False}
        if row.location.end_column:
            _assert_frames_its_source(document, row.location.line, row.location.column, row.location.end_column)


@given(st.one_of(st.text(), st.lists(words, max_size=8).map(" ".join)))
@settings(ALWAYS_ALIKE, max_examples=500)
def test_any_words_are_read_or_refused(text: str) -> None:
    last_day(text)
    read_support(text)
    scope = read_scope(text)

    assert scope is None or covered(scope, RELEASED) <= set(RELEASED)


@pytest.mark.parametrize("path", ["SECURITY.md", "SECURITY.rst", "SECURITY.txt"])
@given(texts)
@settings(ALWAYS_ALIKE, max_examples=100)
def test_reading_twice_says_the_same(path: str, source: str) -> None:
    assert read_document(path, source).blocks == read_document(path, source).blocks


def _lines_of(block: Block) -> list[int]:
    match block:
        case Prose() | Code():
            return [block.line, *(line.number for line in block.lines)]
        case Table():
            return [block.line, *(line for row in block.rows for line in (row.line, row.end_line))]
        case _:
            return [block.line]


def _assert_frames_its_source(document: Document, line: int, column: int, end_column: int) -> None:
    source = document.source_line(line)
    framed = source[column - 1 : end_column - 1]

    assert 1 <= column <= end_column <= len(source) + 1
    assert framed == framed.strip(" \t")
