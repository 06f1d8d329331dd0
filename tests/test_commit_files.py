"""The files of a commit: read one by one, or all at once."""

import gc
import subprocess
from pathlib import Path

import pytest

from making import git, repository
from upheld.files import UnreadableFileError
from upheld.git import started
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


def test_files_are_read_as_they_were_in_the_commit(changed: Path) -> None:
    files = Repository(changed).at("HEAD")

    assert files.read_text("edited.py") == "one\n"
    assert files.read_text("docs/ü b.py") == "ü\n"
    assert files.read_bytes("gone.py") == b"x\n"
    for path in ("new.py", "docs", "two\nlines", ""):
        assert files.read_bytes(path) is None


def test_one_git_answers_all_questions_and_ends_with_what_asked_it(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
        begun.append(started(folder, *words))
        return begun[-1]

    monkeypatch.setattr("upheld.git_objects.started", start)
    files = Repository(changed).at("HEAD")

    assert [files.read_text("edited.py") for _ in range(20)] == ["one\n"] * 20
    assert [process.returncode for process in begun] == [None, None]
    del files
    gc.collect()
    assert [process.returncode for process in begun] == [0, 0]


def test_a_link_is_followed_and_what_comes_after_it_is_read_right(tmp_path: Path) -> None:
    repository(tmp_path, {"real.py": "real\n"})
    (tmp_path / "link.py").symlink_to("real.py")
    (tmp_path / "lost.py").symlink_to("nowhere/at/all.py")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Links")
    files = Repository(tmp_path).at("HEAD")

    with pytest.raises(UnreadableFileError, match="leads nowhere"):
        files.read_text("lost.py")
    assert files.read_text("link.py") == "real\n"
    assert files.read_text("real.py") == "real\n"


def test_a_file_that_is_larger_than_asked_is_refused(changed: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"edited\.py"):
        Repository(changed).at("HEAD").read_bytes("edited.py", limit=2)


def test_a_folder_without_git_has_no_commit_and_no_changes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a\n", encoding="utf-8")
    files = Repository(tmp_path).at("HEAD")

    assert files.paths == ()
    assert files.read_text("a.py") is None
