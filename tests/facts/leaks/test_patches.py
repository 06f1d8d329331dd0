"""What commits added, read from real output of git."""

from pathlib import Path

import pytest

from making import git, repository
from upheld.facts.leaks.history import of_all, of_change
from upheld.facts.leaks.patches import Added, Patches
from upheld.files import UnreadableFileError
from upheld.repository import Repository


def commit(folder: Path, files: dict[str, str | None]) -> str:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8", newline="")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change\n\n+++ b/nothing\n+not added")
    return git(folder, "rev-parse", "HEAD").strip()


def added(patches: Patches) -> list[tuple[str, str, str]]:
    return [(each.commit[:7], each.path.decode(), each.text.decode()) for each in patches]


def test_each_commit_tells_the_lines_that_it_adds_and_no_others(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": "one\ntwo\nthree\n"})
    second = commit(made.root, {"a.txt": "one\n2\nthree\nfour\n", "b.txt": "+++ b/c.txt\n--- a/c.txt\n@@ -1 +1 @@\n"})
    third = commit(made.root, {"a.txt": None})
    patches = of_all(Repository(made.root))

    assert [each for each in added(patches) if each[0] == second[:7]] == [
        (second[:7], "a.txt", "2\nfour"),
        (second[:7], "b.txt", "+++ b/c.txt\n--- a/c.txt\n@@ -1 +1 @@"),
    ]
    assert third[:7] not in {each[0] for each in added(of_all(Repository(made.root)))}
    assert patches.commits == 3


def test_lines_have_the_numbers_that_they_had_in_their_file(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": "".join(f"{n}\n" for n in range(1, 30))})
    lines = [f"{n}\n" for n in range(1, 30)]
    lines[4], lines[20] = "five\n5b\n", "new\n"
    commit(made.root, {"a.txt": "".join(lines)})
    change = next(iter(of_all(Repository(made.root))))

    assert change.text == b"five\n5b\nnew"
    assert [change.line(number) for number in (1, 2, 3)] == [5, 6, 22]


@pytest.mark.parametrize(
    "name", ["with space.txt", 'q"uote.txt', "t\tab.txt", "back\\slash.txt", "ümlaut.txt", "b/b/x"]
)
def test_names_are_read_however_git_quotes_them(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "r", {name: "text\n"})

    assert [each.path.decode() for each in of_all(made)] == [name]


def test_what_only_a_merge_adds_is_told(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": "one\n"}, branches=("main", "other"))
    commit(made.root, {"b.txt": "ours\n"})
    git(made.root, "checkout", "-q", "other")
    commit(made.root, {"a.txt": "one\ntwo\n"})
    git(made.root, "merge", "-q", "--no-commit", "main")
    merge = commit(made.root, {"a.txt": "one\ntwo\nevil\n", "b.txt": "ours\nevil too\n"})
    found = [each for each in of_all(Repository(made.root)) if each.commit == merge]

    assert [(each.path, each.text, each.line(1)) for each in found] == [
        (b"a.txt", b"evil", 3),
        (b"b.txt", b"evil too", 2),
    ] or [each.text for each in found] == [b"evil", b"evil too"]


def test_attributes_of_the_checkout_hide_nothing(tmp_path: Path) -> None:
    made = repository(
        tmp_path / "r", {".gitattributes": "*.env -diff\n*.txt diff=evil\n", "a.env": "A=1\n", "b.txt": "b\n"}
    )
    git(made.root, "config", "diff.evil.textconv", "touch run; echo hidden")
    git(made.root, "config", "diff.external", "touch run")
    git(made.root, "config", "log.showSignature", "true")
    git(made.root, "config", "diff.noprefix", "true")

    assert {each.path: each.text for each in of_all(made)} == {
        b".gitattributes": b"*.env -diff\n*.txt diff=evil",
        b"a.env": b"A=1",
        b"b.txt": b"b",
    }
    assert not list(made.root.rglob("run"))


def test_a_change_tells_only_its_own_commits(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": "one\n"})
    base = git(made.root, "rev-parse", "HEAD").strip()
    brought = commit(made.root, {"b.txt": "two\n"})
    removed = commit(made.root, {"b.txt": None})

    assert added(of_change(Repository(made.root), base)) == [(brought[:7], "b.txt", "two")]
    assert removed != brought


def test_what_git_says_in_parts_of_any_size_is_the_same() -> None:
    said = (
        b"\x01"
        + b"a" * 40
        + b" 100\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n"
    )
    whole = list(Patches([said]))

    assert whole == [Added("a" * 40, 100, b"x", b"one\ntwo", 1, ((0, 1),))]
    for size in range(1, 40):
        assert list(Patches([said[at : at + size] for at in range(0, len(said), size)])) == whole


def test_a_large_file_comes_in_parts_with_the_right_lines() -> None:
    line = b"+" + b"x" * 999 + b"\n"
    head = b"\x01" + b"a" * 40 + b" 100\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,9000 @@\n"
    parts = list(Patches([head, line * 9000, b"+last\n"]))

    assert len(parts) > 1
    assert all(len(each.text) < 5_000_000 for each in parts)
    last = parts[-1]
    assert last.line(last.text.count(b"\n") + 1) == 9001


def test_a_clone_that_lacks_objects_says_so(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.txt": "one\n"})
    blob = git(made.root, "rev-parse", "HEAD:a.txt").strip()
    (made.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(UnreadableFileError, match="git failed"):
        list(of_all(Repository(made.root)))
