"""What a run knows of leaks: in the files, in the history, in a change; on real repositories."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from making import git, repository
from planting import github_token, private_key
from secrets_made import letters
from upheld.facts.leaks import Found, Leak, Question, found
from upheld.repository import Repository
from upheld.secrets import Confidence

KEYS = frozenset({"api-keys", "private-keys"})
TOKEN, OTHER = github_token(1), github_token(2)
LINE = f'TOKEN = "{TOKEN}"\n'


def commit(folder: Path, files: dict[str, str | None]) -> str:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change")
    return git(folder, "rev-parse", "HEAD").strip()


def ask(folder: Path, *, history: bool = False, base: str | None = None) -> Found:
    made = Repository(folder)
    name = made.commit_of(base) if base else None
    return found(made, Question(KEYS, history=history, base=made.at(name) if name else None, base_commit=name))


def only(answer: Found) -> Leak:
    (leak,) = answer.leaks
    return leak


def test_a_value_that_stands_on_several_lines_is_one_leak(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": LINE + "\n" + LINE + f'OTHER = "{OTHER}"\n', "b.py": LINE})
    leaks = ask(made.root).leaks

    assert [(leak.subject, leak.lines) for leak in leaks] == [
        ("github-token in a.py", (1, 3)),
        ("github-token in a.py #2", (4,)),
        ("github-token in b.py", (1,)),
    ]
    assert {leak.confidence for leak in leaks} == {Confidence.HIGH}


def test_what_was_looked_at_is_counted(tmp_path: Path) -> None:
    scanned = ask(repository(tmp_path / "r", {"a.py": "a\n", "b.bin": b"\0\1"}).root).scanned

    assert (scanned.files, scanned.size, scanned.binary, scanned.commits, scanned.left_out) == (1, 2, 1, None, ())
    assert scanned.rules > 100


def test_what_git_does_not_track_is_not_committed(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": "a\n"})
    (made.root / "new.py").write_text(LINE)

    assert only(ask(made.root)).untracked


def test_a_folder_without_git_is_scanned(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LINE)
    answer = ask(tmp_path, history=True)

    assert not only(answer).untracked
    assert answer.scanned.left_out == (("the history", "there are no commits"),)


def test_a_bare_repository_is_scanned(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": "\n" + LINE})
    git(tmp_path, "clone", "-q", "--bare", str(made.root), str(tmp_path / "bare"))

    assert only(ask(tmp_path / "bare")).lines == (2,)


def test_a_value_of_the_history_is_told_with_its_oldest_commit(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x"})
    first = commit(made.root, {"a.py": "one\n" + LINE})
    commit(made.root, {"a.py": None, "b.py": LINE})
    commit(made.root, {"b.py": None})

    assert ask(made.root).leaks == ()
    leak = only(ask(made.root, history=True))
    assert leak.commit is not None
    assert (leak.commit.name, leak.path, leak.lines) == (first, "a.py", (2,))
    assert leak.commit.day == datetime.now(UTC).date() or leak.commit.day is not None
    assert leak.subject == f"github-token in a.py since {first[:12]}"


def test_a_value_that_still_stands_is_not_told_twice(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": LINE})
    commit(made.root, {"a.py": None, "b.py": LINE})

    assert only(ask(made.root, history=True)).commit is None


def test_other_branches_and_tags_are_history_and_a_stash_is_not(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x"}, branches=("main", "other"))
    git(made.root, "checkout", "-q", "other")
    commit(made.root, {"a.py": LINE})
    git(made.root, "checkout", "-q", "main")
    (made.root / "x").write_text(f'X = "{OTHER}"\n')
    git(made.root, "stash", "-q")

    assert only(ask(made.root, history=True)).path == "a.py"


def test_a_key_that_a_merge_brings_is_found(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x\n"}, branches=("main", "other"))
    commit(made.root, {"y": "y\n"})
    git(made.root, "checkout", "-q", "other")
    commit(made.root, {"z": "z\n"})
    git(made.root, "merge", "-q", "--no-commit", "main")
    commit(made.root, {"x": "x\n" + private_key()})
    commit(made.root, {"x": "x\n"})

    assert only(ask(made.root, history=True)).rule == "private-key"


def test_a_shallow_clone_says_that_it_lacks_commits(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": LINE})
    commit(made.root, {"a.py": None})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{made.root}", str(tmp_path / "clone"))

    assert ask(tmp_path / "clone", history=True).scanned.left_out[0][0] == "the history"
    assert ask(tmp_path / "clone").scanned.left_out == ()


def test_a_secret_that_a_change_adds_and_removes_counts(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x"})
    git(made.root, "branch", "base")
    brought = commit(made.root, {"a.py": LINE})
    commit(made.root, {"a.py": None})
    leak = only(ask(made.root, base="base"))

    assert leak.commit is not None
    assert (leak.commit.name, leak.within_change, leak.known_before) == (brought, True, False)


def test_what_the_base_holds_already_was_known_before(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": LINE})
    git(made.root, "branch", "base")
    commit(made.root, {"a.py": None, "moved/b.py": "# moved\n" + LINE, "c.py": f'C = "{OTHER}"\n'})

    assert {leak.path: leak.known_before for leak in ask(made.root, base="base").leaks} == {
        "moved/b.py": True,
        "c.py": False,
    }


def test_a_leak_of_the_history_before_a_change_was_known_before(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": LINE})
    commit(made.root, {"a.py": None})
    git(made.root, "branch", "base")
    commit(made.root, {"b.py": "b"})

    assert ask(made.root, base="base").leaks == ()
    assert only(ask(made.root, base="base", history=True)).known_before


ALLOWED = f'TOKEN = "{TOKEN}"  # upheld: allow secret -- opens the sandbox until 2026-12-31\n'


def test_a_comment_allows_a_secret_until_its_day(tmp_path: Path) -> None:
    leak = only(ask(repository(tmp_path / "r", {"a.py": ALLOWED}).root))

    assert leak.waiver is not None
    assert (leak.waiver.reason, leak.waiver.expires, leak.waiver.subject) == (
        "opens the sandbox",
        "2026-12-31",
        leak.subject,
    )
    assert leak.confidence is Confidence.HIGH


def test_a_comment_that_comes_with_the_change_does_not_count(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x"})
    git(made.root, "branch", "base")
    commit(made.root, {"a.py": ALLOWED, "b.py": f'T = "{OTHER}"  # gitleaks:allow\n'})

    for leak in ask(made.root, base="base").leaks:
        assert leak.waiver is None
        assert leak.confidence is Confidence.HIGH
        assert leak.remarks == ("the comment that allows it comes with this change, so it does not count yet",)


def test_a_comment_on_one_of_two_lines_does_not_count(tmp_path: Path) -> None:
    leak = only(ask(repository(tmp_path / "r", {"a.py": ALLOWED + LINE}).root))

    assert leak.waiver is None
    assert leak.remarks == ("the same value stands on lines without a comment that allows it",)


@pytest.mark.parametrize("comment", ["gitleaks:allow", "pragma: allowlist secret"])
def test_comments_of_other_scanners_lower_what_is_sure(tmp_path: Path, comment: str) -> None:
    leak = only(ask(repository(tmp_path / "r", {"a.py": LINE.replace("\n", f"  # {comment}\n")}).root))

    assert leak.confidence is Confidence.MEDIUM
    assert leak.remarks == (f"`{comment}` allows it, but states no reason and no end",)


def test_a_list_of_the_change_allows_nothing(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"x": "x"})
    git(made.root, "branch", "base")
    commit(made.root, {"a.py": LINE, ".gitleaksignore": "a.py:github-pat:1\n"})

    assert only(ask(made.root, base="base")).confidence is Confidence.HIGH
    assert only(ask(made.root)).confidence is Confidence.MEDIUM


def test_a_partial_history_is_told(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"a.py": "a\n"})
    shutil.rmtree(made.root / ".git" / "objects" / git(made.root, "rev-parse", "HEAD:a.py").strip()[:2])

    assert "git failed" in ask(made.root, history=True).scanned.left_out[0][1]


def test_id_of_an_access_key_is_no_secret_in_metadata_of_keys(tmp_path: Path) -> None:
    id_ = f"AKIA{letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}"
    files = {".upheld/keys/aws.json": f'{{"AccessKeyId": "{id_}"}}\n', "keys.yml": LINE, "a.py": f'ID = "{id_}"\n'}
    made = repository(tmp_path / "r", files)

    assert [(leak.rule, leak.path) for leak in ask(made.root, history=True).leaks] == [
        ("aws-access-key", "a.py"),
        ("github-token", "keys.yml"),
    ]
