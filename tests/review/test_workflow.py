"""templates/review.yml: its last step opens a pull request once, and only where a review was made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from making import git, repository

ROOT = Path(__file__).parents[2]
TEMPLATE: dict[Any, Any] = yaml.safe_load((ROOT / "templates" / "review.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {
    each["name"]: each for each in TEMPLATE["jobs"]["review"]["steps"] if "name" in each
}
GH = '#!/bin/sh\necho "gh $*" >> "$RUNNER_TEMP/called"\n'

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed; GitHub's runners have it")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    made = repository(tmp_path / "made", {"SECURITY.md": "# Security\n\nWrite to security@example.org.\n"}).root
    git(tmp_path, "clone", "-q", "--bare", str(made), "remote.git")
    git(tmp_path, "clone", "-q", "remote.git", "checkout")
    return tmp_path / "checkout"


def run(step: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    programs, temp = checkout.parent / "bin", checkout.parent / "temp"
    for folder in (programs, temp):
        folder.mkdir(exist_ok=True)
    upheld = f"#!/bin/sh\nexec {sys.executable} -c 'from upheld.cli import main; main()' \"$@\"\n"
    for name, text in {"gh": GH, "upheld": upheld}.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(temp)}
    environment |= {"SERVER": "https://github.com", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    script = ["bash", "-e", "-o", "pipefail", "-c", STEPS[step]["run"]]
    return subprocess.run(script, cwd=checkout, env=environment, capture_output=True, text=True, check=True)


def called(checkout: Path) -> list[str]:
    file = checkout.parent / "temp" / "called"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def reviewed(checkout: Path) -> None:
    command = [sys.executable, "-c", "from upheld.cli import main; main()", "review", "--offline", "--if-due"]
    subprocess.run([*command, "--as-of", "2026-11-22"], cwd=checkout, check=True, capture_output=True)


def test_a_review_becomes_a_branch_and_a_pull_request(checkout: Path) -> None:
    reviewed(checkout)
    run("Open the pull request", checkout)

    branch = "security-review/2026-Q4"
    committed = git(checkout.parent / "remote.git", "show", "--name-only", "--format=%s", branch).split("\n")
    folder = "security-reviews/2026-Q4"
    assert [each for each in committed if each] == [
        "Security review 2026-Q4", *(f"{folder}/{name}" for name in ("ledger.json", "review.html", "review.md"))
    ]  # fmt: skip
    assert [each.split(" --")[0] for each in called(checkout)] == ["gh auth setup-git", "gh pr create"]
    summary = (checkout.parent / "temp" / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# Security review 2026\\-Q4 of ")
    assert "## What to do" in summary
    assert "## Trend" not in summary


def test_nothing_is_opened_where_no_review_was_made(checkout: Path) -> None:
    done = run("Open the pull request", checkout)

    assert done.stdout == "No review is due.\n"
    assert called(checkout) == []


def test_a_review_whose_branch_is_there_is_not_opened_again(checkout: Path) -> None:
    git(checkout, "push", "-q", "origin", "HEAD:refs/heads/security-review/2026-Q4")
    reviewed(checkout)
    done = run("Open the pull request", checkout)

    assert done.stdout == "security-review/2026-Q4 is there already.\n"
    assert len(called(checkout)) == 1


def test_it_may_do_no_more_than_it_has_to() -> None:
    job = TEMPLATE["jobs"]["review"]

    assert TEMPLATE["permissions"] == {}
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert not [step for step in STEPS.values() if "${{" in step["run"]]
    assert STEPS["Review"]["run"] == "upheld review --if-due"
