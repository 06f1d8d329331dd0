"""What git tells of a checkout: its files, those of a commit by the difference, and what changed since."""

from pathlib import Path
from subprocess import CalledProcessError

import pytest

from making import git, repository
from upheld.commit_files import listed
from upheld.git_folder import GitFolder, git_of
from upheld.repository import Repository, RepositoryError


def folder_of(root: Path) -> GitFolder:
    folder, _ = git_of(root)
    assert folder is not None
    return folder


def commit_all(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Another")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with one commit of five files."""
    made = tmp_path / "repository"
    repository(made, {"a.py": "a\n", "b.py": "b\n", "docs/ü b.py": "ü\n", "docs/gone.py": "x\n", "z/z.py": "z\n"})
    return made


def files_and_changes(folder: Path, base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files of the base, as they are told beside those of the checkout, and what changed since."""
    made = Repository(folder)
    made.list_ahead(base)
    return Repository(folder, at=base).paths, made.changed_since(base)


def test_the_files_of_a_commit_are_told_by_what_differs_in_whatever_way(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD").strip()
    (folder / "docs/gone.py").unlink()
    (folder / "docs/new file.py").write_text("new\n", encoding="utf-8")
    (folder / "b.py").write_text("edited\n", encoding="utf-8")
    commit_all(folder)
    git(folder, "rm", "-q", "--cached", "a.py")
    (folder / "staged.py").write_text("s\n", encoding="utf-8")
    git(folder, "add", "staged.py")
    (folder / "promised.py").write_text("p\n", encoding="utf-8")
    git(folder, "add", "--intent-to-add", "promised.py")
    (folder / "z/z.py").unlink()
    (folder / "untracked.py").write_text("u\n", encoding="utf-8")

    files, changes = files_and_changes(folder, base)

    assert files == listed(folder_of(folder), base) == ("a.py", "b.py", "docs/gone.py", "docs/ü b.py", "z/z.py")
    assert changes == (
        *("a.py", "b.py", "docs/gone.py", "docs/new file.py"),
        *("promised.py", "staged.py", "untracked.py", "z/z.py"),
    )


def test_what_is_edited_back_to_what_it_was_has_not_changed(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD").strip()
    for name in ("a.py", "b.py"):
        (folder / name).write_text("other\n", encoding="utf-8")
    commit_all(folder)
    (folder / "a.py").write_text("a\n", encoding="utf-8")
    (folder / "b.py").write_text("something else\n", encoding="utf-8")

    assert files_and_changes(folder, base)[1] == ("b.py",)


def test_the_files_of_a_commit_are_told_in_the_midst_of_a_merge_that_conflicts(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "switch", "-q", "-c", "side")
    (folder / "both.py").write_text("side\n", encoding="utf-8")
    commit_all(folder)
    git(folder, "switch", "-q", "-")
    (folder / "both.py").write_text("main\n", encoding="utf-8")
    commit_all(folder)
    with pytest.raises(CalledProcessError):
        git(folder, "merge", "-q", "side")

    files, changes = files_and_changes(folder, base)

    assert files == listed(folder_of(folder), base)
    assert changes == ("both.py",)


def test_a_setting_of_the_change_hides_no_submodule_that_it_brings(folder: Path, tmp_path: Path) -> None:
    base = git(folder, "rev-parse", "HEAD").strip()
    repository(tmp_path / "other", {"o.py": "o\n"})
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "other"), "other")
    git(folder, "config", "--file", ".gitmodules", "submodule.other.ignore", "all")
    git(folder, "config", "diff.ignoreSubmodules", "all")
    commit_all(folder)

    files, changes = files_and_changes(folder, base)

    assert files == listed(folder_of(folder), base)
    assert changes == (".gitmodules", "other")


def test_untracked_files_are_the_same_with_and_without_a_comparison(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD").strip()
    (folder / "a.py").write_text("edited\n", encoding="utf-8")
    (folder / ".gitignore").write_text("ignored.py\n", encoding="utf-8")
    for name in ("ignored.py", "new.py"):
        (folder / name).write_text("n\n", encoding="utf-8")
    alone, compared = Repository(folder), Repository(folder)
    compared.list_ahead(base)

    assert alone.paths == compared.paths == tuple(sorted({*listed(folder_of(folder), base), ".gitignore", "new.py"}))


def test_an_index_that_git_cannot_read_is_no_repository_without_files(folder: Path) -> None:
    (folder / ".git/index").write_bytes(b"broken")

    with pytest.raises(RepositoryError, match=r"git ls-files failed in .*: .*index"):
        _ = Repository(folder).paths


def test_a_commit_whose_files_are_not_here_is_no_change_of_nothing(folder: Path, tmp_path: Path) -> None:
    git(folder, "config", "uploadpack.allowFilter", "true")
    (folder / "a.py").write_text("edited\n", encoding="utf-8")
    commit_all(folder)
    git(tmp_path, "clone", "-q", "--filter=tree:0", f"file://{folder}", "partial")
    partial = Repository(tmp_path / "partial")
    base = partial.commit_of("HEAD~1")
    assert base is not None

    with pytest.raises(RepositoryError, match="git diff-index failed"):
        partial.changed_since(base)


def test_what_changed_between_two_commits_is_told_in_a_bare_repository(folder: Path, tmp_path: Path) -> None:
    (folder / "z/z.py").unlink()
    commit_all(folder)
    git(tmp_path, "clone", "-q", "--bare", str(folder), "bare")

    assert Repository(tmp_path / "bare").changed_since("HEAD~1") == ("z/z.py",)
