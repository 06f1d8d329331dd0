"""A runner that is not one: a broken repository as its workspace, and the files and variables that GitHub's gives."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

POLICY = """# Security policy

## Supported versions

| Version | Supported          |
| ------- | ------------------ |
| 0.2.x   | :white_check_mark: |
"""
_GIT = ("git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
_OUTPUT = re.compile(r"^(?P<name>[\w-]+)(?:=(?P<line>.*)|<<(?P<end>.+)\n(?P<lines>(?s:.*?))\n(?P=end))\n", re.MULTILINE)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes seconds, since it runs programs")


@pytest.fixture
def commit(tmp_path: Path) -> Callable[[str], str]:
    """Write a policy, commit it, and return the commit."""
    folder = tmp_path / "workspace"

    def write_and_commit(policy: str) -> str:
        (folder / "SECURITY.md").write_text(policy, encoding="utf-8")
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "--message=Change")
        return _git(folder, "rev-parse", "HEAD").strip()

    return write_and_commit


@pytest.fixture
def workspace(tmp_path: Path, commit: Callable[[str], str]) -> Path:
    """Return a repository whose table speaks of versions long gone."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    _git(folder, "init", "--quiet", "--initial-branch=main")
    commit(POLICY)
    for tag in ("v1.0.0", "v1.2.6"):
        _git(folder, "tag", tag)
    return folder


@pytest.fixture
def environment(tmp_path: Path, workspace: Path) -> dict[str, str]:
    """Return the variables of a runner in a run that a push began."""
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    event = tmp_path / "event.json"
    event.write_text('{"ref": "refs/heads/main"}', encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(temporary),
        "UPHELD_INPUT_OFFLINE": "true",
        "UPHELD_INPUT_PATH": ".",
    }


@pytest.fixture
def outputs(tmp_path: Path) -> Callable[[], dict[str, str]]:
    """Read the outputs as the runner does."""

    def read() -> dict[str, str]:
        text = (tmp_path / "output").read_text(encoding="utf-8")
        return {match["name"]: match["lines"] or match["line"] or "" for match in _OUTPUT.finditer(text)}

    return read


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run([*_GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout
