"""A runner that is not one: a broken repository as its workspace, and the files and variables that GitHub's gives."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from action.api import Api
from action.outputs import outputs_in
from making import git, repository

POLICY = """# Security policy

## Supported versions

| Version | Supported          |
| ------- | ------------------ |
| 0.2.x   | :white_check_mark: |
"""
WAIVERS = """waivers:
  - rule: supported-versions
    reason: The table is rewritten with 2.0
    owner: "@maintainers"
    expires: 2999-12-31
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a repository whose table speaks of versions long gone."""
    return repository(tmp_path / "workspace", {"SECURITY.md": POLICY}, tags=("v1.0.0", "v1.2.6")).root


@pytest.fixture
def commit(workspace: Path) -> Callable[[str], str]:
    """Write a policy, commit all there is, and return the commit."""

    def write_and_commit(policy: str) -> str:
        (workspace / "SECURITY.md").write_text(policy, encoding="utf-8")
        git(workspace, "add", "--all")
        git(workspace, "commit", "--quiet", "--message=Change")
        return git(workspace, "rev-parse", "HEAD").strip()

    return write_and_commit


@pytest.fixture
def waived_base(workspace: Path, commit: Callable[[str], str]) -> str:
    """Commit waivers for all that is broken, then take them away again; return the commit that has them."""
    (workspace / ".upheld.yml").write_text(WAIVERS, encoding="utf-8")
    base = commit(POLICY + "\n")
    (workspace / ".upheld.yml").unlink()
    commit(POLICY)
    return base


@pytest.fixture
def environment(tmp_path: Path, workspace: Path) -> dict[str, str]:
    """Return the variables of a runner in a run that a push began."""
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    event = tmp_path / "event.json"
    event.write_text('{"ref": "refs/heads/main", "repository": {"private": false}}', encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTOR": "somebody",
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_REPOSITORY": "owner/project",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(temporary),
        "UPHELD_INPUT_OFFLINE": "true",
        "UPHELD_INPUT_PATH": ".",
    }


@pytest.fixture
def outputs(tmp_path: Path) -> Callable[[], dict[str, str]]:
    """Read the outputs as the runner does: the last value of a name counts."""

    def read() -> dict[str, str]:
        return outputs_in((tmp_path / "output").read_text(encoding="utf-8"))

    return read


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Api() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
