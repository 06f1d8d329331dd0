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
BROKEN = f"{TABLE}| 1.x | yes |\n| 7.x | yes |\n"
DONE = "SARIF upload to code scanning: done.\n"
CRASHING = """from upheld.check import check
from upheld.policy.security_policy import SecurityPolicy


@check(SecurityPolicy)
def faulty(promise, context):
    raise ValueError("nobody expected this")
"""
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

    def results(self, category: str = "none") -> list[tuple[str, str | None]]:
        """Return rule and state of what would have been uploaded."""
        (run,) = self.uploads[category]["runs"]
        return [(each["ruleId"], each.get("baselineState")) for each in run["results"]]

    def outcome(self, call: str = "call0") -> tuple[int, str, str, str]:
        """Return how the job ended, and what the Action says of it."""
        told = self.outputs(call)
        return self.code, told["verdict"], told["exit-code"], told["uploaded"]

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


def _pull_request(base: str, **repository: object) -> dict[str, object]:
    head = {"ref": "topic", "sha": "1" * 40, "repo": {"full_name": "stranger/project"}}
    of_base = {"sha": base, "repo": {"full_name": "owner/project"}}
    return {"pull_request": {"base": of_base, "head": head}, "repository": repository}


def test_a_broken_policy_fails_the_job_after_outputs_summary_annotations_and_upload(act: Callable[..., Job]) -> None:
    job = act({**OFFLINE, "category": "ours"})
    assert job.outcome() == (1, "broken", "1", "true")
    assert Path(job.outputs()["sarif-file"]).name == "upheld.sarif"
    assert job.summary.startswith("## Upheld: a promise is broken")
    assert job.summary.endswith(DONE)
    assert any("0.2.x" in annotation for annotation in job.annotations())
    assert set(job.results("ours")) == {("supported-versions", None)}


def test_an_upheld_policy_lets_the_job_pass(act: Callable[..., Job], commit: Callable[[str], str]) -> None:
    commit(UPHELD)
    job = act(OFFLINE)
    assert job.outcome() == (0, "upheld", "0", "true")
    assert job.summary.startswith("## Upheld: nothing is broken")
    assert job.summary.endswith(DONE)
    assert job.results() == []


def test_what_a_pull_request_breaks_is_new_and_fails_the_job(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    base = commit(UPHELD)
    commit(BROKEN)
    job = act(OFFLINE, event=_pull_request(base))
    assert job.outcome() == (1, "broken", "1", "true")
    assert (job.outputs()["base"], job.outputs()["new"], job.outputs()["fixed"]) == (base, "1", "0")
    assert f"compared with {base[:12]}" in job.summary
    assert job.results() == [("supported-versions", "new")]


def test_what_is_broken_on_the_base_too_fails_no_pull_request(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    base = commit(BROKEN)
    commit(f"{BROKEN}\nThank you.\n")
    job = act(OFFLINE, event=_pull_request(base))
    assert job.outcome() == (0, "broken", "0", "true")
    assert (job.outputs()["broken"], job.outputs()["new"]) == ("1", "0")
    assert job.summary.startswith("## Upheld: this change breaks nothing")
    assert job.results() == [("supported-versions", "unchanged")]
    assert all("as before this change" in annotation for annotation in job.annotations())


def test_what_a_pull_request_mends_is_told_and_is_no_result(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    base = commit(BROKEN)
    commit(UPHELD)
    job = act(OFFLINE, event=_pull_request(base))
    assert (job.code, job.outputs()["fixed"], job.outputs()["exit-code"]) == (0, "1", "0")
    assert "<summary>What this change mends (1)</summary>" in job.summary
    assert [rule for rule, _ in job.results() if rule == "supported-versions"] == []


def test_a_pull_request_from_a_fork_of_a_private_repository_is_judged_and_nothing_is_uploaded(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    base = commit(UPHELD)
    commit(BROKEN)
    job = act({"timeout": "5"}, event=_pull_request(base, private=True))
    why = "skipped: a pull request from a fork of a private repository has a token that may only read"
    assert job.outcome() == (1, "broken", "1", why)
    assert job.summary.endswith(f"SARIF upload to code scanning: {why}.\n")
    assert job.uploads == {}


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_token_that_may_only_read_contents_fails_nothing_and_the_summary_says_what_was_skipped(
    act: Callable[..., Job], commit: Callable[[str], str], api: Api
) -> None:
    commit(UPHELD)
    api.status = 403
    job = act({}, GITHUB_API_URL=api.address)
    assert ("/repos/owner/project/code-scanning/analyses?per_page=1", "Bearer not-a-real-token") in api.asked
    assert (job.code, job.outputs()["exit-code"], job.uploads) == (0, "0", {})
    assert "SARIF upload to code scanning: skipped: it needs `security-events: write`" in job.summary


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_on_an_enterprise_server_that_server_is_asked_and_no_other(
    act: Callable[..., Job], commit: Callable[[str], str], api: Api
) -> None:
    commit(UPHELD)
    job = act({}, GITHUB_API_URL=f"{api.address}/api/v3", GITHUB_SERVER_URL=api.address)
    asked = [path for path, _ in api.asked]
    assert "/api/v3/repos/owner/project/code-scanning/analyses?per_page=1" in asked
    assert [path for path in asked if not path.startswith("/api/v3/")] == []
    assert job.outcome() == (0, "upheld", "0", "true")
    assert job.summary.endswith(DONE)
    assert job.results() == []


def test_an_upload_that_is_refused_fails_nothing_and_is_told(
    act: Callable[..., Job], commit: Callable[[str], str]
) -> None:
    commit(UPHELD)
    job = act(OFFLINE, REFUSE="yes")
    assert job.outcome() == (0, "upheld", "0", "refused")
    assert job.annotations() == ["Code scanning did not take the SARIF report; the step before says why."]
    assert job.summary.endswith("SARIF upload to code scanning: refused.\n")
    assert job.uploads == {}


def test_a_shallow_checkout_without_tags_asks_the_remote(act: Callable[..., Job], workspace: Path) -> None:
    _shallow(workspace)
    job = act({"upload-sarif": "true"})
    assert job.outcome() == (1, "broken", "1", "true")
    assert job.summary.startswith("## Upheld: a promise is broken")
    assert set(job.results()) == {("supported-versions", None)}


def test_a_shallow_checkout_without_tags_is_unverified_offline_and_the_summary_says_how_to_mend_it(
    act: Callable[..., Job], workspace: Path
) -> None:
    _shallow(workspace)
    job = act(OFFLINE)
    assert job.outcome() == (0, "unverified", "0", "true")
    assert "fetch-depth: 0" in job.summary.replace("\\", "")
    assert job.results() == []


def test_a_repository_without_tags_is_unverified_and_fails_under_strict(
    act: Callable[..., Job], workspace: Path
) -> None:
    git(workspace, "tag", "--delete", "v1.0.0", "v1.2.6")
    job = act({**OFFLINE, "strict": "true"})
    assert job.outcome() == (1, "unverified", "3", "true")
    assert job.summary.startswith("## Upheld: not everything could be verified")
    assert ("supported-versions", None) in job.results()


def test_in_a_pull_request_the_base_is_fetched_and_its_waivers_count(
    act: Callable[..., Job], workspace: Path, waived_base: str
) -> None:
    _shallow(workspace)
    job = act({"upload-sarif": "true"}, event=_pull_request(waived_base))
    assert (job.code, job.outputs()["broken"], job.outputs()["base"]) == (0, "0", waived_base)
    assert int(job.outputs()["waived"]) > 0
    assert f"compared with {waived_base[:12]}" in job.summary
    assert [rule for rule, _ in job.results() if rule == "supported-versions"] == []


def test_two_calls_in_one_job_upload_under_categories_of_their_own(act: Callable[..., Job]) -> None:
    job = act({**OFFLINE, "category": "one"}, {**OFFLINE, "category": "two"})
    assert set(job.uploads) == {"one", "two"}
    assert job.results("one") == job.results("two") != []
    assert job.outcome("call0") == job.outcome("call1") == (1, "broken", "1", "true")
    assert job.outputs("call0")["sarif-file"] != job.outputs("call1")["sarif-file"]
    assert job.summary.startswith("## Upheld: a promise is broken")


def test_a_policy_full_of_commands_commands_nothing(act: Callable[..., Job], commit: Callable[[str], str]) -> None:
    hostile = "0.2.x ::set-output name=verdict::upheld ##[error]obeyed <img src=x> [a](b)"
    commit(f"{TABLE}| {hostile} | yes |\n| 0.3 | yes |\n")
    job = act(OFFLINE)
    assert job.outcome() == (1, "broken", "1", "true")
    assert any("##\\u005berror]obeyed" in str(each.get("msg")) for each in job.said if each.get("raw_output"))
    assert "obeyed" not in job.annotations()
    assert "<img" not in job.summary
    assert "](b)" not in job.summary
    assert set(job.results()) == {("supported-versions", None)}


def test_a_check_that_crashes_fails_the_job_and_silences_no_other(
    act: Callable[..., Job], commit: Callable[[str], str], tmp_path: Path
) -> None:
    commit(UPHELD)
    folder = tmp_path / "installed"
    files = {
        "faulty_checks/__init__.py": "",
        "faulty_checks/faulty/__init__.py": "",
        "faulty_checks/faulty/check.py": CRASHING,
        "faulty_checks/faulty/README.md": "# It fails\n\nIt always does.\n",
        "faulty-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: faulty\nVersion: 1.0\n",
        "faulty-1.0.dist-info/entry_points.txt": "[upheld.checks]\nfaulty = faulty_checks\n",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    job = act(OFFLINE, PYTHONPATH=str(folder))
    assert job.outcome() == (1, "unverified", "4", "true")
    assert int(job.outputs()["upheld"]) > 0
    assert "- crash: check 'faulty' of faulty crashed" in job.summary.replace("\\", "")
    assert job.results() == []
    (invocation,) = job.uploads["none"]["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 4)
