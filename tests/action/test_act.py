"""The whole of action.yml in a workflow, run by act on this machine: real expressions, conditions, outputs, summaries.

Two things are not real: code scanning, whose action is a stub that keeps what it is given, and GitHub's API.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from action.api import Api
from action.steps import ROOT, STEPS
from making import git

PROGRAM = shutil.which("act") or ""
UPLOAD = next(step["uses"] for step in STEPS if "uses" in step)
STUB = """name: Stub
description: Keeps the report that would have been uploaded, or refuses it.
inputs: {sarif_file: {required: true}, category: {required: false}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {FILE: "${{ inputs.sarif_file }}", CATEGORY: "${{ inputs.category }}"}
      run: |
        test -z "${REFUSE:-}"
        cp "$FILE" "$KEPT/${CATEGORY:-none}"
"""
TABLE = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n"
UPHELD = f"{TABLE}| 1.x | yes |\n"
OFFLINE = {"offline": "true", "upload-sarif": "true"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="act is not installed: `nox -s action` builds it where Go is"),
]


@dataclass(frozen=True)
class Job:
    """What came of a job: how it ended, what act says of it, and the reports that were uploaded, by category."""

    code: int
    said: list[dict[str, Any]]
    uploads: dict[str, Any]

    def outputs(self, call: str = "call0") -> dict[str, str]:
        return {each["name"]: each["arg"] for each in self._commands("set-output") if each["stepID"] == [call]}

    def annotations(self) -> list[str]:
        return [each["arg"] for command in ("error", "warning", "notice") for each in self._commands(command)]

    @property
    def summary(self) -> str:
        return "\n".join(dict.fromkeys(each["content"] for each in self._commands("summary")))

    def _commands(self, command: str) -> Iterator[dict[str, Any]]:
        return (each for each in self.said if each.get("command") == command)


@pytest.fixture
def act(tmp_path: Path, workspace: Path) -> Callable[..., Job]:
    """Run a workflow of the workspace that calls the Action with each of these inputs, on a push or another event."""
    kept, stub, action = (tmp_path / name for name in ("kept", "stub", "action"))
    for folder in (kept, stub / "upload-sarif", action):
        folder.mkdir(parents=True)
    (stub / "upload-sarif" / "action.yml").write_text(STUB, encoding="utf-8")
    shutil.copy(ROOT / "action.yml", action)
    places = {"upheld/upheld@v1": action, f"github/codeql-action@{UPLOAD.partition('@')[2]}": stub}
    variables = {"UPHELD_PYTHON": sys.executable, "KEPT": str(kept), "GITHUB_REPOSITORY": "owner/project"}

    def run(*calls: Mapping[str, str], event: Mapping[str, object] | None = None, **more: str) -> Job:
        _write_workflow(workspace, calls)
        (tmp_path / "event.json").write_text(json.dumps(event or {}), encoding="utf-8")
        command = [PROGRAM, "pull_request" if event else "push", "--json", "--no-cache-server"]
        command += ["--platform", "ubuntu-latest=-self-hosted", "--eventpath", str(tmp_path / "event.json")]
        command += ["--secret", "GITHUB_TOKEN=not-a-real-token"]
        command += [f"--local-repository={name}={folder}" for name, folder in places.items()]
        command += [f"--env={name}={value}" for name, value in {**variables, **more}.items()]
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "ACT_DISABLE_VERSION_CHECK": "1"}
        done = subprocess.run(command, cwd=workspace, env=environment, check=False, capture_output=True, text=True)
        said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        uploads = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in kept.iterdir()}
        return Job(done.returncode, said, uploads)

    return run


def _write_workflow(workspace: Path, calls: tuple[Mapping[str, str], ...]) -> None:
    steps: list[dict[str, Any]] = [{"uses": "actions/checkout@v7"}]
    steps += [
        {"uses": "upheld/upheld@v1", "id": f"call{number}", "if": "always()", "with": dict(call)}
        for number, call in enumerate(calls)
    ]
    jobs = {"security": {"runs-on": "ubuntu-latest", "steps": steps}}
    folder = workspace / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "security.yml").write_text(yaml.safe_dump({"on": ["push", "pull_request"], "jobs": jobs}), "utf-8")


def _shallow(workspace: Path) -> None:
    """Make the workspace what actions/checkout leaves when nothing is asked of it: one commit, no tags, a remote."""
    remote = workspace.rename(workspace.with_name("remote"))
    git(remote, "clone", "--quiet", "--depth=1", "--no-tags", remote.as_uri(), str(workspace))


def test_a_broken_policy_fails_the_job_after_outputs_summary_annotations_and_upload(act: Callable[..., Job]) -> None:
    job = act({**OFFLINE, "category": "ours"})
    assert job.code == 1
    told = job.outputs()
    assert (told["verdict"], told["exit-code"], told["uploaded"]) == ("broken", "1", "true")
    assert Path(told["sarif-file"]).name == "upheld.sarif"
    assert job.summary.startswith("## Upheld: a promise is broken")
    assert job.summary.endswith("SARIF upload to code scanning: done.\n")
    assert any("0.2.x" in annotation for annotation in job.annotations())
    assert job.uploads["ours"]["runs"][0]["results"]


def test_an_upheld_policy_lets_the_job_pass(act: Callable[..., Job], commit: Callable[[str], str]) -> None:
    commit(UPHELD)
    job = act(OFFLINE)
    assert (job.code, job.outputs()["verdict"], job.outputs()["exit-code"]) == (0, "upheld", "0")
    assert job.uploads["none"]["runs"][0]["results"] == []


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_token_that_may_only_read_contents_fails_nothing_and_the_summary_says_what_was_skipped(
    act: Callable[..., Job], commit: Callable[[str], str], api: Api
) -> None:
    commit(UPHELD)
    api.status = 403
    job = act({}, GITHUB_API_URL=api.address)
    assert ("/repos/owner/project/code-scanning/analyses?per_page=1", "Bearer not-a-real-token") in api.asked
    assert (job.code, job.uploads) == (0, {})
    assert "SARIF upload to code scanning: skipped: it needs `security-events: write`" in job.summary


def test_an_upload_that_is_refused_fails_nothing_and_is_told(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    commit(UPHELD)
    job = act(OFFLINE, REFUSE="yes")
    assert (job.code, job.outputs()["uploaded"]) == (0, "refused")
    assert job.annotations() == ["Code scanning did not take the SARIF report; the step before says why."]


def test_a_shallow_checkout_without_tags_asks_the_remote(act: Callable[..., Job], workspace: Path) -> None:
    _shallow(workspace)
    job = act({"upload-sarif": "false"})
    assert (job.code, job.outputs()["verdict"]) == (1, "broken")


def test_a_shallow_checkout_without_tags_is_unverified_offline_and_the_summary_says_how_to_mend_it(
    act: Callable[..., Job], workspace: Path
) -> None:
    _shallow(workspace)
    job = act(OFFLINE)
    assert (job.code, job.outputs()["verdict"]) == (0, "unverified")
    assert "fetch-depth: 0" in job.summary.replace("\\", "")


def test_in_a_pull_request_the_base_is_fetched_and_its_waivers_count(
    act: Callable[..., Job], workspace: Path, waived_base: str
) -> None:
    _shallow(workspace)
    event = {"pull_request": {"base": {"sha": waived_base}, "head": {"ref": "topic"}}}
    job = act({"upload-sarif": "false"}, event=event)
    assert (job.code, job.outputs()["broken"]) == (0, "0")
    assert int(job.outputs()["waived"]) > 0


def test_two_calls_in_one_job_upload_under_categories_of_their_own(act: Callable[..., Job]) -> None:
    job = act({**OFFLINE, "category": "one"}, {**OFFLINE, "category": "two"})
    assert set(job.uploads) == {"one", "two"}
    assert job.outputs("call0")["sarif-file"] != job.outputs("call1")["sarif-file"]


def test_a_policy_full_of_commands_commands_nothing(act: Callable[..., Job], commit: Callable[[str], str]) -> None:
    commit(f"{TABLE}| 0.2.x ::set-output name=verdict::upheld ##[error]obeyed | yes |\n| 0.3 | yes |\n")
    job = act(OFFLINE)
    assert (job.code, job.outputs()["verdict"]) == (1, "broken")
    assert any("##\\u005berror]obeyed" in str(each.get("msg")) for each in job.said if each.get("raw_output"))
    assert "obeyed" not in job.annotations()
