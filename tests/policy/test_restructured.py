import pytest

from making import document, rows
from upheld.policy.document import Code, Prose, Table


def shown(text: str) -> list[tuple[str, int, str]]:
    return [(block.heading, block.line, block.text) for block in document(text, "SECURITY.rst").prose]


def test_sections_are_headings() -> None:
    text = """
        Security
        ========

        first

        Versions
        --------

        second
        """

    assert shown(text) == [("Security", 4, "first"), ("Versions", 9, "second")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**bold** and *thin*", "bold and thin"),
        ("``code`` here", "code here"),
        ("`link <https://example.org>`_ text", "link text"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_markup_leaves_only_its_words(markup: str, text: str) -> None:
    assert [words for _, _, words in shown(markup)] == [text]


def test_items_are_told_from_paragraphs() -> None:
    blocks = list(document("text\n\n- item\n\n  - inner\n\n#. numbered\n", "SECURITY.rst").prose)

    assert [(block.text, block.depth) for block in blocks] == [("text", 0), ("item", 1), ("inner", 2), ("numbered", 1)]


def test_the_same_words_twice_keep_their_own_lines() -> None:
    assert [line for _, line, _ in shown("same words\n\nother\n\nsame words\n")] == [1, 3, 5]


def test_a_literal_block_is_code() -> None:
    (prose, code) = document("see::\n\n  one\n  two\n", "SECURITY.rst").blocks

    assert isinstance(prose, Prose)
    assert isinstance(code, Code)
    assert [line.number for line in code.lines] == [3, 4]


def test_comments_are_not_read() -> None:
    assert shown("..\n  only a note\n\ntext\n") == [("", 4, "text")]


@pytest.mark.parametrize(
    "directive",
    [
        ".. include:: /etc/hostname",
        ".. raw:: html\n   :file: /etc/hostname",
        ".. csv-table::\n   :file: /etc/hostname",
        ".. literalinclude:: /etc/hostname",
    ],
)
def test_no_other_file_is_ever_read(directive: str) -> None:
    document_ = document(f"before\n\n{directive}\n\nafter\n", "SECURITY.rst")

    assert [block.text for block in document_.prose] == ["before", "after"]
    assert not [block for block in document_.blocks if isinstance(block, Table | Code)]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n===\n\ntext\n",
        "`unclosed\n\ntext\n",
        ".. unknown:: thing\n\ntext\n",
        "|missing|\n\ntext\n",
        "+---+\n| a\n\ntext\n",
        "====\n\ntext\n",
        ":unknown:`role`\n\ntext\n",
    ],
)
def test_mistakes_in_the_markup_lose_no_other_text(text: str) -> None:
    assert "text" in [words for _, _, words in shown(text)]


def test_a_list_table_has_one_cell_a_line() -> None:
    text = """
        .. list-table:: Releases
           :header-rows: 1

           * - Version
             - Supported
           * - 1.x
             - yes
        """
    (table,) = document(text, "SECURITY.rst").tables
    (row,) = table.rows

    assert [(cell.text, cell.line) for cell in row.cells] == [("1.x", 6), ("yes", 7)]
    assert (row.line, row.end_line) == (6, 7)


def test_a_cell_with_the_same_text_as_the_one_before_has_its_own_line() -> None:
    text = """
        ==========  =========
        Version     Supported
        ==========  =========
        1.x         yes
        11.x        yes
        1.x.y       yes
        ==========  =========
        """
    (table,) = document(text, "SECURITY.rst").tables

    assert [row.cells[0].line for row in table.rows] == [4, 5, 6]


def test_a_simple_table_without_a_header_is_read() -> None:
    assert rows("Versions\n--------\n\n===  ===\n1.x  yes\n0.x  no\n===  ===\n", "SECURITY.rst") == [
        ("1.x", True),
        ("0.x", False),
    ]


def test_an_item_that_an_indented_list_follows_keeps_its_text() -> None:
    text = """
        - Mail: team@widgets.test
            - We use a key.
        - Web: none
        """
    blocks = document(text, "SECURITY.rst").prose

    assert [(block.line, block.depth, block.text) for block in blocks] == [
        (1, 1, "Mail: team@widgets.test"),
        (2, 2, "We use a key."),
        (3, 1, "Web: none"),
    ]


def test_a_term_stands_above_its_definition() -> None:
    blocks = document("First answer\n  within two days\n\n| a line\n| of its own\n", "SECURITY.rst").prose

    assert [(block.line, block.depth, block.text) for block in blocks] == [
        (1, 0, "First answer"),
        (2, 1, "within two days"),
        (4, 0, "a line"),
        (5, 0, "of its own"),
    ]
