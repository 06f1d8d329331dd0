from datetime import date

import pytest

from making import TODAY
from upheld.policy.supported_versions.support_words import is_mark, read_support


def supported(text: str) -> bool | None:
    said = read_support(text)
    return None if said is None else said.at(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "✅",
        "✔️",
        "✓",
        "☑️",
        "🟢",
        "👍",
        ":white_check_mark:",
        ":heavy_check_mark:",
        ":green_circle:",
        ":+1:",
        "✅ Yes",
        "Yes",
        "YES",
        "y",
        "true",
        "Supported",
        "Fully supported",
        "Active",
        "Actively maintained",
        "Active development",
        "Maintained",
        "Maintenance",
        "LTS",
        "Long-term support",
        "Security fixes only",
        "Critical fixes",
        "Security updates only",
        "Only critical patches",
        "⚠️ security fixes only",
        "🟡 Critical bugs only",
        "Limited",
        "Best-effort",
        "Current",
        "Stable",
        "Bug fixes and security fixes",
        "Ongoing",
    ],
)
def test_words_of_support(text: str) -> None:
    assert supported(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "❌",
        "✖️",
        "✗",
        "⛔",
        "🚫",
        "🔴",
        ":x:",
        ":no_entry:",
        ":red_circle:",
        "❌ No",
        "No",
        "n",
        "false",
        "-",
        "—",
        "N/A",
        "None",
        "Not supported",
        "Unsupported",
        "No longer supported",
        "no security fixes",
        "End of life",
        "End-of-Life",
        "EOL",
        "EoS",
        "Deprecated",
        "Discontinued",
        "Unmaintained",
        "Archived",
        "Retired",
        "Please upgrade",
        "⚠️ End of life",
        "🟡 Deprecated",
    ],
)
def test_words_of_no_support(text: str) -> None:
    assert supported(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "In development",
        "Planned",
        "Upcoming",
        "🚧",
        "🔜 soon",
        ":construction:",
        "Unreleased",
        "Beta",
        "Not yet released",
    ],
)
def test_what_is_only_planned_is_not_supported(text: str) -> None:
    assert supported(text) is False


@pytest.mark.parametrize("text", ["", " ", "3.1", "blue", "Widgets Ltd", "x" * 401])
def test_other_words_say_nothing_of_support(text: str) -> None:
    assert read_support(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-01",
        "until 2026-06-01",
        "Until June 2026",
        "Supported until 1 June 2026",
        "✅ until 01.06.2026",
        "EOL 2026-06-01",
        "Ends 2026-06-01",
        "Security fixes until 2026-06-01",
        "2026-06-01 (end of life)",
        "through Q2 2026",
        "End of support: June 2026",
    ],
)
def test_an_end_date_counts_up_to_that_day(text: str) -> None:
    said = read_support(text)

    assert said is not None
    assert said.at(date(2026, 6, 1))
    assert not said.at(date(2026, 7, 1))


@pytest.mark.parametrize(
    "text", ["❌ since 2024-01-01", "Ended 2027-01-01", "Unsupported since May 2024", "EOL reached on 2024-01-01"]
)
def test_a_date_that_has_passed_by_its_own_words_gives_no_support(text: str) -> None:
    assert supported(text) is False


@pytest.mark.parametrize("text", ["✅ since 2024-01-01", "Active since March 2024", "LTS since 2024"])
def test_the_day_on_which_support_began_is_no_end(text: str) -> None:
    assert supported(text) is True


@pytest.mark.parametrize("text", ["Until 3.0", "until 2.1.x is out", "supported until 3.0 is released"])
def test_support_until_a_version_has_no_end_date(text: str) -> None:
    said = read_support(text)

    assert said is not None
    assert said.supported
    assert said.until is None


def test_a_mark_outweighs_the_words_beside_it() -> None:
    assert supported("✅ (deprecated API removed)") is True
    assert supported("❌ fixes for sponsors only") is False


def test_a_legend_outweighs_what_a_mark_usually_means() -> None:
    legend = {"🔵": "end of life", "🟤": "security fixes only"}

    blue, brown = read_support("🔵", legend), read_support("🟤 ", legend)

    assert blue is not None
    assert not blue.supported
    assert brown is not None
    assert brown.supported


@pytest.mark.parametrize(("text", "expected"), [("yes", True), ("❌", False)])
def test_what_a_legend_does_not_name_means_what_it_usually_does(text: str, *, expected: bool) -> None:
    said = read_support(text, {"🔵": "end of life"})

    assert said is not None
    assert said.supported is expected


@pytest.mark.parametrize("text", ["✅", "✔️", ":x:", " :white_check_mark: ", "🟢", "⚠️"])
def test_one_mark_is_a_mark(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["", "x", "yes", "✅✅", ":x", "1", "-", ":not a shortcode:", "é"])
def test_anything_else_is_no_mark(text: str) -> None:
    assert not is_mark(text)
