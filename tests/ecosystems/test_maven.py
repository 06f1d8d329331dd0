"""maven.apache.org/pom.html, "Version Order Specification"; for what it leaves open, ComparableVersion of Maven 3.9."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered, compare


@pytest.mark.parametrize(
    "versions",
    [
        "1-alpha 1-beta 1-milestone 1-rc 1-snapshot 1 1-sp 1-abc 1-xyz 1-1 1.1",
        "1.0-alpha-1 1.0-alpha-2 1.0-alpha-10 1.0-beta-1 1.0-SNAPSHOT 1.0 1.0-1 1.0.1",
        "1.foo 1-foo2 1-foo10 1-1 1.1",
        "1-alpha.1 1-beta.1",
        "1.0.0.X1 1.0.0-X2",
        "2.0.1 2.0.1-123 2.0.1.1",
        "2.0-1 2.0.1-xyz 2.0.2",
        "31.1-android 31.1-jre 32.0-android",
        "4.1.0.Beta1 4.1.0.CR1 4.1.0.Final 4.1.0.SP1 4.1.0.redhat-1 4.1.1.Final",
        "1.99999999 1.9999999999 1.99999999999999999999",
        "2.9.8 2.9.8.1 2.9.9 2.10.0",
    ],
)
def test_versions_are_ordered(versions: str) -> None:
    assert_ascending("Maven", versions)


@pytest.mark.parametrize(
    "versions",
    [
        "1 1.0 1.0.0 1-0 1.0-0 1-ga 1-final 1.0.RELEASE 1-GA 1. 1- 01",
        "1-alpha1 1-a1 1-alpha-1 1-ALPHA1 1.a1 1.0.0-a1 1alpha1",
        "1-rc1 1-cr1 1.CR1",
        "1-milestone3 1-m3 1m3",
        "1..1 1.0.1 1.00.01",
        "1-sp 1.0-SP 1.sp",
    ],
)
def test_spellings_of_one_version_are_equal(versions: str) -> None:
    assert_equal("Maven", versions)


def test_a_letter_is_short_for_a_stage_only_before_a_number() -> None:
    assert_ascending("Maven", "1-a1 1-alpha-2 1 1-a 1-b")


def test_a_qualifier_between_separators_takes_maven_round_in_a_circle() -> None:
    circle = ("1", "1.x.1", "1-alpha")

    assert [compare("Maven", *pair) for pair in zip(circle, circle[1:] + circle[:1], strict=True)] == ["<", "<", "<"]


@pytest.mark.parametrize(
    "text", ["", " ", "[1.0,2.0)", "${revision}", "1.0,1.1", "1/2", "1:2", "1.*", "1.0\n1", "1.é", "x" * 257]
)
def test_what_cannot_stand_in_a_pom_has_no_order(text: str) -> None:
    assert_unordered("Maven", text)
