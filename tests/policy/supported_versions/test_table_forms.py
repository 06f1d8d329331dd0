"""The same two rows in every form in which a table is written: each has to be read alike."""

from html import unescape

import pytest

from making import document, rows, statement

MARKDOWN = {
    "outer bars": """
        ## Supported versions

        | Version | Supported          |
        | ------- | ------------------ |
        | 3.x     | :white_check_mark: |
        | < 3.0   | :x:                |
        """,
    "no outer bars": """
        ## Supported versions

        Version | Supported
        --------|----------
        3.x     | yes
        < 3.0   | no
        """,
    "one outer bar": """
        ## Supported versions

        Version | Supported |
        ---|:-:|
        3.x | ✅ |
        < 3.0 | ❌ |
        """,
    "columns the other way round": """
        ## Supported versions

        | Supported | Version |
        | :-------: | ------- |
        | ✅        | 3.x     |
        | ❌        | < 3.0   |
        """,
    "columns between": """
        ## Supported versions

        | Code name | Released   | Version | Notes            | Supported |
        | --------- | ---------- | ------- | ---------------- | --------- |
        | Heron     | 2026-01-10 | 3.x     | the current line | yes       |
        | Egret     | 2021-05-02 | < 3.0   | please move      | no        |
        """,
    "markup in the cells": """
        ## Supported versions

        | Version                            | Supported |
        | ---------------------------------- | --------- |
        | **[3.x](https://example.org/three)** | *yes*     |
        | `< 3.0`                            | ~~no~~    |
        """,
    "without a heading": """
        Version | Gets security fixes
        --- | ---
        3.x | yes
        < 3.0 | no
        """,
    "in a block quote": """
        ## Supported versions

        > | Version | Supported |
        > | ------- | --------- |
        > | 3.x     | yes       |
        > | < 3.0   | no        |
        """,
    "in a list item": """
        ## Supported versions

        - For the library:

          | Version | Supported |
          | ------- | --------- |
          | 3.x     | yes       |
          | < 3.0   | no        |
        """,
    "status in words": """
        ## Release lines

        | Series | Status                |
        | ------ | --------------------- |
        | 3.x    | Active                |
        | < 3.0  | End of life           |
        """,
    "HTML": """
        ## Supported versions

        <table>
          <thead>
            <tr><th>Version</th><th>Supported</th></tr>
          </thead>
          <tbody>
            <tr><td>3.x</td><td>&#x2705;</td></tr>
            <tr><td>&lt; 3.0</td><td>&#x274C;</td></tr>
          </tbody>
        </table>
        """,
    "HTML over many lines": """
        ## Supported versions

        <table>
        <tr>
        <th>Version</th>
        <th>Supported</th>
        </tr>

        <tr>
        <td>
        <b>3.x</b>
        </td>
        <td>
        yes
        </td>
        </tr>
        <tr>
        <td>&lt; 3.0
        <td>no
        </table>
        """,
    "HTML without a header": """
        ## Supported versions

        <table><tr><td>3.x</td><td>yes</td></tr><tr><td>&lt; 3.0</td><td>no</td></tr></table>
        """,
    "drawn with box characters": """
        ## Supported versions

        ```
        ┌─────────┬───────────┐
        │ Version │ Supported │
        ├─────────┼───────────┤
        │ 3.x     │ ✓         │
        │ < 3.0   │ ✗         │
        └─────────┴───────────┘
        ```
        """,
    "drawn with ASCII": """
        ## Supported versions

            +---------+-----------+
            | Version | Supported |
            +=========+===========+
            | 3.x     | yes       |
            +---------+-----------+
            | < 3.0   | no        |
            +---------+-----------+
        """,
    "in a fence": """
        ## Supported versions

        ```text
        Version | Supported
        --------+----------
        3.x     | yes
        < 3.0   | no
        ```
        """,
    "without a delimiter row": """
        ## Supported versions

        | Version | Supported |
        | 3.x     | yes       |
        | < 3.0   | no        |
        """,
}
RESTRUCTURED = {
    "grid table": """
        Supported versions
        ==================

        +---------+-----------+
        | Version | Supported |
        +=========+===========+
        | 3.x     | yes       |
        +---------+-----------+
        | < 3.0   | no        |
        +---------+-----------+
        """,
    "simple table": """
        Supported versions
        ------------------

        =======  =========
        Version  Supported
        =======  =========
        3.x      ✅
        < 3.0    ❌
        =======  =========
        """,
    "list-table": """
        Supported versions
        ------------------

        .. list-table::
           :header-rows: 1
           :widths: 30 70

           * - Version
             - Supported
           * - 3.x
             - yes
           * - < 3.0
             - no
        """,
    "csv-table": """
        Supported versions
        ------------------

        .. csv-table::
           :header: "Version", "Supported"

           "3.x", "yes"
           "< 3.0", "no"
        """,
    "literal block": """
        Supported versions
        ------------------

        ::

          | Version | Supported |
          |---------|-----------|
          | 3.x     | yes       |
          | < 3.0   | no        |
        """,
    "markup in the cells": """
        Supported versions
        ------------------

        ===========  =========
        Version      Supported
        ===========  =========
        **3.x**      yes
        ``< 3.0``    *no*
        ===========  =========
        """,
}
PLAIN = {
    "bars": """
        SUPPORTED VERSIONS

        Version | Supported
        --------+----------
        3.x     | yes
        < 3.0   | no
        """,
    "ASCII": """
        Supported versions
        ==================

        +---------+-----------+
        | Version | Supported |
        +---------+-----------+
        | 3.x     | yes       |
        | < 3.0   | no        |
        +---------+-----------+
        """,
}
ALL = [
    pytest.param(text, path, id=f"{path}-{name}")
    for path, forms in (("SECURITY.md", MARKDOWN), ("SECURITY.rst", RESTRUCTURED), ("SECURITY.txt", PLAIN))
    for name, text in forms.items()
]


@pytest.mark.parametrize(("text", "path"), ALL)
def test_a_table_is_read_in_every_form(text: str, path: str) -> None:
    assert rows(text, path) == [("3.x", True), ("< 3.0", False)]
    assert statement(text, path).form == "table"


@pytest.mark.parametrize(("text", "path"), ALL)
def test_each_row_points_at_the_line_that_names_its_version(text: str, path: str) -> None:
    source = document(text, path)

    for row, wanted in zip(statement(text, path).rows, ("3.x", "3.0"), strict=True):
        assert wanted in source.source_line(row.location.line)


@pytest.mark.parametrize(("text", "path"), ALL)
def test_a_framed_cell_frames_its_own_source(text: str, path: str) -> None:
    source = document(text, path)

    for row in statement(text, path).rows:
        cell = row.version_cell
        assert cell is not None
        framed = source.source_line(cell.line)[cell.column - 1 : cell.end_column - 1]
        assert framed == framed.strip()
        assert framed == "" or row.text in unescape(framed)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("name", ["outer bars", "no outer bars", "drawn with box characters", "HTML"])
def test_line_ends_make_no_difference(name: str, end: str) -> None:
    source = document(MARKDOWN[name]).source

    assert rows(source.replace("\n", end)) == [("3.x", True), ("< 3.0", False)]
