"""Pull requests: a fork's needs no secret, and nobody excuses their own change."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from upheld.action import main

Outputs = Callable[[], dict[str, str]]

WAIVERS = """waivers:
  - rule: supported-versions
    reason: The table is rewritten with 2.0
    owner: "@maintainers"
    expires: 2999-12-31
"""


def _event(environment: dict[str, str], event: object) -> None:
    Path(environment["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), encoding="utf-8")


def _of_fork(base: str) -> object:
    return {
        "pull_request": {
            "base": {"sha": base, "repo": {"full_name": "owner/project", "fork": False}},
            "head": {"repo": {"full_name": "stranger/project", "fork": True}},
        }
    }


def test_a_waiver_that_a_fork_brings_counts_for_nothing(
    environment: dict[str, str], outputs: Outputs, workspace: Path, commit: Callable[[str], str]
) -> None:
    policy = (workspace / "SECURITY.md").read_text(encoding="utf-8")
    base = commit(policy + "\n")
    (workspace / ".upheld.yml").write_text(WAIVERS, encoding="utf-8")
    commit(policy)
    _event(environment, _of_fork(base))
    assert main(environment) == 0
    assert (outputs()["verdict"], outputs()["waived"]) == ("broken", "0")


@pytest.mark.parametrize("event", ["pull_request", "merge_group", "input"])
def test_a_waiver_in_the_base_counts(
    environment: dict[str, str],
    outputs: Outputs,
    workspace: Path,
    commit: Callable[[str], str],
    event: str,
) -> None:
    (workspace / ".upheld.yml").write_text(WAIVERS, encoding="utf-8")
    base = commit("changed below")
    (workspace / ".upheld.yml").unlink()
    commit("# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 0.2.x | yes |\n")
    _event(environment, {"merge_group": {"base_sha": base}} if event == "merge_group" else _of_fork(base))
    if event == "input":
        _event(environment, {})
        environment["UPHELD_INPUT_BASE"] = base
    assert main(environment) == 0
    assert (outputs()["exit-code"], outputs()["waived"]) == ("0", "2")


@pytest.mark.parametrize("base", ["--help", "main", 7, {"sha": "x"}])
def test_an_event_whose_base_is_no_commit_is_refused(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], base: object
) -> None:
    _event(environment, {"pull_request": {"base": {"sha": base}}})
    assert main(environment) == 2
    assert "names no commit as its base" in capsys.readouterr().out


@pytest.mark.parametrize("event", [{}, [], None, {"pull_request": None}, {"pull_request": {"base": "x"}}])
def test_other_events_have_no_base(environment: dict[str, str], event: object) -> None:
    _event(environment, event)
    assert main(environment) == 0
