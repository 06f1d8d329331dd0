"""getcomposer.org/doc/articles/versions.md and PHP's manual on version_compare, through composer/semver."""

import pytest

from version_order import assert_ascending, assert_equal, assert_unordered


@pytest.mark.parametrize(
    "versions",
    [
        "1.0-dev 1.0-alpha 1.0-alpha1 1.0-beta 1.0-beta2 1.0-beta10 1.0-RC1-dev 1.0-RC1 1.0 1.0-patch 1.0-p1 1.0.0.1",
        "6.3.0 6.3.0.1 6.3.1 6.10.0",
        "1.2-beta 1.2-beta.0 1.2-beta.1 1.2-beta.1.1",
        "v1.9.0 1.x-dev 2.0-dev 2.0",
        "1.2.5 1.2.x-dev 1.3.0-dev 1.3.x-dev 2.*-dev",
        "2024-01-31 2024.01.31 2024-02-01 2024-02-01-p1",
        "20100102 20100103",
        "1.0-STABLE 1.0-dev 1.0-stable",
    ],
)
def test_versions_are_ordered(versions: str) -> None:
    assert_ascending("Packagist", versions)


@pytest.mark.parametrize(
    "versions",
    [
        "1 1.0 1.0.0 1.0.0.0 v1.0 V1.0.0 1.0+build.5 1.0-stable 1.0@beta 1.0-",
        "1.0-RC1 1.0.0rc1 1.0.0-rc.1 1.0_RC-1",
        "1.0-b2 1.0b2 1.0-beta2 1.0.BETA.2",
        "1.0-p1 1.0pl1 1.0-patch1 1.0.0.0-PATCH1",
        "2.1.x-dev 2.1.*-dev v2.1.X-dev 2.1.x.x-dev",
        "2024-01-31 2024:01:31",
        "1.0.9223372036854775807 1.0.99999999999999999999",
    ],
)
def test_spellings_of_one_version_are_equal(versions: str) -> None:
    assert_equal("Packagist", versions)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dev-main",
        "dev-1.0",
        "main",
        "master",
        "1.0-foo",
        "1.0.x",
        "1.2.3.4.5",
        "1.0-RC1-dev-x",
        "1.0 as 2.0",
        "^1.0",
        "#1",
    ],
)
def test_branches_and_other_texts_have_no_order(text: str) -> None:
    assert_unordered("Packagist", text)
