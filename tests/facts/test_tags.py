import pytest

from upheld.facts.tags import read_tag


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ("v3.1", "3.1"),
        ("3.1.4", "3.1.4"),
        ("V3.1.4", "3.1.4"),
        ("v3", "3"),
        ("3.1.4.1", "3.1.4.1"),
        ("v.3.1", "3.1"),
        ("r3.1", "3.1"),
        ("release-3.1", "3.1"),
        ("release/3.1.4", "3.1.4"),
        ("releases/v3.1.4", "3.1.4"),
        ("Release_3_1_4", "3.1.4"),
        ("REL_3_1", "3.1"),
        ("rel-3-1-4", "3.1.4"),
        ("version-3.1", "3.1"),
        ("ver3.1.4", "3.1.4"),
        ("tags/3.1.4", "3.1.4"),
        ("stable-3.1.4", "3.1.4"),
        ("v3_1_4", "3.1.4"),
        ("3.1.4.Final", "3.1.4"),
        ("3.1.4.RELEASE", "3.1.4"),
        ("3.1.4-GA", "3.1.4"),
        ("v3.1.4-stable", "3.1.4"),
        ("v3.1.4-lts", "3.1.4"),
        ("3.1.4-SP2", "3.1.4"),
        ("v3.1.4+build.7", "3.1.4"),
        ("v3.1.4+incompatible", "3.1.4"),
        ("3.1.4-20251007", "3.1.4"),
        ("3.1.4-build.77", "3.1.4"),
        ("v3.1.4-2025-10-07", "3.1.4"),
        ("v3.1.4-p5", "3.1.4"),
        ("3.1.4k", "3.1.4"),
        ("2025.10", "2025.10"),
        ("v2025.10.7", "2025.10.7"),
        ("2025-10-07", "2025.10.7"),
        ("release-2025-10-07", "2025.10.7"),
        ("2025-10", "2025.10"),
        ("v25.04", "25.4"),
    ],
)
def test_a_final_release_in_every_style(tag: str, version: str) -> None:
    release = read_tag(tag)

    assert release is not None
    assert (str(release.version), release.package, release.tag) == (version, "", tag)


@pytest.mark.parametrize(
    ("tag", "version", "package"),
    [
        ("widget/v3.1.4", "3.1.4", "widget"),
        ("widget@3.1.4", "3.1.4", "widget"),
        ("@acme/widget@3.1.4", "3.1.4", "@acme/widget"),
        ("widget-3.1.4", "3.1.4", "widget"),
        ("widget_v3.1.4", "3.1.4", "widget"),
        ("widget-core-v3.1.4", "3.1.4", "widget-core"),
        ("sdk/go/v3.1.4", "3.1.4", "sdk/go"),
        ("widget/release-3.1", "3.1", "widget"),
        ("widget2-3.1.4", "3.1.4", "widget2"),
        ("h2-3.1", "3.1", "h2"),
        ("widget-3_1_4", "3.1.4", "widget"),
        ("widget-v3.1.4-GA", "3.1.4", "widget"),
        ("widget--v3.1", "3.1", "widget"),
    ],
)
def test_a_release_of_a_named_package(tag: str, version: str, package: str) -> None:
    release = read_tag(tag)

    assert release is not None
    assert (str(release.version), release.package) == (version, package)


@pytest.mark.parametrize("tag", ["3.1.4.post2", "3.1.4-2", "v3.1.4-post2", "3.1.4post2"])
def test_a_post_release_comes_after_its_release(tag: str) -> None:
    post, release = read_tag(tag), read_tag("3.1.4")

    assert post is not None
    assert release is not None
    assert post.version > release.version
    assert post.version.post == 2


@pytest.mark.parametrize(
    "tag",
    [
        "v3.1.4-rc1",
        "v3.1.4-rc.1",
        "3.1.4rc1",
        "v3.1.4_rc1",
        "3.1b2",
        "3.1a1",
        "3.1.4.beta3",
        "v4.0.0-alpha",
        "v4.0.0-alpha-4",
        "4.0-M1",
        "4.0.0.CR1",
        "4.0.0.Alpha1",
        "v4.0.0-pre",
        "v4.0.0-preview.2",
        "4.0.0.dev0",
        "v4.0.0-dev",
        "v4.0.0-next.5",
        "v4.0.0-canary.1",
        "4.0-SNAPSHOT",
        "v4.0.0-hotfix1",
        "v4.0.0-3-g1a2b3c4",
        "release-candidate-4.0",
        "rc-4.0",
        "beta/4.0",
        "widget@4.0.0-rc.0",
        "@acme/widget@4.0.0-next.3",
        "nightly",
        "nightly-2025-10-07",
        "nightly/4.0",
        "4.0-nightly",
        "latest",
        "v4-latest",
        "stable",
        "archive/3.1",
        "archived-3.1",
        "backup/v3.1",
        "old/3.1",
        "test-3.1",
        "tmp/3.1",
        "before-3.1",
        "draft-3.1",
        "build-77",
        "main",
        "3.x",
        "v3.1.x",
        "",
        "1" * 201,
        "-",
        "v",
    ],
)
def test_a_tag_that_names_no_final_release(tag: str) -> None:
    assert read_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "is_a_stamp"),
    [
        ("20251007", True),
        ("10432", True),
        ("v007", True),
        ("3", False),
        ("v12", False),
        ("2025.10", False),
        ("3.1", False),
    ],
)
def test_a_lone_long_number_counts_builds_or_days(tag: str, *, is_a_stamp: bool) -> None:
    release = read_tag(tag)

    assert release is not None
    assert release.is_a_stamp is is_a_stamp
