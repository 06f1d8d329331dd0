from pathlib import Path

import pytest

from upheld.policy.locate import find_policies
from upheld.repository import Repository


def found(folder: Path, *paths: str) -> tuple[str | None, tuple[str, ...]]:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    policies = find_policies(Repository(folder))
    assert policies.unreadable == ()
    return policies.path, policies.shadowed


@pytest.mark.parametrize(
    "path",
    [
        "SECURITY.md",
        "security.md",
        "Security.MD",
        "SECURITY.rst",
        "SECURITY.txt",
        "SECURITY",
        ".github/SECURITY.md",
        ".github/security.md",
        "docs/SECURITY.rst",
        "Docs/Security.txt",
    ],
)
def test_a_policy_is_found_in_any_case_and_format(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, path) == (path, ())


@pytest.mark.parametrize(
    ("paths", "order"),
    [
        ((".github/SECURITY.md", "SECURITY.md"), (".github/SECURITY.md", "SECURITY.md")),
        (("SECURITY.md", "docs/SECURITY.md"), ("SECURITY.md", "docs/SECURITY.md")),
        (("docs/SECURITY.md", ".github/SECURITY.rst"), (".github/SECURITY.rst", "docs/SECURITY.md")),
        (("SECURITY.txt", "SECURITY.rst", "SECURITY.md"), ("SECURITY.md", "SECURITY.rst", "SECURITY.txt")),
    ],
)
def test_github_shows_the_first_of_several(tmp_path: Path, paths: tuple[str, ...], order: tuple[str, ...]) -> None:
    assert found(tmp_path, *paths) == (order[0], order[1:])


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "SECURITY-POLICY.md",
        "SECURITY.md.bak",
        "SECURITY.html",
        "MYSECURITY.md",
        "src/SECURITY.md",
        ".gitlab/SECURITY.md",
        "docs/policies/SECURITY.md",
    ],
)
def test_other_files_are_no_policies(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, path) == (None, ())


def test_a_folder_that_leads_out_of_the_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "SECURITY.md").write_text("not ours", encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "docs").symlink_to(tmp_path / "elsewhere")

    policies = find_policies(Repository(tmp_path / "here"))

    assert policies.path is None
    assert policies.unreadable == ("docs is a link that leads out of the repository",)


def test_a_folder_of_that_name_is_no_policy(tmp_path: Path) -> None:
    (tmp_path / "security").mkdir()

    assert found(tmp_path, "docs/SECURITY.md", "security/core.py") == ("docs/SECURITY.md", ())
