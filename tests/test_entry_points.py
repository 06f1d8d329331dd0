"""Entry points are read as `importlib.metadata` reads them, from plain folders and from what is none."""

import sys
import zipfile
from pathlib import Path

import pytest

from upheld import entry_points
from upheld.entry_points import NamedPackage, named_packages


def installed(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lantern-checks\nVersion: 1.2\n", encoding="utf-8"
    )
    (folder / name / "entry_points.txt").write_text(text, encoding="utf-8")


OURS = "[console_scripts]\nlantern = lantern:main\n\n[upheld.checks]\n# a remark\nlantern = lantern_checks\n\n[other]\nx = y\n"
FOUND = NamedPackage("lantern_checks", "lantern-checks", "1.2")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path / "missing"), str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", [f for f in sys.meta_path if "upheld" not in repr(f)])
    return tmp_path


def test_our_own_package_is_found_by_its_entry_point() -> None:
    assert "upheld_checks" in {each.package for each in named_packages()}


def test_a_plain_folder_is_read_without_importlib(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(folder, "lantern_checks-1.2.dist-info", OURS)
    monkeypatch.setattr(entry_points, "_by_importlib", lambda: pytest.fail("importlib.metadata was asked"))

    assert named_packages() == (FOUND,)


def test_the_first_installation_of_a_name_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(folder / "first", "lantern_checks-1.2.dist-info", OURS)
    installed(folder / "second", "Lantern_Checks-1.1.dist-info", OURS.replace("= lantern_checks", "= older"))
    monkeypatch.setattr(sys, "path", [str(folder / "first"), str(folder / "second")])

    assert named_packages() == (FOUND,)


def test_an_archive_on_the_path_is_left_to_importlib(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = folder / "lantern.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(
            "lantern_checks-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: lantern-checks\nVersion: 1.2\n"
        )
        file.writestr("lantern_checks-1.2.dist-info/entry_points.txt", OURS)
    monkeypatch.setattr(sys, "path", [str(archive)])

    assert named_packages() == (FOUND,)


def test_an_old_installation_is_left_to_importlib(folder: Path) -> None:
    installed(folder, "lantern_checks-1.2.egg-info", OURS)
    (folder / "lantern_checks-1.2.egg-info" / "METADATA").rename(folder / "lantern_checks-1.2.egg-info" / "PKG-INFO")

    assert named_packages() == (FOUND,)


def test_other_groups_name_no_checks(folder: Path) -> None:
    installed(folder, "lantern_checks-1.2.dist-info", OURS.replace("[upheld.checks]", "[upheld.checks.more]"))

    assert named_packages() == ()
