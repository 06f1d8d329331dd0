"""action.yml: its steps fit together, and no input, checkout or event is ever a command."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from action.pulls import told
from action.steps import ACTION, ROOT, STEPS, needs_bash, run_steps
from making import git

Read = Callable[[], dict[str, str]]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SHELLCHECK = shutil.which("shellcheck")


@pytest.fixture
def runner(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return a runner that has this interpreter and installs nothing."""
    (tmp_path / "output").touch()
    kept = {name: value for name, value in environment.items() if not name.startswith("UPHELD_")}
    return {"PATH": os.environ["PATH"], "GITHUB_ACTION_PATH": str(ROOT), "UPHELD_PYTHON": sys.executable, **kept}


@pytest.mark.slow
@needs_bash
def test_a_broken_promise_fails_the_job_after_every_report_and_the_upload(
    runner: dict[str, str], outputs: Read, tmp_path: Path
) -> None:
    given = {"offline": "true", "upload-sarif": "true", "category": "ours"}
    run = run_steps(runner, given, outputs)
    assert run.code == 1, run.log
    assert (run.outputs["verdict"], run.outputs["exit-code"]) == ("broken", "1")
    assert [name for name, value in run.outputs.items() if not value] == ["base"], "a push is compared with nothing"
    assert "::error file=SECURITY.md,line=7" in run.log
    assert run.used == [{"sarif_file": run.outputs["sarif-file"], "category": "ours"}]
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## Upheld: a promise is broken")
    assert summary.endswith("\nSARIF upload to code scanning: done.\n")


@pytest.mark.slow
@needs_bash
def test_a_refused_upload_fails_no_job_and_is_told(
    runner: dict[str, str], outputs: Read, commit: Callable[[str], str], tmp_path: Path
) -> None:
    commit("# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n")
    run = run_steps(runner, {"offline": "true", "upload-sarif": "true"}, outputs, upload_outcome="failure")
    assert (run.code, run.outputs["verdict"], run.outputs["uploaded"]) == (0, "upheld", "refused")
    assert "::warning title=upheld::Code scanning did not take the SARIF report" in run.log
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").endswith("code scanning: refused.\n")


@pytest.mark.slow
@needs_bash
def test_an_upload_that_is_not_wanted_is_not_tried(runner: dict[str, str], outputs: Read) -> None:
    run = run_steps(runner, {"offline": "true", "upload-sarif": "false"}, outputs)
    assert run.used == []
    assert run.outputs["uploaded"] == "skipped: the input upload-sarif is false"
    assert run.outputs["program"] == str(Path(sys.executable).with_name("upheld"))


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize("clone", ["whole", "shallow"])
def test_in_a_pull_request_waivers_count_from_its_base_also_where_the_checkout_does_not_hold_it(
    runner: dict[str, str],
    outputs: Read,
    workspace: Path,
    waived_base: str,
    tmp_path: Path,
    clone: str,
) -> None:
    if clone == "shallow":
        git(tmp_path, "clone", "--quiet", "--depth=1", workspace.as_uri(), "shallow")
        runner["GITHUB_WORKSPACE"] = str(tmp_path / "shallow")
    told(runner, {"pull_request": {"base": {"sha": waived_base}}})
    run = run_steps(runner, {"upload-sarif": "false"}, outputs)
    assert (run.code, run.outputs["broken"]) == (0, "0"), run.log
    assert int(run.outputs["waived"]) > 0


@pytest.mark.slow
@needs_bash
def test_offline_the_base_is_not_fetched_and_the_refusal_says_how_to_have_it(
    runner: dict[str, str], outputs: Read, workspace: Path, waived_base: str, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", workspace.as_uri(), "shallow")
    told(runner, {"pull_request": {"base": {"sha": waived_base}}})
    run = run_steps(runner | {"GITHUB_WORKSPACE": str(tmp_path / "shallow")}, {"offline": "true"}, outputs)
    assert (run.code, run.outputs["verdict"]) == (2, "unverified")
    assert "fetch-depth: 0" in run.log


@pytest.mark.slow
@needs_bash
def test_a_workspace_that_brings_modules_of_its_own_lends_none(
    runner: dict[str, str], outputs: Read, workspace: Path
) -> None:
    (workspace / "upheld").mkdir()
    for stranger in ("upheld/__init__.py", "yaml.py", "click.py"):
        (workspace / stranger).write_text("raise SystemExit('a stranger ran')", encoding="utf-8")
    run = run_steps(runner, {"offline": "true"}, outputs)
    assert run.code == 1
    assert "a stranger ran" not in run.log


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize("value", ["$(touch stolen)", "`touch stolen`", "; touch stolen", "' \" touch stolen"])
def test_an_input_is_never_a_command(runner: dict[str, str], outputs: Read, workspace: Path, value: str) -> None:
    run = run_steps(runner, dict.fromkeys(ACTION["inputs"], value), outputs)
    assert (run.code, run.outputs["exit-code"]) == (2, "2")
    assert not (workspace / "stolen").exists()


@pytest.mark.slow
@needs_bash
def test_a_repository_that_lies_in_a_folder_of_the_checkout_configures_no_git_of_ours(
    runner: dict[str, str], outputs: Read, workspace: Path
) -> None:
    folder = workspace / "docs"
    git(workspace, "init", "--quiet", "--bare", str(folder))
    git(folder, "config", "remote.origin.url", str(workspace))
    git(folder, "config", "remote.origin.uploadpack", f"touch {workspace / 'stolen'}; git-upload-pack")
    head = git(workspace, "rev-parse", "HEAD")
    (folder / "shallow").write_text(head, encoding="utf-8")
    told(runner, {"pull_request": {"base": {"sha": head.strip()[::-1]}}})
    run_steps(runner, {"path": "docs", "upload-sarif": "false"}, outputs)
    assert not (workspace / "stolen").exists()


@pytest.mark.slow
@needs_bash
def test_an_old_python_is_told_apart(runner: dict[str, str], outputs: Read, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for name in ("python", "python3"):
        program = old / name
        program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.1" || exit 1\n', encoding="utf-8")
        program.chmod(0o755)
    del runner["UPHELD_PYTHON"]
    run = run_steps(runner | {"PATH": f"{old}{os.pathsep}{runner['PATH']}"}, {}, outputs)
    assert run.code == 2
    assert "Python 3.11 or newer is needed, and this runner has Python 3.9.1; put actions/setup-python" in run.log


def test_no_script_holds_an_expression() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


@pytest.mark.skipif(SHELLCHECK is None, reason="shellcheck is not installed; systems have it as a package")
@pytest.mark.parametrize("step", [step for step in STEPS if "run" in step], ids=lambda step: step["name"])
def test_shellcheck_has_nothing_to_say_of_a_script(step: dict[str, Any]) -> None:
    script = f"set -eo pipefail\n{step['run']}"
    command = [str(SHELLCHECK), "--shell=bash", "-"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_every_input_is_used_by_a_step() -> None:
    given = " ".join(value for step in STEPS for key in ("env", "with") for value in step.get(key, {}).values())
    assert {name for name in ACTION["inputs"] if f"inputs.{name} " not in given} == set()


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_every_action_of_others_is_pinned_to_a_commit_whose_version_is_told(path: Path) -> None:
    used = re.findall(r"^ +(?:- )?uses: (?!\./)(.+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_no_input_has_a_default_but_the_path() -> None:
    assert {name: stated["default"] for name, stated in ACTION["inputs"].items() if "default" in stated} == {
        "path": "."
    }


def test_the_readme_lists_every_input() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| Input |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(ACTION["inputs"])
