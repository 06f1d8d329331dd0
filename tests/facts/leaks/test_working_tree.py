"""The bytes of files: all of them, in parts, never through a link."""

import os
from pathlib import Path

import pytest

from making import git, repository
from upheld.facts.leaks import working_tree
from upheld.facts.leaks.working_tree import WorkingTree
from upheld.repository import Repository


def test_each_file_is_read_once_as_it_stands(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": b"one\r\n\xff", "b/c.txt": "two", "empty": ""})
    tree = WorkingTree(made)

    assert {part.path: part.data for part in tree} == {"a.txt": b"one\r\n\xff", "b/c.txt": b"two", "empty": b""}
    assert (tree.files, tree.size, tree.binary, tree.links, tree.left_out) == (3, 9, 0, 0, [])


def test_a_large_file_comes_in_parts_that_end_with_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_tree, "PART_BYTES", 100)
    text = b"".join(b"line %d\n" % n for n in range(100)) + b"x" * 250 + b"\nlast"
    made = repository(tmp_path / "r", {"a.txt": text})
    parts = list(WorkingTree(made))

    assert b"".join(part.data for part in parts) == text
    assert all(
        part.line == text[: text.index(part.data)].count(b"\n") + 1 for part in parts if part.data.startswith(b"line")
    )
    assert parts[-1].data.endswith(b"last")


def test_a_file_that_is_too_large_is_told_unless_it_is_binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_tree, "MOST_BYTES", 10)
    tree = WorkingTree(repository(tmp_path / "r", {"a.txt": "x" * 11, "b.bin": b"\0" * 11}))

    assert list(tree) == []
    assert tree.left_out == [("a.txt", "it has 11 bytes; at most 10 are read")]
    assert tree.binary == 1


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("outside")
    made = repository(tmp_path / "r", {"folder/a.txt": "inside", "b.txt": "b"})
    (made.root / "link").symlink_to("b.txt")
    (made.root / "folder" / "a.txt").unlink()
    (made.root / "folder").rmdir()
    (made.root / "folder").symlink_to(tmp_path / "outside")
    tree = WorkingTree(Repository(made.root))

    assert [part.path for part in tree] == ["b.txt"]
    assert tree.links == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_stops_nothing(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"b.txt": "b"})
    os.mkfifo(made.root / "a")

    assert [part.path for part in WorkingTree(Repository(made.root))] == ["b.txt"]


def test_what_git_ignores_is_left_alone(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {".gitignore": ".env\n", "a": "a"})
    (made.root / ".env").write_text("A=1")
    (made.root / "new").write_text("new")

    assert [part.path for part in WorkingTree(Repository(made.root))] == [".gitignore", "a", "new"]


def test_a_bare_repository_has_the_files_of_its_last_commit(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a b.txt": "one\ntwo\n", "c.bin": b"\0"})
    git(tmp_path, "clone", "-q", "--bare", str(made.root), str(tmp_path / "bare"))
    tree = WorkingTree(Repository(tmp_path / "bare"))

    assert [(part.path, part.data, part.line) for part in tree] == [("a b.txt", b"one\ntwo", 1)]
    assert tree.files == 1
