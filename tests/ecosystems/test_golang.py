"""go.dev/ref/mod, "Versions" and "Pseudo-versions"; for Go's own releases go.dev/doc/toolchain, "Go versions"."""

import pytest

from version_order import assert_ascending, assert_equal


@pytest.mark.parametrize(
    "versions",
    [
        "v0.0.0-20180101000000-aaaaaaaaaaaa v0.0.0-20191109021931-daa7c04131f5 v0.0.1",
        "v1.2.3 v1.2.4-0.20191109021931-daa7c04131f5 v1.2.4-rc.1 v1.2.4",
        "v1.2.4-rc.1 v1.2.4-rc.1.0.20191109021931-daa7c04131f5 v1.2.4-rc.2",
        "v2.0.0+incompatible v2.0.1+incompatible v3.0.0",
        "1.21rc2 1.21rc10 go1.21.0 1.21.1 go1.22rc1 1.22",
        "1.21beta1 1.21rc1 1.21",
        "1.20.7 1.21.0-0 1.21.0-rc.1 go1.21rc2 1.21.0-rc.3 1.21.0",
    ],
)
def test_modules_and_releases_are_ordered(versions: str) -> None:
    assert_ascending("Go", versions)


def test_a_leading_v_and_the_mark_of_an_incompatible_module_change_nothing() -> None:
    assert_equal("Go", "v2.1.0 2.1.0 v2.1.0+incompatible v2.1 v2.1.0+meta")


def test_a_release_of_go_is_the_one_that_its_vulnerability_database_names() -> None:
    assert_equal("Go", "go1.21rc2 1.21rc2 1.21.0-rc.2")
    assert_equal("Go", "go1.21 1.21 1.21.0 v1.21.0")
