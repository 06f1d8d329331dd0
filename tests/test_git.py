"""How git is run: which program, for how long, and with what it may reach."""

import os
import time
from pathlib import Path

import pytest

from making import repository
from upheld.git import GitFailedError, GitTimeoutError, git, streamed


def test_input_reaches_git_and_output_comes_back(tmp_path: Path) -> None:
    repository(tmp_path, {"a.txt": "one\n"})

    result = git(tmp_path, "cat-file", "--batch-check", given=b"HEAD:a.txt\nHEAD:nowhere\n")

    assert result.returncode == 0
    assert result.stdout.endswith(b" blob 4\nHEAD:nowhere missing\n")


def test_a_failure_is_told_in_english_whatever_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    assert b"not a git repository" in git(tmp_path, "rev-parse", "HEAD").stderr


def test_no_protocol_is_allowed_unless_the_remote_is_asked(tmp_path: Path) -> None:
    repository(tmp_path / "source")

    refused = git(tmp_path, "ls-remote", f"file://{tmp_path}/source")
    answered = git(tmp_path, "ls-remote", f"file://{tmp_path}/source", remote=True)

    assert b"transport 'file' not allowed" in refused.stderr
    assert b"refs/heads/main" in answered.stdout


@pytest.mark.skipif(os.name == "nt", reason="the slow program is a shell script")
def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    repository(tmp_path)
    alias = f"alias.slow=!sleep 60 & echo $! >{tmp_path}/child; wait"

    with pytest.raises(GitTimeoutError, match=r"git -c took longer than 0\.5 seconds"):
        git(tmp_path, "-c", alias, "slow", timeout=0.5)

    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    assert not _lives(child)


def _lives(process: int) -> bool:
    """Tell whether a process still runs; one that ended counts as gone though nobody has asked for its exit code."""
    for _ in range(100):
        status = Path(f"/proc/{process}/stat")
        try:
            os.kill(process, 0)
            if status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return False
        except (ProcessLookupError, FileNotFoundError):
            return False
        time.sleep(0.05)
    return True


def test_a_long_answer_comes_in_parts(tmp_path: Path) -> None:
    repository(tmp_path, {"a.txt": "x" * 100_000})
    parts = list(streamed(tmp_path, "cat-file", "blob", "HEAD:a.txt", timeout=60, size=1000))

    assert b"".join(parts) == b"x" * 100_000
    assert max(map(len, parts)) == 1000


def test_a_stream_that_fails_says_why_after_what_it_said(tmp_path: Path) -> None:
    repository(tmp_path)

    with pytest.raises(GitFailedError, match="nowhere"):
        list(streamed(tmp_path, "cat-file", "blob", "HEAD:nowhere", timeout=60))


@pytest.mark.skipif(os.name == "nt", reason="the slow program is a shell script")
def test_a_stream_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    repository(tmp_path)

    with pytest.raises(GitTimeoutError, match="longer than"):
        list(streamed(tmp_path, "-c", "alias.slow=!sleep 60", "slow", timeout=0.2))


def test_a_stream_that_nobody_reads_to_its_end_is_ended(tmp_path: Path) -> None:
    repository(tmp_path, {"a.txt": "x" * 5_000_000})
    parts = streamed(tmp_path, "cat-file", "blob", "HEAD:a.txt", timeout=60, size=1000)

    assert next(parts) == b"x" * 1000
    parts.close()
