"""The files of a commit: read one by one, or all at once."""

from pathlib import Path

import pytest

from making import git, repository
from upheld.files import UnreadableFileError
from upheld.repository import Repository


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A repository whose checkout changed since its only commit: one file edited, one gone, one new, one as it was."""
    folder = tmp_path / "repository"
    repository(folder, {"edited.py": "one\n", "gone.py": "x\n", "same.py": "s\n", "docs/ü b.py": "ü\n"})
    (folder / "edited.py").write_text("two\n", encoding="utf-8")
    (folder / "gone.py").unlink()
    (folder / "new.py").write_text("new\n", encoding="utf-8")
    return folder


def test_what_changed_since_a_commit_is_told_with_new_files_and_those_that_are_gone(changed: Path) -> None:
    assert Repository(changed).changed_since("HEAD") == ("edited.py", "gone.py", "new.py")


def test_what_was_committed_since_counts_as_changed(changed: Path) -> None:
    git(changed, "add", "-A")
    git(changed, "commit", "-q", "-m", "Another")

    assert Repository(changed).changed_since("HEAD~1") == ("edited.py", "gone.py", "new.py")
    assert Repository(changed).changed_since("HEAD") == ()


def test_files_that_are_fetched_read_as_those_that_are_not(changed: Path) -> None:
    fetched, asked = Repository(changed).at("HEAD"), Repository(changed).at("HEAD")
    fetched.fetch(("edited.py", "docs/ü b.py", "new.py", "docs", "two\nlines", "gone.py"))

    for path in ("edited.py", "docs/ü b.py", "new.py", "docs", "two\nlines", "gone.py", "same.py"):
        assert fetched.read_bytes(path) == asked.read_bytes(path)
    assert fetched.read_text("edited.py") == "one\n"
    assert fetched.read_text("new.py") is None


def test_a_fetched_file_that_is_larger_than_asked_is_refused(changed: Path) -> None:
    files = Repository(changed).at("HEAD")
    files.fetch(["edited.py"])

    with pytest.raises(UnreadableFileError, match=r"edited\.py"):
        files.read_bytes("edited.py", limit=2)


def test_a_folder_without_git_has_no_commit_and_no_changes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a\n", encoding="utf-8")
    files = Repository(tmp_path).at("HEAD")
    files.fetch(["a.py"])

    assert files.paths == ()
    assert files.read_text("a.py") is None
