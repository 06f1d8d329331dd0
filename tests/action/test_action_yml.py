"""action.yml: its steps are run with bash as the runner would, so that names, variables and outputs fit together."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
Read = Callable[[], dict[str, str]]
_EXPRESSION = re.compile(r"\$\{\{\s*(?P<what>[\w.-]+)\s*\}\}")

needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None, reason="bash is not installed; the steps are written in it"
)


def _resolved(text: str, values: Mapping[str, str]) -> str:
    """Return the text with `inputs.*` and `steps.*.outputs.*`, as GitHub fills them in; what is unknown is empty."""
    return _EXPRESSION.sub(lambda match: values.get(match["what"], ""), text)


def _inputs(given: Mapping[str, str]) -> dict[str, str]:
    declared = {name: str(stated.get("default", "")) for name, stated in ACTION["inputs"].items()}
    return {f"inputs.{name}": value for name, value in {**declared, **given}.items()}


def _run_steps(environment: Mapping[str, str], given: Mapping[str, str], read: Read) -> tuple[int, dict[str, str], str]:
    """Run each step until one fails; return how that ended, the Action's outputs, and the log."""
    values, log, code = _inputs(given), "", 0
    for step in STEPS:
        own = {name: _resolved(value, values) for name, value in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command,
            env={**environment, **own},
            cwd=environment["GITHUB_WORKSPACE"],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        log, code = log + done.stdout, done.returncode
        values |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in read().items()}
        if code:
            break
    return code, {name: _resolved(stated["value"], values) for name, stated in ACTION["outputs"].items()}, log


@pytest.fixture
def runner(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return a runner that has this interpreter and installs nothing."""
    (tmp_path / "output").touch()
    inputs = [name for name in environment if name.startswith("UPHELD_")]
    kept = {name: value for name, value in environment.items() if name not in inputs}
    return {"PATH": os.environ["PATH"], "GITHUB_ACTION_PATH": str(ROOT), "UPHELD_PYTHON": sys.executable, **kept}


@pytest.mark.slow
@needs_bash
def test_a_broken_promise_fails_the_job_after_every_output(runner: dict[str, str], outputs: Read) -> None:
    code, told, log = _run_steps(runner, {"offline": "true"}, outputs)
    assert code == 1, log
    assert (told["verdict"], told["exit-code"], told["broken"]) == ("broken", "1", "2")
    assert all(told.values())
    assert "::error file=SECURITY.md,line=7" in log


@pytest.mark.slow
@needs_bash
def test_a_workspace_that_brings_modules_of_its_own_lends_none(
    runner: dict[str, str], outputs: Read, workspace: Path
) -> None:
    (workspace / "upheld").mkdir()
    for stranger in ("upheld/__init__.py", "yaml.py", "click.py"):
        (workspace / stranger).write_text("raise SystemExit('a stranger ran')", encoding="utf-8")
    code, _, log = _run_steps(runner, {"offline": "true"}, outputs)
    assert code == 1
    assert "a stranger ran" not in log


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize("value", ["$(touch stolen)", "`touch stolen`", "; touch stolen", "' \" touch stolen"])
def test_an_input_is_never_a_command(runner: dict[str, str], outputs: Read, workspace: Path, value: str) -> None:
    code, told, _ = _run_steps(runner, dict.fromkeys(ACTION["inputs"], value), outputs)
    assert (code, told["exit-code"]) == (2, "2")
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
    code, _, log = _run_steps(runner | {"PATH": f"{old}{os.pathsep}{runner['PATH']}"}, {}, outputs)
    assert code == 2
    assert "Python 3.11 or newer is needed, and this runner has Python 3.9.1; put actions/setup-python" in log


def test_no_script_holds_an_expression() -> None:
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []


def test_every_input_reaches_the_tool_by_environment() -> None:
    given = {value for step in STEPS for value in step["env"].values()}
    assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} <= given


def test_no_input_has_a_default_but_the_path() -> None:
    assert {name: stated["default"] for name, stated in ACTION["inputs"].items() if "default" in stated} == {
        "path": "."
    }
