"""The steps of action.yml, run with bash as the runner would, so that names, variables and outputs are seen to fit."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")

needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None, reason="bash is not installed; the steps are written in it"
)
_EXPRESSION = re.compile(r"\$\{\{\s*(?P<names>[^}]+?)\s*\}\}")
_CONDITION = re.compile(r"(?P<name>[\w.-]+) == '(?P<word>\w+)'")


@dataclass
class Run:
    """What came of the Action: how it ended, its outputs, its log, and what was given to the actions that it uses."""

    code: int = 0
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict[str, str])
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """How long each step took, by its name."""
    used: list[dict[str, str]] = field(default_factory=list[dict[str, str]])


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its expressions replaced: the first of `a || b` that is known and not empty."""
    return _EXPRESSION.sub(
        lambda match: next(filter(None, (values.get(name, "") for name in match["names"].split(" || "))), ""), text
    )


def run_steps(
    environment: Mapping[str, str],
    given: Mapping[str, str],
    read_outputs: Callable[[], Mapping[str, str]],
    upload_outcome: str = "success",
) -> Run:
    """Run each step until one fails; `given` are inputs, or values of the context such as `github.token`."""
    declared = {name: str(stated.get("default", "")) for name, stated in ACTION["inputs"].items()}
    values = {f"inputs.{name}": value for name, value in declared.items()}
    values |= {name if "." in name else f"inputs.{name}": value for name, value in given.items()}
    run = Run()
    for step in STEPS:
        if not _is_due(step.get("if"), values):
            continue
        if "uses" in step:
            run.used.append({name: resolved(value, values) for name, value in step["with"].items()})
            values[f"steps.{step['id']}.outcome"] = upload_outcome
            run.code = 0 if upload_outcome == "success" or step.get("continue-on-error") else 1
        else:
            run.code = _run_script(step, environment, values, run)
            values |= {f"steps.{step['id']}.outputs.{name}": value for name, value in read_outputs().items()}
        if run.code:
            break
    run.outputs = {name: resolved(stated["value"], values) for name, stated in ACTION["outputs"].items()}
    return run


def _is_due(condition: str | None, values: Mapping[str, str]) -> bool:
    if condition is None:
        return True
    match = _CONDITION.fullmatch(condition)
    assert match, f"this harness cannot tell whether {condition}"
    return values.get(match["name"]) == match["word"]


def _run_script(step: Mapping[str, Any], environment: Mapping[str, str], values: Mapping[str, str], run: Run) -> int:
    begun = perf_counter()
    own = {name: resolved(value, values) for name, value in step.get("env", {}).items()}
    done = subprocess.run(
        [*BASH, step["run"]],
        env={**environment, **own},
        cwd=environment["GITHUB_WORKSPACE"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    run.log += done.stdout
    run.seconds[step["name"]] = perf_counter() - begun
    return done.returncode
