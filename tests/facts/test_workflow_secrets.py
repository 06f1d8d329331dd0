"""The names of secrets in workflows, with their lines."""

from pathlib import Path
from textwrap import dedent

import pytest

from making import repository
from upheld.facts.workflow_secrets import WorkflowSecrets, workflow_secrets


def read(folder: Path, text: str, path: str = ".github/workflows/ci.yml") -> WorkflowSecrets:
    return workflow_secrets(repository(folder, {path: dedent(text)}))


def names(found: WorkflowSecrets) -> list[tuple[str, int]]:
    return [(each.name, each.location.line) for each in found.named]


def test_every_way_to_name_a_secret_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """\
        on: push
        env:
          A: ${{ secrets.ONE }}
        jobs:
          build:
            uses: ./.github/workflows/other.yml
            secrets:
              given: ${{secrets['TWO']}}
          test:
            container: {credentials: {password: "${{ secrets.three }}"}}
            steps:
              - if: secrets.FOUR != ''
                with: {token: "${{ secrets.GITHUB_TOKEN || secrets . FIVE }}"}
              - run: |
                  first
                  use ${{ secrets.SIX }} ${{ secrets[ 'SEVEN' ] }}
        """,
    )

    assert names(found) == [
        ("ONE", 3),
        ("TWO", 8),
        ("THREE", 10),
        ("FOUR", 12),
        ("FIVE", 13),
        ("SIX", 16),
        ("SEVEN", 16),
    ]
    assert found.any_at == ()


def test_what_only_looks_like_a_secret_is_none(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """\
        # ${{ secrets.COMMENT }}
        on: push
        jobs:
          test:
            steps:
              - run: echo secrets.PLAIN ${{ inputs.secrets }} ${{ needs.a.outputs.secrets.X }} ${{ env.secrets_dir }}
              - run: echo ${{ format('secrets.TEXT {0}', github.ref) }} ${{ 'it''s secrets.OTHER' }}
        """,
    )

    assert (found.named, found.any_at) == ((), ())


@pytest.mark.parametrize(
    "line",
    ["run: echo ${{ toJSON(secrets) }}", "run: echo ${{ secrets[matrix.name] }}", "run: x ${{ join(secrets.*) }}"],
)
def test_expression_may_use_any_secret(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, f"on: push\njobs:\n  a:\n    steps:\n      - {line}\n")

    assert [each.line for each in found.any_at] == [5]
    assert found.named == ()


def test_secrets_passed_on_to_another_repository_may_all_be_used(tmp_path: Path) -> None:
    there = "on: push\njobs:\n  a:\n    uses: harbour/shared/.github/workflows/a.yml@v1\n    secrets: inherit\n"
    here = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/a.yml\n    secrets: inherit\n"

    assert len(read(tmp_path / "there", there).any_at) == 1
    assert read(tmp_path / "here", here).any_at == ()


def test_secret_that_a_reusable_workflow_declares_is_passed(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """\
        on:
          workflow_call:
            secrets:
              token: {required: true}
        jobs:
          a:
            steps:
              - run: x ${{ secrets.token }} ${{ secrets.OWN }}
        """,
    )

    assert [(each.name, each.is_passed) for each in found.named] == [("TOKEN", True), ("OWN", False)]


def test_secrets_of_dependabot_s_registries_are_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "version: 2\nregistries:\n  a: {type: npm-registry, token: '${{secrets.REG}}'}\n",
        ".github/dependabot.yml",
    )

    assert names(found) == [("REG", 3)]


def test_workflow_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "on: [push\njobs: ${{ secrets.A }}\n")

    assert found.named == ()
    assert len(found.problems) == 1
    assert found.problems[0].startswith(".github/workflows/ci.yml:")


def test_files_beside_the_workflows_are_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a: ${{ secrets.A }}\n", ".github/workflows/docs/ci.yml").files == ()
    assert workflow_secrets(repository(tmp_path / "none")) == WorkflowSecrets()
