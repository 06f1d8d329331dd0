"""PEP 440, "Summary of permitted suffixes and relative ordering"."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered


@pytest.mark.parametrize(
    "versions",
    [
        "1.dev0 1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456",
        "1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.1.dev1",
        "2024.1 1!0.1 1!1.0",
        "1.9 1.10 1.10.0.1",
    ],
)
def test_versions_are_ordered_by_the_standard(versions: str) -> None:
    assert_ascending("PyPI", versions)


@pytest.mark.parametrize(
    "versions",
    ["1.0 1 1.0.0 v1.0 01.0", "1.0rc1 1.0.RC-1 1.0c1 1.0_pre1", "1.0.post1 1.0-1 1.0.rev1", "1.0+a.b 1.0+A_B"],
)
def test_spellings_of_one_version_are_equal(versions: str) -> None:
    assert_equal("PyPI", versions)


@pytest.mark.parametrize("text", ["2004d", "0.2.0-n653", "2019-09-12", "1.0-final2", "", "1.*", "1.0 beta", "9" * 300])
def test_versions_from_before_the_standard_have_no_order(text: str) -> None:
    assert_unordered("PyPI", text)
