import pytest

from making import rows, statement
from upheld.versions import Branch


@pytest.mark.parametrize(
    "title",
    ["Version", "Versions", "Release", "Series", "Release line", "Widget version", "Version range", "Branch", "Tag"],
)
def test_titles_of_a_version_column(title: str) -> None:
    assert rows(f"| {title} | Supported |\n|---|---|\n| 3.x | yes |\n| 2.x | no |\n") == [("3.x", True), ("2.x", False)]


@pytest.mark.parametrize(
    "title",
    [
        "Supported",
        "Supported?",
        "Support",
        "Support status",
        "Security fixes",
        "Security updates",
        "Receives security patches",
        "Status",
        "Maintained",
        "Maintenance",
        "Security support",
        "State",
        "",
    ],
)
def test_titles_of_a_support_column(title: str) -> None:
    assert rows(f"| Version | {title} |\n|---|---|\n| 3.x | ✅ |\n| 2.x | ❌ |\n") == [("3.x", True), ("2.x", False)]


def test_the_security_column_counts_where_there_are_several() -> None:
    text = """
        | Version | Bug fixes | New features | Security fixes |
        | ------- | --------- | ------------ | -------------- |
        | 3.x     | yes       | yes          | yes            |
        | 2.x     | no        | no           | yes            |
        | 1.x     | no        | no           | no             |
        """

    assert rows(text) == [("3.x", True), ("2.x", True), ("1.x", False)]


def test_an_end_date_beside_the_mark_ends_the_support() -> None:
    text = """
        | Version | Supported | End of life |
        | ------- | --------- | ----------- |
        | 3.x     | yes       | 2027-01-01  |
        | 2.x     | yes       | 2026-05-31  |
        | 1.x     | no        | 2029-01-01  |
        """

    assert rows(text) == [("3.x", True), ("2.x", False), ("1.x", False)]


@pytest.mark.parametrize(
    "title", ["Supported until", "End of life", "EOL", "Security support ends", "Maintained until"]
)
def test_an_end_date_alone_tells_support(title: str) -> None:
    text = f"| Version | {title} |\n|---|---|\n| 3.x | 2027-01-01 |\n| 2.x | 31 May 2026 |\n| 1.x | 02/2024 |\n"

    assert rows(text) == [("3.x", True), ("2.x", False), ("1.x", False)]


def test_an_end_date_tells_support_where_the_mark_is_not_understood() -> None:
    text = """
        | Version | Supported | End of life |
        | ------- | --------- | ----------- |
        | 3.x     | yes       | 2027-01-01  |
        | 2.x     | 42        | 2027-01-01  |
        | 1.x     | yes       | 2025-01-01  |
        | 0.x     | no        |             |
        """

    assert rows(text) == [("3.x", True), ("2.x", True), ("1.x", False), ("0.x", False)]


def test_the_security_end_date_counts_where_there_are_several() -> None:
    text = """
        | Version | Released   | Bug fixes until | Security fixes until |
        | ------- | ---------- | --------------- | -------------------- |
        | 3.x     | 2025-12-01 | 2026-12-01      | 2027-12-01           |
        | 2.x     | 2024-12-01 | 2025-12-01      | 2026-12-01           |
        | 1.x     | 2023-12-01 | 2024-12-01      | 2025-12-01           |
        """

    assert rows(text) == [("3.x", True), ("2.x", True), ("1.x", False)]


def test_a_release_date_is_no_end_date() -> None:
    text = """
        | Version | Release date | Supported |
        | ------- | ------------ | --------- |
        | 3.x     | 2020-01-01   | ✅        |
        | 2.x     | 2019-01-01   | ❌        |
        """

    assert rows(text) == [("3.x", True), ("2.x", False)]


def test_a_row_without_a_version_is_no_row_of_its_own() -> None:
    text = "| Version | Supported |\n|---|---|\n| 3.x | ✅ |\n|  | with all fixes |\n| 2.x | ❌ |\n"

    assert rows(text) == [("3.x", True), ("2.x", False)]


def test_a_row_whose_version_is_not_understood_is_kept_and_told() -> None:
    statement_ = statement("| Version | Supported |\n|---|---|\n| 3.x | ✅ |\n| ask Foo Inc. | ❌ |\n")

    assert [(row.text, row.scope is None) for row in statement_.rows] == [("3.x", False), ("ask Foo Inc.", True)]


def test_several_support_tables_are_all_read_and_told_apart() -> None:
    text = """
        ## Server

        | Version | Supported |
        | ------- | --------- |
        | 3.x     | yes       |

        ## Client

        | Version | Supported |
        | ------- | --------- |
        | 8.x     | yes       |
        | 7.x     | no        |
        """

    assert [(row.text, row.table) for row in statement(text).rows] == [("3.x", 0), ("8.x", 1), ("7.x", 1)]


def test_a_package_column_names_whom_the_row_is_about() -> None:
    text = """
        | Package     | Version | Supported |
        | ----------- | ------- | --------- |
        | widget-core | 3.x     | yes       |
        | widget-ui   | 1.x     | yes       |
        """

    assert [(row.package, row.text) for row in statement(text).rows] == [("widget-core", "3.x"), ("widget-ui", "1.x")]


def test_a_branch_column_of_its_own_is_kept_beside_the_version() -> None:
    text = """
        | Version | Branch | Supported |
        | ------- | ------ | --------- |
        | 3.x     | main   | yes       |
        | 2.x     | two    | yes       |
        """

    assert [(row.text, row.branch) for row in statement(text).rows] == [("3.x", "main"), ("2.x", "two")]


def test_a_word_in_a_column_of_branches_is_surely_a_branch() -> None:
    statement_ = statement("| Branch | Supported |\n|---|---|\n| main | yes |\n| next | yes |\n")

    assert [row.scope for row in statement_.rows] == [Branch("main"), Branch("next")]


@pytest.mark.parametrize(
    "cell", ["✅", ":white_check_mark:", "yes", "Supported", "Active", "Security fixes", "until 2027-01-01"]
)
@pytest.mark.parametrize("version", ["3.x", "v3", ">= 3.0, < 4", "3.latest", "latest", "2026.1", "3.1.4.1", "main"])
def test_any_support_cell_goes_with_any_version_cell(version: str, cell: str) -> None:
    text = f"| Version | Supported |\n|---|---|\n| {version} | {cell} |\n| older | no |\n"

    assert rows(text) == [(version, True), ("older", False)]


def test_a_table_that_is_too_long_is_told_and_not_read() -> None:
    body = "".join(f"| {number}.x | no |\n" for number in range(1001))
    statement_ = statement(f"| Version | Supported |\n|---|---|\n{body}")

    assert statement_.rows == ()
    assert len(statement_.too_long) == 1
    assert statement_.stated


def test_another_table_that_is_too_long_is_left_alone() -> None:
    body = "".join(f"| {number} | blue |\n" for number in range(1001))

    assert not statement(f"| Widget | Colour |\n|---|---|\n{body}").stated
