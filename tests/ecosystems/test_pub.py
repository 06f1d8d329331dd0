"""The package `pub_semver`: as semantic versions, except that build metadata counts."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered


def test_build_metadata_counts() -> None:
    assert_ascending("Pub", "1.0.0-a 1.0.0-a+1 1.0.0 1.0.0+1 1.0.0+2 1.0.0+10 1.0.0+10.1 1.0.0+a 1.0.1")
    assert_equal("Pub", "1.0.0+01 1.0.0+1 v1.0.0+1")


@pytest.mark.parametrize("text", ["1.0.0--1", "1.0.0-0x1f", "1.0.0+9999999999999999999", "1.0.0+-0x1"])
def test_what_dart_reads_as_another_number_has_no_order(text: str) -> None:
    assert_unordered("Pub", text)
