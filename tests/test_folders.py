"""Folders of checks: which folders are one, and what is known of a rule before its code is imported."""

from pathlib import Path

import pytest

from upheld.folders import Folder, PluginError, folders_in, our_folder

CHECKS = Path(__file__).parents[1] / "checks" / "upheld_checks"
OURS = sorted(page.parent.name for page in CHECKS.glob("*/README.md"))


def make(root: Path, name: str, page: str | None = "# It holds\n\nWhy.\n") -> Folder:
    folder = root / name
    folder.mkdir()
    (folder / "check.py").write_text("raise AssertionError('imported')\n", encoding="utf-8")
    if page is not None:
        (folder / "README.md").write_text(page, encoding="utf-8")
    return Folder("some_checks", folder, "some-checks", "1.0")


def test_every_folder_with_a_check_is_a_rule_and_no_other(tmp_path: Path) -> None:
    made = [make(tmp_path, name) for name in ("last_word", "a_first")]
    (tmp_path / "helpers").mkdir()
    (tmp_path / "check.py").write_text("", encoding="utf-8")

    found = list(folders_in("some_checks", [str(tmp_path)], "some-checks", "1.0"))
    assert found == made[::-1]
    assert [folder.rule_id for folder in found] == ["a-first", "last-word"]


def test_a_package_that_cannot_be_read_is_told_with_who_brought_it(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="some-checks brings 'some_checks', which cannot be read"):
        list(folders_in("some_checks", [str(tmp_path / "zipped.whl" / "some_checks")], "some-checks", "1.0"))


def test_the_title_is_the_heading_of_the_page(tmp_path: Path) -> None:
    assert make(tmp_path, "with_heading", "\n# It holds\n").title == "It holds"
    assert make(tmp_path, "without_heading", "It holds\n").title == "without-heading"


@pytest.mark.parametrize("page", [None, b"\xff\xfe"], ids=["none", "not-utf-8"])
def test_a_rule_without_a_readable_page_is_told_with_who_brought_it(tmp_path: Path, page: bytes | None) -> None:
    folder = make(tmp_path, "some_rule", None)
    if page:
        (folder.path / "README.md").write_bytes(page)
    with pytest.raises(PluginError, match=r"check 'some-rule' of some-checks has no README\.md"):
        _ = folder.page


@pytest.mark.parametrize("name", OURS)
def test_each_of_our_own_rules_is_found_by_its_id(name: str) -> None:
    folder = our_folder(name.replace("_", "-"))

    assert folder is not None
    assert folder.page == (CHECKS / name / "README.md").read_text(encoding="utf-8")
    assert folder.distribution == "upheld"


@pytest.mark.parametrize("rule", ["", "supported", "supported_versions", "../upheld_checks", "release-notes"])
def test_what_is_no_rule_of_ours_is_not_found(rule: str) -> None:
    assert our_folder(rule) is None
