from pathlib import Path

import pytest

from making import git, repository
from upheld.facts.releases import HOW_TO_FETCH_TAGS, Releases, releases
from upheld.repository import Repository
from upheld.services import Services

OFFLINE = Services(offline=True)


def found(folder: Path, *tags: str, files: dict[str, str] | None = None) -> Releases:
    return releases(repository(folder / "widget", files, tags=tags), OFFLINE)


def versions(found_: Releases) -> list[str]:
    return [str(version) for version in found_.versions]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("v1.10.0", "v1.9.0", "v1.2.0"), ["1.2.0", "1.9.0", "1.10.0"]),
        (("v1.0.0", "v2.0.0-rc1", "nightly", "archive/9.0"), ["1.0.0"]),
        (("1.0", "release-1.1", "v1.2"), ["1.0", "1.1", "1.2"]),
        (("1.2.3.4", "1.2.3.10"), ["1.2.3.4", "1.2.3.10"]),
        (("2025.1", "2025.10", "2026.2"), ["2025.1", "2025.10", "2026.2"]),
        (("v1.0.0", "v1.1.0", "v1.2.0", "20250101"), ["1.0.0", "1.1.0", "1.2.0"]),
        (("20250101", "20260101"), ["20250101", "20260101"]),
    ],
)
def test_the_final_releases_lowest_first(tmp_path: Path, tags: tuple[str, ...], expected: list[str]) -> None:
    assert versions(found(tmp_path, *tags)) == expected


def test_the_latest_is_the_highest_not_the_last_tagged(tmp_path: Path) -> None:
    latest = found(tmp_path, "v2.0.0", "v10.0.0", "v9.9.9").latest

    assert latest is not None
    assert latest.tag == "v10.0.0"


def test_without_a_final_release_there_is_no_latest(tmp_path: Path) -> None:
    none = found(tmp_path, "v1.0.0-rc1")

    assert none.latest is None
    assert none.evidence[0].text == "1 tag, none of a final release"


@pytest.mark.parametrize(
    ("tags", "package", "expected"),
    [
        (("widget@1.0.0", "widget@1.1.0", "gadget@9.0.0"), "widget", ["1.0.0", "1.1.0"]),
        (("a@1.0.0", "b@1.0.0", "b@1.1.0"), "b", ["1.0.0", "1.1.0"]),
        (("v1.0.0", "v1.1.0", "gadget@9.0.0"), "", ["1.0.0", "1.1.0"]),
        (("v1.0.0", "widget@2.0.0", "widget@2.1.0"), "widget", ["2.0.0", "2.1.0"]),
        (("v3.0.0", "widget@2.0.0", "gadget@1.0.0"), "", ["3.0.0"]),
        (("@acme/widget@1.0.0", "@acme/gadget@2.0.0", "@acme/gadget@2.1.0"), "@acme/widget", ["1.0.0"]),
        (("sdk/v1.0.0", "sdk/v1.1.0", "v2.0.0"), "", ["2.0.0"]),
    ],
)
def test_the_main_package_of_several(tmp_path: Path, tags: tuple[str, ...], package: str, expected: list[str]) -> None:
    chosen = found(tmp_path, *tags)

    assert (chosen.package, versions(chosen)) == (package, expected)
    assert not package or package in chosen.evidence[0].text


def test_a_manifest_tells_the_name_of_the_main_package(tmp_path: Path) -> None:
    tags = ("gizmo@1.0.0", "gadget@2.0.0", "gadget@2.1.0")

    assert found(tmp_path, *tags, files={"package.json": '{"name": "@acme/gizmo"}'}).package == "gizmo"


def test_releases_of_another_package_are_found_by_its_name(tmp_path: Path) -> None:
    all_ = found(tmp_path, "v1.0.0", "v1.1.0", "@acme/gadget@2.0.0", "gizmo/v3.0.0")

    assert [str(version) for version in all_.of("Gadget")] == ["2.0.0"]
    assert [str(version) for version in all_.of("acme/gizmo")] == ["3.0.0"]
    assert [str(version) for version in all_.of("unheard of")] == ["1.0.0", "1.1.0"]
    assert [str(version) for version in all_.of(None)] == ["1.0.0", "1.1.0"]


def test_the_evidence_counts_tags_and_names_the_highest(tmp_path: Path) -> None:
    (evidence,) = found(tmp_path, "v1.0.0", "v1.1.0", "nightly").evidence

    assert (evidence.source, evidence.text) == ("git tags", "3 tags, 2 final releases, the highest v1.1.0")


def test_a_repository_without_tags_and_remote_has_none_for_sure(tmp_path: Path) -> None:
    none = found(tmp_path)

    assert none.unknown_because is None
    assert none.main == ()


def test_a_folder_without_git_cannot_tell(tmp_path: Path) -> None:
    unknown = releases(Repository(tmp_path), OFFLINE)

    assert unknown.unknown_because is not None
    assert "is not a git repository" in unknown.unknown_because
    assert unknown.how_to_know is None


@pytest.mark.parametrize("option", ["--no-tags", "--depth=1"])
def test_a_clone_that_lacks_tags_cannot_tell_offline(tmp_path: Path, option: str) -> None:
    origin = repository(tmp_path / "origin", {"a": "b"}, tags=["v1.0.0"])
    git(tmp_path, "clone", "-q", option, f"file://{origin.root}", "clone")

    unknown = releases(Repository(tmp_path / "clone", offline=True), OFFLINE)

    assert unknown.unknown_because is not None
    assert "--offline forbids to ask the remote" in unknown.unknown_because
    assert unknown.how_to_know == HOW_TO_FETCH_TAGS


@pytest.mark.parametrize("option", ["--no-tags", "--depth=1"])
def test_a_clone_that_lacks_tags_asks_its_remote(tmp_path: Path, option: str) -> None:
    origin = repository(tmp_path / "origin", {"a": "b"}, tags=["v1.0.0", "v1.1.0"])
    git(tmp_path, "clone", "-q", option, f"file://{origin.root}", "clone")

    asked = releases(Repository(tmp_path / "clone", offline=False), OFFLINE)

    assert asked.unknown_because is None
    assert versions(asked) == ["1.0.0", "1.1.0"]
    assert asked.evidence[0].source == "git tags of the remote"


def test_a_remote_that_does_not_answer_leaves_it_untold(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"a": "b"}, tags=["v1.0.0"])
    git(tmp_path, "clone", "-q", "--no-tags", f"file://{origin.root}", "clone")
    git(tmp_path / "clone", "remote", "set-url", "origin", f"file://{tmp_path / 'gone'}")

    unknown = releases(Repository(tmp_path / "clone", offline=False), OFFLINE)

    assert unknown.unknown_because is not None
    assert "the remote did not answer" in unknown.unknown_because


def test_where_a_package_went_on_with_tags_of_its_own_nobody_can_tell(tmp_path: Path) -> None:
    old, new, other = ("v1.0.0", "v1.1.0"), ("@lamp/widget-mcp@1.2.0", "@lamp/widget-mcp@4.0.0"), ("@lamp/sdk@0.1.0",)

    of_two = found(tmp_path, *old, *new, *other)

    assert of_two.unknown_because is not None
    assert "@lamp/widget-mcp" in of_two.unknown_because
    assert of_two.how_to_know not in {None, HOW_TO_FETCH_TAGS}


@pytest.mark.parametrize("tags", [("@lamp/sdk@4.0.0",), ("@lamp/sdk@0.1.0", "@lamp/sdk@0.9.0")], ids=["fewer", "lower"])
def test_a_package_beside_it_with_fewer_or_lower_tags_leaves_no_doubt(tmp_path: Path, tags: tuple[str, ...]) -> None:
    of_two = found(tmp_path, "v1.0.0", "v1.1.0", *tags)

    assert (versions(of_two), of_two.unknown_because) == (["1.0.0", "1.1.0"], None)
