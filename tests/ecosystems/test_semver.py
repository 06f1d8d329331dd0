"""semver.org 2.0.0, section 11, whose example is the first row; the tools agree by benchmarks/versions.py."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered

SEMANTIC = ("npm", "crates.io", "Go", "Hex", "SwiftURL", "GitHub Actions", "Pub")


@pytest.mark.parametrize("ecosystem", SEMANTIC)
@pytest.mark.parametrize(
    "versions",
    [
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0",
        "1.0.0 2.0.0 2.1.0 2.1.1",
        "1.9.0 1.10.0 1.11.0",
        "1.0.0-1 1.0.0-2 1.0.0-10 1.0.0-2a 1.0.0-A 1.0.0-a",
        "1.0.0-0 1.0.0-0.0 1.0.0-a-b 1.0.0-ab 1.0.0",
        "0.0.0-0 0.0.0 0.0.1-a 0.0.1",
        "1.0.0-99999999999999998 1.0.0-99999999999999999 1.0.0-a",
        "1.2.99999999999999998 1.2.99999999999999999",
    ],
)
def test_precedence_is_that_of_the_specification(ecosystem: str, versions: str) -> None:
    assert_ascending(ecosystem, versions)


@pytest.mark.parametrize("ecosystem", ["npm", "crates.io", "Go", "Hex", "SwiftURL", "GitHub Actions"])
def test_build_metadata_has_no_part_in_the_order(ecosystem: str) -> None:
    assert_equal(ecosystem, "1.0.0 1.0.0+1 1.0.0+exp.sha.5114f85 1.0.0+001")
    assert_ascending(ecosystem, "1.0.0-a+9 1.0.0+1 1.0.1+0")


@pytest.mark.parametrize("ecosystem", ["npm", "crates.io", "Hex", "SwiftURL"])
def test_what_every_reader_takes_alike_is_read(ecosystem: str) -> None:
    assert_equal(ecosystem, "1.2.0 v1.2.0 1.2 01.2.0")
    assert_equal(ecosystem, "1 1.0 v1.0.0 1.0.0+x")


@pytest.mark.parametrize("ecosystem", ["npm", "crates.io", "Go", "Hex", "SwiftURL", "Pub"])
@pytest.mark.parametrize(
    "text",
    ["", "v", "latest", "1.2.3.4", "1.2.3beta", "1.2.3-", "1.2.3-a..b", "1.2.3+", "^1.2.3", "1.x", "1.2.3-ä", "1.٣.0"],
)
def test_other_texts_have_no_order(ecosystem: str, text: str) -> None:
    assert_unordered(ecosystem, text)


@pytest.mark.parametrize("text", ["v4", "4.1", "main", "v4-beta.1.2", "8f4b7f84864484a7bf31766abe9204da3cbe65b3"])
def test_an_action_is_ordered_by_full_versions_only(text: str) -> None:
    assert_unordered("GitHub Actions", text)
