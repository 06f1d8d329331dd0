"""learn.microsoft.com/nuget/concepts/package-versioning; for what it leaves open, NuGet.Versioning's VersionComparer."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered


@pytest.mark.parametrize(
    "versions",
    [
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.2 1.0.0-alpha.10 1.0.0-beta 1.0.0-rc.1 1.0.0 1.0.0.1-a 1.0.0.1 1.0.1",
        "1.0.0-alpha01 1.0.0-alpha1 1.0.0-alpha10 1.0.0-alpha2",
        "0.9 1.0 1.0.2147483647 1.1",
        "1.0.0--5 1.0.0-4 1.0.0-2147483647 1.0.0-- 1.0.0-2147483648 1.0.0-99999999999 1.0.0-a",
    ],
)
def test_versions_are_ordered(versions: str) -> None:
    assert_ascending("NuGet", versions)


@pytest.mark.parametrize(
    "versions", ["1 1.0 1.0.0 1.0.0.0 01.00", "1.0-BETA 1.0.0-beta 1.0-Beta+META", "1.0 1.0+a 1.0.0+b.1"]
)
def test_spellings_of_one_version_are_equal(versions: str) -> None:
    assert_equal("NuGet", versions)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v1.0",
        "1.0.0.0.0",
        "1.",
        ".1",
        "1.0-",
        "1.0+",
        "1.0-a..b",
        "1.0-01",
        "1.0-a.00+b",
        "2147483648",
        "1.0_a",
        "1.*",
    ],
)
def test_other_texts_have_no_order(text: str) -> None:
    assert_unordered("NuGet", text)
