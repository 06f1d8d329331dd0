"""The workflows of the README are ones, by all that checks workflows; its tables are what action.yml says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from action.steps import ACTION, ROOT, needs_bash
from making import git, repository

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMIT = "0123456789" * 4
TOOLS = {
    "check-jsonschema": ("--builtin-schema", "vendor.github-workflows"),
    "zizmor": ("--offline", "--strict-collection", "--no-progress", "--persona", "auditor"),
    "actionlint": (),
}
WORKFLOWS = [
    block.replace("<commit>", COMMIT)
    for block in re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    if "\njobs:\n" in block
]
NAMES = ("Upheld", "Upheld every week", "Upheld for every repository")
OURS = f"upheld/upheld@{COMMIT}"


def workflow(name: str) -> dict[Any, Any]:
    read: list[dict[Any, Any]] = [yaml.safe_load(text) for text in WORKFLOWS]
    return next(each for each in read if each["name"] == name)


def steps(name: str) -> list[dict[str, Any]]:
    (job,) = workflow(name)["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def table(first: str) -> set[str]:
    """Return what the rows of a table name in their first cell."""
    rows = README.partition(f"| {first} | Meaning")[2].partition("\n\n")[0].splitlines()[2:]
    return {name for row in rows for name in re.findall(r"`([\w-]+)`", row.split("|")[1])}


def test_there_is_one_for_pull_requests_one_for_every_week_and_one_for_an_organisation() -> None:
    triggers = [set(workflow(name)[True]) for name in NAMES]

    assert triggers == [{"push", "pull_request"}, {"schedule", "workflow_dispatch"}, {"workflow_call"}]
    assert len(WORKFLOWS) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_has_few_rights_is_pinned_and_gives_the_action_what_it_knows(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    used = [step for step in steps(name) if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in used)
    (ours,) = (step for step in used if step["uses"] == OURS)
    assert set(ours.get("with", {})) <= set(ACTION["inputs"])
    assert set(re.findall(r"steps\.upheld\.outputs\.([\w-]+)", str(steps(name)))) <= set(ACTION["outputs"])


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_found_in_them_by_what_checks_workflows(tool: str, tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    program = shutil.which(tool, path=path)
    if program is None:
        pytest.skip(f"{tool} is not installed: `nox -s action` has it")
    files = [tmp_path / f"{number}.yml" for number in range(len(WORKFLOWS))]
    for file, text in zip(files, WORKFLOWS, strict=True):
        file.write_text(text, encoding="utf-8")
    done = subprocess.run([program, *TOOLS[tool], *map(str, files)], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tables_of_inputs_and_outputs_are_those_of_the_action() -> None:
    assert table("Input") == set(ACTION["inputs"])
    assert table("Output") == set(ACTION["outputs"])


@needs_bash
def test_the_review_that_is_due_is_pushed_once_and_a_pull_request_is_opened(tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    root = repository(tmp_path / "clone", {"SECURITY.md": "# Security\n\nNext review: quarterly.\n"}).root
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "gh").write_text('#!/bin/sh\necho "$@" >> "$ASKED"\n', encoding="utf-8")
    (programs / "gh").chmod(0o755)
    environment = {
        **os.environ,
        "ASKED": str(tmp_path / "asked"),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
        "UPHELD": str(Path(sys.executable).with_name("upheld")),
    }
    (script,) = (step["run"] for step in steps("Upheld every week") if "run" in step)
    for _ in range(2):
        subprocess.run(["bash", "-e", "-c", script], cwd=root, env=environment, check=True, capture_output=True)
        git(root, "switch", "--quiet", "main")

    (branch,) = (name for name in git(remote, "branch", "--format=%(refname:short)").split() if name != "main")
    assert re.fullmatch(r"security-review/\d{4}-Q[1-4]", branch)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [line for line in asked if line.startswith("pr ")] == [f"pr create --fill --head {branch}"]
