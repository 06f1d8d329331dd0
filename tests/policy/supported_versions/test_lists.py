import pytest

from making import document, rows, statement
from upheld.versions import Branch, Series


def listed(*items: str, heading: str = "Supported versions", bullet: str = "-") -> str:
    lines = "".join(f"{bullet} {item}\n" for item in items)
    return f"# Security\n\n## {heading}\n\n{lines}"


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("3.x: supported", "2.x: unsupported"),
        ("3.x - supported", "2.x - end of life"),
        ("3.x – active", "2.x – not supported"),
        ("3.x — security fixes only", "2.x — EOL"),
        ("3.x (supported)", "2.x (unsupported)"),
        ("✅ 3.x", "❌ 2.x"),
        ("3.x ✅", "2.x ❌"),
        (":white_check_mark: 3.x", ":x: 2.x"),
        ("3.x :white_check_mark:", "2.x :x:"),
        ("**3.x**: yes", "**2.x**: no"),
        ("`3.x` → maintained", "`2.x` → retired"),
        ("3.x is supported", "2.x is no longer supported"),
        ("3.x, actively maintained", "2.x, deprecated"),
        ("3.x | supported", "2.x | unsupported"),
        ("✅ **3.x** - active", "❌ **2.x** - retired"),
        ("3.x: until 2027-01-01", "2.x: until 2026-01-01"),
    ],
)
def test_an_item_says_whether_its_version_is_supported(yes: str, no: str) -> None:
    assert rows(listed(yes, no)) == [("3.x", True), ("2.x", False)]
    assert statement(listed(yes, no)).form == "list"


@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "2)"])
def test_any_bullet_makes_a_list(bullet: str) -> None:
    assert rows(listed("3.x: supported", bullet=bullet)) == [("3.x", True)]


@pytest.mark.parametrize("path", ["SECURITY.md", "SECURITY.rst", "SECURITY.txt"])
def test_a_list_is_read_in_every_format(path: str) -> None:
    text = """
        Supported versions
        ==================

        - 3.x: supported
        - 2.x: not supported
        """

    assert rows(text, path) == [("3.x", True), ("2.x", False)]
    assert [row.location.line for row in statement(text, path).rows] == [4, 5]


@pytest.mark.parametrize(
    "heading", ["Supported Versions", "Versions", "Support", "Releases", "Maintained releases", "Life cycle"]
)
def test_headings_under_which_a_list_counts(heading: str) -> None:
    assert rows(listed("3.x: supported", heading=heading)) == [("3.x", True)]


@pytest.mark.parametrize(
    "heading", ["Version history", "Reporting", "Changelog", "Release notes", "Getting support", "Affected versions"]
)
def test_headings_under_which_a_list_is_about_something_else(heading: str) -> None:
    assert rows(listed("3.x: supported", "2.x: not supported", heading=heading)) == []


@pytest.mark.parametrize(
    "introduction",
    ["These versions get security fixes:", "We support the following releases:", "Currently maintained:"],
)
def test_bare_versions_are_supported_under_a_sentence_that_says_so(introduction: str) -> None:
    assert rows(f"## Versions\n\n{introduction}\n\n- 3.x\n- 2.x\n") == [("3.x", True), ("2.x", True)]


@pytest.mark.parametrize(
    "heading", ["Supported versions", "Supported", "Currently supported releases", "Maintained branches"]
)
def test_bare_versions_are_supported_under_a_heading_that_says_so(heading: str) -> None:
    assert rows(listed("3.x", "v2.4", heading=heading)) == [("3.x", True), ("v2.4", True)]


@pytest.mark.parametrize("heading", ["Unsupported", "Not supported", "No longer maintained versions"])
def test_bare_versions_are_not_supported_under_a_heading_that_denies_it(heading: str) -> None:
    text = listed("3.x", heading="Supported") + f"\n## {heading}\n\n- 2.x\n- 1.x\n"

    assert rows(text) == [("3.x", True), ("2.x", False), ("1.x", False)]


def test_a_sentence_before_a_list_outweighs_its_heading() -> None:
    text = "## Supported versions\n\nWe support:\n\n- 3.x\n\nNo longer supported:\n\n- 2.x\n\nOur history:\n\n- 1.x\n"

    assert rows(text) == [("3.x", True), ("2.x", False)]


def test_a_sentence_before_a_list_ends_with_its_section() -> None:
    text = "## Versions\n\nWe support these versions:\n\n- 3.x\n\n## Release plans\n\n- 4.x\n"

    assert rows(text) == [("3.x", True)]


def test_an_item_of_many_words_is_no_bare_version() -> None:
    assert rows(listed("3.x", "see our notes of release 2.0")) == [("3.x", True)]


@pytest.mark.parametrize("introduction", ["Download one of:", "History of our releases:", "Some notes."])
def test_bare_versions_say_nothing_by_themselves(introduction: str) -> None:
    assert rows(f"## Versions\n\n{introduction}\n\n- 3.x\n- 2.x\n") == []


@pytest.mark.parametrize(
    "introduction",
    ["These versions are not supported:", "The following releases no longer receive security fixes:", "Unsupported:"],
)
def test_bare_versions_are_not_supported_under_a_sentence_that_denies_it(introduction: str) -> None:
    assert ("3.x", True) not in rows(f"## Versions\n\n{introduction}\n\n- 3.x\n- 2.x\n")


@pytest.mark.parametrize(
    "items",
    [
        ("Email us: security@widget.example",),
        ("Describe the issue", "Wait for an answer"),
        ("Supported: ask us first",),
        ("We will answer within 3 days", "and fix it in 30"),
    ],
)
def test_items_that_name_no_version_are_no_rows(items: tuple[str, ...]) -> None:
    assert rows(listed(*items)) == []


def test_an_item_that_is_unreleased_and_supported_from_a_branch_denies_its_version() -> None:
    (row,) = statement(listed("v3: unreleased, fixes go to main branch only")).rows

    assert row.scope == Branch("main")
    assert row.denied == Series((3,))
    assert row.support.supported


def test_a_nested_list_belongs_to_its_headings() -> None:
    text = """
        # Security

        ## Supported versions

        - Server
          - 3.x: supported
          - 2.x: unsupported
        """

    assert rows(text) == [("3.x", True), ("2.x", False)]


def test_sentences_beside_a_list_are_kept_as_statements() -> None:
    text = listed("3.x: supported") + "\nOnly the latest release receives security fixes.\n"
    statement_ = statement(text)

    assert [row.text for row in statement_.rows] == ["3.x"]
    assert [row.text for row in statement_.statements] == ["latest"]


def test_a_table_outweighs_a_list() -> None:
    text = listed("3.x: supported") + "\n| Version | Supported |\n|---|---|\n| 4.x | yes |\n"

    assert rows(text) == [("4.x", True)]


def test_a_row_of_a_list_ends_on_its_last_line() -> None:
    text = "## Versions\n\n- 3.x: supported, and it will\n  be so for long\n- 2.x: no\n"
    lines = [(row.location.line, row.end_line) for row in statement(text).rows]

    assert lines == [(3, 4), (5, 5)]
    assert document(text).source_line(4) == "  be so for long"
