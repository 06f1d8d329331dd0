from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from making import document, repository
from upheld.check import Context
from upheld.facts.workflows.runs import MANUAL, PULL_REQUEST, PUSH, SCHEDULE, TAG, Trigger
from upheld.model import Finding, Location
from upheld.policy.kinds.dependency_audit import DependencyAudit
from upheld.services import Services
from upheld_checks.audit_runs.cadence import cadence_of
from upheld_checks.audit_runs.check import audit_runs

CI = ".github/workflows/ci.yml"


def found(folder: Path, line: str, files: Mapping[str, str]) -> list[Finding]:
    (promise,) = DependencyAudit.read(document(f"{line}\n"))
    made = repository(folder, files)
    context = Context(repository=made, services=Services(offline=True), as_of=datetime(2026, 6, 1, tzinfo=UTC))
    return list(audit_runs(promise, context))


def workflow(on: str, command: str = "npm audit") -> str:
    return f"on: {on}\njobs:\n  audit:\n    steps:\n      - run: {command}\n"


PLACE = Location(CI)
PUSHED, PULLED, TAGGED, BY_HAND = (Trigger(event, PLACE) for event in (PUSH, PULL_REQUEST, TAG, MANUAL))


def every(days: float) -> Trigger:
    return Trigger(SCHEDULE, PLACE, days=days)


@pytest.mark.parametrize(
    ("words", "triggers", "kept"),
    [
        (None, [PUSHED], True),
        (None, [BY_HAND], None),
        ("weekly", [every(7)], True),
        ("weekly", [every(31)], False),
        ("weekly", [every(31), PUSHED], None),
        ("weekly", [PUSHED, PULLED], None),
        ("weekly", [every(1), BY_HAND], True),
        ("daily", [every(3)], None),
        ("daily", [every(7)], False),
        ("nightly", [every(0.5)], True),
        ("monthly", [every(31)], True),
        ("quarterly", [every(92)], True),
        ("every 6 months", [every(184)], True),
        ("twice a year", [every(365)], False),
        ("annually", [every(366)], True),
        ("every pull request", [PULLED], True),
        ("every pull request", [PUSHED], None),
        ("every pull request", [every(1)], False),
        ("every pull request", [Trigger(PULL_REQUEST, PLACE, only="where `paths` match")], None),
        ("every push and pull request", [PULLED], True),
        ("every pull request and release", [PULLED], None),
        ("every push and pull request", [every(1)], False),
        ("every commit", [PULLED], True),
        ("every release", [TAGGED], True),
        ("before release", [TAGGED], True),
        ("every release", [PULLED], None),
        ("when the moon is full", [PUSHED], True),
    ],
)
def test_triggers_keep_a_rhythm_break_it_or_leave_it_open(
    words: str | None, triggers: list[Trigger], *, kept: bool | None
) -> None:
    assert cadence_of(words).kept_by(triggers) is kept


CLAIM = "`npm audit` runs in CI."


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({CI: workflow("push", "make")}, "broken"),
        ({}, "unverified"),
        ({CI: workflow("push")}, "upheld"),
        ({CI: workflow("workflow_dispatch")}, "unverified"),
        ({CI: workflow("push") + "        if: false\n"}, "broken"),
        ({CI: workflow("push") + "        if: inputs.deep\n"}, "unverified"),
        ({CI: workflow("push") + "        if: hashFiles('yarn.lock') != ''\n"}, "unverified"),
        ({CI: workflow("push", "make"), "Makefile": "all:\n\tnpm audit\n"}, "upheld"),
        ({CI: workflow("push", "make"), "Makefile": "audit:\n\tnpm audit\nall:\n"}, "upheld"),
        ({CI: workflow("push", "python tools/ci.py"), "tools/ci.py": "run('npm audit')"}, "unverified"),
        ({CI: workflow("push", "make"), "README.md": "We run npm audit."}, "broken"),
        ({CI: workflow("push", "make"), "Jenkinsfile": "make"}, "unverified"),
        ({CI: workflow("push", "make"), ".github/workflows/bad.yml": "on: ["}, "unverified"),
        ({CI: "on: push\njobs:\n  a:\n    uses: acme/ci/.github/workflows/all.yml@v1\n"}, "unverified"),
        ({CI: workflow("push", "make").replace("run: make", "uses: acme/security-scan@v1")}, "unverified"),
    ],
)
def test_it_is_broken_only_where_nothing_is_left_unseen(tmp_path: Path, files: dict[str, str], verdict: str) -> None:
    (finding,) = found(tmp_path, CLAIM, files)

    assert (finding.verdict, finding.subject) == (verdict, "npm audit")
    assert finding.verdict == "unverified" or finding.evidence


@pytest.mark.parametrize(
    "line",
    [
        "We run `npm audit` regularly.",
        "We run `npm audit` monthly.",
        "`npm audit` runs before every release.",
        "We run `npm audit` by hand. Tests run in CI.",
        "Snyk scans dependencies in CI.",
        "Dependencies are scanned on every pull request.",
        "Dependabot alerts are enabled.",
    ],
)
def test_what_may_be_done_elsewhere_is_never_broken(tmp_path: Path, line: str) -> None:
    assert [finding.verdict for finding in found(tmp_path, line, {CI: workflow("push", "make")})] == ["unverified"]


def test_each_named_tool_is_weighed_by_itself(tmp_path: Path) -> None:
    findings = found(tmp_path, "`npm audit` and Snyk scan dependencies.", {CI: workflow("push")})

    assert [(finding.subject, finding.verdict) for finding in findings] == [
        ("npm audit", "upheld"),
        ("Snyk", "unverified"),
    ]


def test_another_tool_that_runs_is_named(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "`cargo audit` runs in CI.", {CI: workflow("push", "cargo deny check")})

    assert (finding.verdict, finding.level) == ("broken", "warning")
    assert f"cargo-deny runs on each push and on each tag ({CI}:5)" in finding.message


def test_a_schedule_that_is_too_rare_breaks_it_at_its_own_line(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "`npm audit` runs weekly.", {CI: workflow("{schedule: [{cron: '0 0 1 * *'}]}")})

    assert (finding.verdict, finding.location) == ("broken", Location(CI, 5))


def test_a_gate_that_stops_nothing_is_broken_as_a_warning(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "`npm audit` blocks every release.", {CI: workflow("push", "npm audit || true")})

    assert (finding.verdict, finding.level) == ("broken", "warning")


def test_a_run_that_can_fail_is_named_before_one_that_cannot(tmp_path: Path) -> None:
    quiet, loud = workflow("push", "npm audit || true"), workflow("push", "npm audit")
    (finding,) = found(tmp_path, CLAIM, {CI: quiet, ".github/workflows/later.yml": loud})

    assert finding.related == (Location(".github/workflows/later.yml", 5),)


def test_a_script_of_the_repository_is_looked_for_by_its_name(tmp_path: Path) -> None:
    line = "## Dependencies\n\nNightly `tools/deps_audit.sh` scan"
    files = {
        CI: workflow("{schedule: [{cron: '0 0 * * *'}]}", "./tools/deps_audit.sh"),
        "tools/deps_audit.sh": "true\n",
    }

    assert [finding.verdict for finding in found(tmp_path, line, files)] == ["upheld"]


@pytest.mark.parametrize(
    ("line", "config", "verdict"),
    [
        ("Dependabot scans dependencies.", "npm", "upheld"),
        ("Dependabot scans dependencies weekly.", "npm", "upheld"),
        ("Dependabot scans dependencies daily.", "npm", "unverified"),
        ("Dependabot scans dependencies.", "github-actions", "unverified"),
        ("Dependabot alerts us of vulnerable dependencies.", "npm", "unverified"),
    ],
)
def test_dependabot_is_weighed_by_its_configuration(tmp_path: Path, line: str, config: str, verdict: str) -> None:
    bot = f"updates:\n  - package-ecosystem: {config}\n    directory: /\n    schedule: {{interval: weekly}}\n"

    assert [finding.verdict for finding in found(tmp_path, line, {".github/dependabot.yml": bot})] == [verdict]
