"""Links that lead out of the repository, in circles, nowhere, or to what git keeps there."""

import os
from pathlib import Path

import pytest

from bad_input.commands import BROKEN, checked, upheld
from making import git, repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def linked(folder: Path, target: str | Path, name: str = "SECURITY.md") -> Path:
    repository(folder, {"README.md": "# A project\n"}, tags=["v2.0.0"])
    (folder / name).symlink_to(target)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A link")
    return folder


@pytest.mark.parametrize("bare", [False, True], ids=["checkout", "bare"])
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("../outside.md", "SECURITY.md is a link that leads out of the repository"),
        ("/etc/hostname", "SECURITY.md is a link that leads out of the repository"),
        ("SECURITY.md", "SECURITY.md is a link that leads in circles"),
        ("nowhere.md", "SECURITY.md is a link that leads nowhere"),
    ],
)
def test_a_link_that_cannot_be_followed_is_unverified(tmp_path: Path, target: str, why: str, *, bare: bool) -> None:
    (tmp_path / "outside.md").write_text(BROKEN, encoding="utf-8")
    folder = linked(tmp_path / "checkout", target)
    if bare:
        git(tmp_path, "clone", "-q", "--bare", str(folder), "bare")

    told = checked(tmp_path / "bare" if bare else folder)

    assert told.code == 3
    assert told.said("security-policy") == why


@pytest.mark.parametrize("bare", [False, True], ids=["checkout", "bare"])
def test_a_link_inside_the_repository_is_followed(tmp_path: Path, *, bare: bool) -> None:
    folder = linked(tmp_path / "checkout", "POLICY.md")
    (folder / "POLICY.md").write_text(BROKEN, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "What it leads to")
    if bare:
        git(tmp_path, "clone", "-q", "--bare", str(folder), "bare")

    told = checked(tmp_path / "bare" if bare else folder)

    assert (told.code, told.json["policy"]["path"]) == (1, "SECURITY.md")


def test_a_link_to_what_git_keeps_shows_no_credentials(tmp_path: Path) -> None:
    folder = linked(tmp_path, ".git/config")
    git(folder, "config", "http.https://example.org/.extraheader", "AUTHORIZATION: basic dG9rZW4=")

    told = checked(folder)

    assert told.said("security-policy") == "SECURITY.md leads into .git, which is not read"
    assert "dG9rZW4" not in told.text + upheld("promises", folder).out


def test_a_folder_that_leads_out_hides_no_policy_beside_it(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "SECURITY.md").write_text("Nothing is supported.\n", encoding="utf-8")
    folder = linked(tmp_path / "checkout", "../outside", name="docs")
    (folder / "SECURITY.md").write_text(BROKEN, encoding="utf-8")

    told = checked(folder)

    assert told.code == 1
    assert "docs is a link that leads out of the repository" in told.text
    assert told.verdicts["supported-versions"] == ["broken", "broken"]
