from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from making import git, repository, statement
from upheld.check import Context, Finding, Verdict
from upheld.repository import Repository
from upheld.services import Services
from upheld_checks.supported_versions.check import supported_versions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HEAD = "| Version | Supported |\n|---|---|\n"


def judged(made: Repository, text: str) -> list[Finding]:
    return list(supported_versions(statement(text), Context(made, Services(offline=True), NOW)))


def found(folder: Path, text: str, tags: Sequence[str], branches: Sequence[str] = ("main",)) -> list[Finding]:
    return judged(repository(folder, {"SECURITY.md": text}, tags=tags, branches=branches), text)


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.verdict.value, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("text", "tags", "message"),
    [
        ("| 2.x | yes |\n| 1.x | no |\n", ["v1.0.0", "v2.3.0"], "the latest release, v2.3.0, is covered by '2.x'"),
        (
            "| latest | yes |\n| older | no |\n",
            ["v1.0.0", "v2.3.0"],
            "the latest release, v2.3.0, is covered by 'latest'",
        ),
        ("| >= 1.0 | yes |\n", ["v1.0.0"], "the latest release, v1.0.0, is covered by '>= 1.0'"),
        ("| main | yes |\n", ["v1.0.0"], "the latest release, v1.0.0, is covered by 'main'"),
        ("| 1.x | until 2026-06-01 |\n", ["v1.0.0"], "the latest release, v1.0.0, is covered by '1.x'"),
        ("| 2026.5 | yes |\n", ["2026.5.1"], "the latest release, 2026.5.1, is covered by '2026.5'"),
    ],
)
def test_a_latest_release_that_is_covered_is_upheld_with_evidence(
    tmp_path: Path, text: str, tags: list[str], message: str
) -> None:
    (finding,) = found(tmp_path, HEAD + text, tags)

    assert (finding.verdict, finding.message) == (Verdict.UPHELD, message)
    assert finding.evidence


@pytest.mark.parametrize(
    ("text", "tags", "messages"),
    [
        (
            "| 1.x | yes |\n",
            ["v1.0.0", "v2.0.0"],
            ["the latest release, v2.0.0, is covered by no row that is supported"],
        ),
        (
            "| 2.x | no |\n| 1.x | yes |\n",
            ["v1.0.0", "v2.0.0"],
            ["the latest release, v2.0.0, is covered by '2.x', which the policy calls unsupported"],
        ),
        (
            "| 2.x | until 2026-05-31 |\n",
            ["v2.0.0"],
            ["the latest release, v2.0.0, is covered by '2.x', which the policy calls unsupported"],
        ),
        (
            "| 3.x | yes |\n| 2.x | yes |\n",
            ["v2.0.0"],
            ["'3.x' is said to be supported, but no release matches it"],
        ),
        (
            "| 2.x | yes |\n| < 2.1 | no |\n",
            ["v2.0.0", "v2.1.0"],
            ["'< 2.1' is unsupported and '2.x' is supported, but both cover 2.0.0"],
        ),
        (
            "| 2.x | yes |\n| release/1.x | yes |\n",
            ["v2.0.0"],
            ["the policy names the branch 'release/1.x', which does not exist"],
        ),
    ],
)
def test_what_is_untrue_is_broken(tmp_path: Path, text: str, tags: list[str], messages: list[str]) -> None:
    assert said(found(tmp_path, HEAD + text, tags)) == [("broken", message) for message in messages]


def test_a_contradiction_points_at_both_rows(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, HEAD + "| 2.x | yes |\n| < 2.1 | no |\n", ["v2.0.0", "v2.1.0"])

    assert finding.location is not None
    assert (finding.location.line, [place.line for place in finding.related]) == (4, [3])


def test_a_branch_of_a_column_of_its_own_has_to_exist(tmp_path: Path) -> None:
    text = "| Version | Branch | Supported |\n|---|---|---|\n| 2.x | two | yes |\n| 1.x | one | yes |\n"

    findings = found(tmp_path, text, ["v1.0.0", "v2.0.0"], ["main", "two"])

    assert said(findings) == [("broken", "the policy names the branch 'one', which does not exist")]


def test_what_is_called_unreleased_must_not_be_released(tmp_path: Path) -> None:
    text = "## Versions\n\n- v2: unreleased, fixes go to main branch only\n"

    assert ("broken", "this version is said to be unreleased, but 2.1.0 is released") in said(
        found(tmp_path, text, ["v2.0.0", "v2.1.0"])
    )


@pytest.mark.parametrize(
    ("text", "tags", "why"),
    [
        ("", ["v1.0.0"], "the policy states no supported versions"),
        (HEAD + "| 1.x | yes |\n", [], "there is no final release to compare with"),
        (HEAD + "| 1.x | yes |\n", ["v1.0.0-rc1"], "there is no final release to compare with"),
        (
            HEAD + "| 1.x | yes |\n| Foo Inc. | yes |\n",
            ["v1.0.0", "v2.0.0"],
            "the latest release, v2.0.0, may be covered by 'Foo Inc.', which could not be turned into versions",
        ),
    ],
)
def test_what_cannot_be_told_is_unverified_with_help(tmp_path: Path, text: str, tags: list[str], why: str) -> None:
    (finding,) = found(tmp_path, text, tags)

    assert (finding.verdict, finding.message) == (Verdict.UNVERIFIED, why)
    assert finding.help


def test_a_table_that_is_too_long_is_unverified_at_its_place(tmp_path: Path) -> None:
    text = f"# Security\n\n{HEAD}" + "".join(f"| {number}.x | no |\n" for number in range(1001))
    (finding,) = found(tmp_path, text, ["v1.0.0"])

    assert finding.verdict is Verdict.UNVERIFIED
    assert finding.message.startswith("this table has more rows")
    assert finding.location is not None
    assert finding.location.line == 3


def test_a_supported_branch_is_enough_before_the_first_release(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, HEAD + "| main | yes |\n", [])

    assert finding.verdict is Verdict.UPHELD
    assert "nothing is released yet" in finding.message


def test_a_folder_without_git_is_unverified(tmp_path: Path) -> None:
    (finding,) = judged(Repository(tmp_path), HEAD + "| 1.x | yes |\n")

    assert finding.verdict is Verdict.UNVERIFIED
    assert "it cannot be told what was released" in finding.message


def test_a_clone_without_tags_is_unverified_and_says_how_to_fetch_them(tmp_path: Path) -> None:
    repository(tmp_path / "origin", {"SECURITY.md": ""}, tags=["v1.0.0"])
    git(tmp_path, "clone", "-q", "--no-tags", f"file://{tmp_path / 'origin'}", "clone")

    (finding,) = judged(Repository(tmp_path / "clone", offline=True), HEAD + "| 1.x | yes |\n")

    assert finding.verdict is Verdict.UNVERIFIED
    assert finding.help is not None
    assert "fetch-depth: 0" in finding.help


def test_the_subject_stays_when_versions_change(tmp_path: Path) -> None:
    text = HEAD + "| 1.x | yes |\n"

    (before,) = found(tmp_path / "one", text, ["v1.0.0", "v2.0.0"])
    (after,) = found(tmp_path / "two", text, ["v1.0.0", "v3.0.0"])

    assert before.message != after.message
    assert before.subject == after.subject
