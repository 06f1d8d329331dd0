from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from making import repository
from upheld.facts.workflows import automation
from upheld.facts.workflows.runs import Automation, Run

CI = ".github/workflows/ci.yml"


def read(folder: Path, files: Mapping[str, str], branches: tuple[str, ...] = ("main",)) -> Automation:
    made = {path: dedent(text).lstrip("\n") for path, text in files.items()}
    return automation(repository(folder, made, branches=branches))


def audit(found: Automation) -> Run:
    (run,) = (run for run in found.runs if run.use.words[:2] == ("npm", "audit"))
    return run


def workflow(on: str, step: str = "- run: npm audit", job: str = "") -> str:
    lines = [
        "on:",
        *(f"  {line}" for line in dedent(on).strip().splitlines()),
        "jobs:",
        "  audit:",
        "    runs-on: ubuntu-latest",
    ]
    lines += [f"    {line}" for line in dedent(job).strip().splitlines()]
    return "\n".join([*lines, "    steps:", *(f"      {line}" for line in dedent(step).strip().splitlines()), ""])


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("push:", ["on each push", "on each tag"]),
        ("push: {branches: [main]}", ["on each push"]),
        ("push: {branches: [main], paths: ['**.json']}", ["on each push where `paths` match"]),
        ("push: {tags: ['v*']}", ["on each tag"]),
        ("pull_request_target:", ["on each pull request"]),
        ("schedule: [{cron: '0 0 * * 1'}]", ["on a schedule (at most 7 days apart)"]),
        ("workflow_dispatch:", ["by hand"]),
        ("release: {types: [published]}", ["on each release"]),
        ("issue_comment:", ["on issue_comment"]),
    ],
)
def test_what_starts_a_workflow(tmp_path: Path, on: str, said: list[str]) -> None:
    assert list(map(str, audit(read(tmp_path, {CI: workflow(on)})).triggers)) == said


@pytest.mark.parametrize("on", ["on: push", "on: [push]", "'on': push", "on:\n  push:"])
def test_events_are_read_in_every_form(tmp_path: Path, on: str) -> None:
    text = f"{on}\njobs:\n  audit:\n    steps:\n      - run: npm audit\n"

    assert len(audit(read(tmp_path, {CI: text})).triggers) == 2


def test_an_event_of_a_branch_that_is_not_there_starts_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "a", {CI: workflow("push: {branches: [master]}")}).runs == ()
    assert audit(
        read(tmp_path / "b", {CI: workflow("push: {branches: ['release/**']}")}, ("main", "release/1"))
    ).triggers


def test_each_command_has_its_line(tmp_path: Path) -> None:
    step = """
        - name: Audit
          run: |
            npm ci

            npm audit
    """
    run = audit(read(tmp_path, {CI: workflow("push:", step)}))

    assert (run.use.location.path, run.use.location.line) == (CI, 11)


@pytest.mark.parametrize(
    ("job", "step", "off", "doubt"),
    [
        ("if: false", "- run: npm audit", "`if: false`", None),
        ("", "- run: npm audit\n  if: ${{ false }}", "`if: ${{ false }}`", None),
        ("if: inputs.deep", "- run: npm audit", None, "`if: inputs.deep`"),
        ("if: inputs.deep", "- run: npm audit\n  if: github.event_name == 'schedule'",
         "`if: github.event_name == 'schedule'`", None),
        ("if: always()", "- run: npm audit", None, None),
    ],
)  # fmt: skip
def test_conditions_of_jobs_and_steps(tmp_path: Path, job: str, step: str, off: str | None, doubt: str | None) -> None:
    run = audit(read(tmp_path, {CI: workflow("push:", step, job)}))

    assert (run.off, run.doubt) == (off, doubt)
    assert bool(run.triggers) == (off is None and doubt is None)


@pytest.mark.parametrize(("job", "step"), [("continue-on-error: true", ""), ("", "\n  continue-on-error: true")])
def test_a_failure_that_is_passed_over_is_told(tmp_path: Path, job: str, step: str) -> None:
    run = audit(read(tmp_path, {CI: workflow("push:", f"- run: npm audit{step}", job)}))

    assert run.use.passed_over == "`continue-on-error`"


def test_local_actions_are_followed(tmp_path: Path) -> None:
    action = "runs:\n  using: composite\n  steps:\n    - run: npm audit\n      shell: bash\n"
    found = read(
        tmp_path, {CI: workflow("push:", "- uses: ./.github/actions/look"), ".github/actions/look/action.yml": action}
    )

    assert audit(found).use.through == ("`./.github/actions/look` (.github/actions/look/action.yml)",)
    assert audit(found).use.location.path == CI


def test_reusable_workflows_are_followed_with_what_starts_their_caller(tmp_path: Path) -> None:
    caller = "on:\n  schedule: [{cron: '0 0 * * *'}]\njobs:\n  look:\n    uses: ./.github/workflows/look.yml\n"
    found = read(tmp_path, {CI: caller, ".github/workflows/look.yml": workflow("workflow_call:")})

    assert list(map(str, audit(found).triggers)) == ["on a schedule (at least daily)"]


def test_circles_of_workflows_and_actions_come_to_an_end(tmp_path: Path) -> None:
    caller = f"on: push\njobs:\n  look:\n    uses: ./{CI}\n"
    action = "runs:\n  steps:\n    - uses: ./loop\n    - uses: ./loop\n"
    found = read(
        tmp_path,
        {CI: caller, "loop/action.yml": action, ".github/workflows/b.yml": workflow("push:", "- uses: ./loop")},
    )

    assert found.runs == ()


def test_what_is_of_another_repository_is_told_as_not_followed(tmp_path: Path) -> None:
    caller = "on: push\njobs:\n  look:\n    uses: acme/ci/.github/workflows/all.yml@v1\n"
    found = read(tmp_path, {CI: caller, ".github/workflows/b.yml": workflow("push:", "- uses: acme/security-scan@v2")})

    assert [each.what for each in found.unfollowed] == [
        "the action acme/security-scan",
        "the workflow acme/ci/.github/workflows/all.yml@v1",
    ]


def test_the_working_folder_leads_to_its_scripts(tmp_path: Path) -> None:
    step = "- run: npm run look\n  working-directory: ./web"
    found = read(tmp_path, {CI: workflow("push:", step), "web/package.json": '{"scripts": {"look": "npm audit"}}'})

    assert audit(found).use.through == ("`npm run look` (web/package.json:1)",)


def test_what_cannot_be_read_is_told_and_silences_nothing(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            CI: workflow("push:"),
            ".github/workflows/bad.yml": "on: ]",
            ".github/workflows/cron.yml": workflow("schedule: [{cron: x}]"),
        },
    )

    assert audit(found)
    assert [problem.partition(" ")[0] for problem in found.problems] == [
        ".github/workflows/bad.yml:1:",
        ".github/workflows/cron.yml:2:",
    ]


@pytest.mark.parametrize("text", ["", "3", "[]", "on: push", "on: push\njobs: []", "on: push\njobs: {a: 3}", "on: push\njobs: {a: {steps: {}}}",
                                  "on: {schedule: {}}\njobs: {}", "on: push\njobs: {a: {steps: [3, {run: }, {uses: }]}}", "&a [*a]"])  # fmt: skip
def test_odd_workflows_run_nothing(tmp_path: Path, text: str) -> None:
    assert all(not run.use.words for run in read(tmp_path, {CI: text}).runs)


def test_other_systems_are_read_too(tmp_path: Path) -> None:
    gitlab = """
        include:
          - template: Jobs/Dependency-Scanning.gitlab-ci.yml
        audit:
          script:
            - npm ci
            - npm audit
          allow_failure: true
        later:
          when: manual
          script: [cargo audit]
    """
    azure = """
        trigger: none
        pr: none
        schedules:
          - cron: "0 0 * * 0"
        steps:
          - script: |
              yarn npm audit
    """
    circle = """
        jobs:
          audit:
            steps:
              - run: pip-audit
              - run: {name: x, command: govulncheck ./...}
    """
    found = read(
        tmp_path,
        {".gitlab-ci.yml": gitlab, "azure-pipelines.yml": azure, ".circleci/config.yml": circle, "Jenkinsfile": "x"},
    )
    told = {run.use.action or run.use.words[0]: run for run in found.runs}

    assert set(told) >= {"npm", "cargo", "yarn", "pip-audit", "govulncheck", "gitlab:dependency-scanning"}
    assert told["npm"].use.passed_over == "`allow_failure`"
    assert (told["cargo"].triggers, told["cargo"].doubt) == ((), "`when: manual`")
    assert list(map(str, told["yarn"].triggers)) == ["on a schedule (at most 7 days apart)"]
    assert told["yarn"].use.location.line == 7
    assert found.unread_systems == ("Jenkinsfile",)
