"""The rule policy-review where its examples do not reach: history, several ways to write a day, records that are none."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from making import git, repository
from produced import upheld
from review_records import ledger_of, record

POLICY = "# Security\n\nWrite to security@example.org.\n\nLast updated: {}\nReview cycle: quarterly\n"
RECORD = "security-reviews/2026-Q4/ledger.json"


def said(folder: Path, as_of: str, *options: str) -> list[str]:
    given = ("--offline", "--select", "policy-review", "--as-of", as_of, "--format", "concise", *options)
    lines = upheld("check", *given, folder).output.splitlines()
    return [
        line.removesuffix(" [policy-review]").split(": ", 1)[1] for line in lines if line.endswith("[policy-review]")
    ]


def committed(folder: Path, text: str, at: str, more: dict[str, str] | None = None) -> None:
    for name, content in ({"SECURITY.md": text} | (more or {})).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change", at=at)


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    first = {"SECURITY.md": POLICY.format("2026-01-10")}
    return repository(tmp_path / "repository", first, at="2026-01-10T10:00:00Z").root


def test_a_quarter_is_counted_by_the_calendar(dated: Path) -> None:
    assert said(dated, "2026-04-10")[0].startswith("upheld: ")
    assert said(dated, "2026-04-11")[0].startswith("error: ")


def test_a_date_that_was_committed_alone_shows_no_review(dated: Path) -> None:
    committed(dated, POLICY.format("2026-04-01"), "2026-04-01T10:00:00Z")

    assert said(dated, "2026-04-20")[0].startswith("unverified: only the date was changed, in ")


def test_the_record_of_the_review_before_counts_while_it_is_new_enough(dated: Path) -> None:
    committed(dated, POLICY.format("2026-11-22"), "2026-11-22T10:00:00Z", {RECORD: ledger_of(record(1))})
    committed(dated, POLICY.format("2027-02-20"), "2027-02-20T10:00:00Z")

    assert said(dated, "2027-02-22")[0].startswith(
        "upheld: the policy is to be reviewed quarterly, and last was on 2026-11-22"
    )
    assert said(dated, "2027-02-23")[0].startswith("unverified: only the date was changed")


def test_a_date_that_came_with_another_change_of_the_policy_counts(dated: Path) -> None:
    text = POLICY.format("2026-04-01").replace("Write to", "In English, write to")
    committed(dated, text, "2026-04-01T10:00:00Z")

    assert said(dated, "2026-04-20")[0].startswith("upheld: ")


def test_a_date_that_came_with_a_record_counts(dated: Path) -> None:
    committed(dated, POLICY.format("2026-11-22"), "2026-11-22T10:00:00Z", {RECORD: ledger_of(record(1))})

    assert said(dated, "2026-12-01")[0].startswith("upheld: ")


@pytest.mark.parametrize("content", ["", "{}", "[" * 9_000, '{"kind": "upheld-review", "schema_version": 1}'])
def test_a_record_that_is_none_counts_for_nothing(dated: Path, content: str) -> None:
    committed(dated, POLICY.format("2026-01-10"), "2026-11-22T10:00:00Z", {RECORD: content})

    assert said(dated, "2026-12-01")[0].startswith("error: ")


def test_a_record_in_the_folder_of_another_period_counts_for_nothing(dated: Path) -> None:
    committed(
        dated, POLICY.format("2026-01-10"), "2026-11-22T10:00:00Z", {RECORD.replace("Q4", "Q3"): ledger_of(record(1))}
    )

    assert said(dated, "2026-12-01")[0].startswith("error: ")


def test_a_record_of_a_day_to_come_counts_for_nothing(dated: Path) -> None:
    committed(dated, POLICY.format("2026-01-10"), "2026-01-11T10:00:00Z", {RECORD: ledger_of(record(1))})

    assert said(dated, "2026-10-01")[0].startswith("error: ")


def test_a_change_that_sets_a_date_alone_is_told_on_its_line(dated: Path) -> None:
    committed(dated, POLICY.format("2026-04-01"), "2026-04-01T10:00:00Z")

    told = said(dated, "2026-04-20", "--base", "HEAD~1")
    assert (
        "warning: this change sets a new date and nothing else, a bare date bump: nothing shows that the policy was reviewed"
        in told
    )


def test_a_change_that_sets_a_date_and_brings_a_record_is_fine(dated: Path) -> None:
    committed(dated, POLICY.format("2026-11-22"), "2026-11-22T10:00:00Z", {RECORD: ledger_of(record(1))})

    assert not [line for line in said(dated, "2026-12-01", "--base", "HEAD~1") if "bare date bump" in line]


def test_a_planned_review_that_has_not_come_is_overdue(tmp_path: Path) -> None:
    text = "# Security\n\nLast reviewed: 2026-01-10\nNext review: 2026-03-01\n"
    root = repository(tmp_path / "r", {"SECURITY.md": text}, at="2026-01-10T10:00:00Z").root

    assert said(root, "2026-03-01")[0].startswith("upheld: ")
    assert "error: the next review is planned for 2026-03-01, so that it was due by 2026-03-01" in said(
        root, "2026-03-02"
    )


def test_a_policy_that_was_changed_after_its_date_is_told_without_breaking_a_build(tmp_path: Path) -> None:
    root = repository(
        tmp_path / "r", {"SECURITY.md": "# Security\n\nLast updated: 2026-01-10\n"}, at="2026-01-10T10:00:00Z"
    ).root
    assert said(root, "2026-09-01")[0].startswith("upheld: the policy is dated 2026-01-10, and was not changed since")

    committed(root, "# Security\n\nLast updated: 2026-01-10\n\nMore.\n", "2026-03-05T10:00:00Z")
    assert said(root, "2026-09-01") == [
        "warning: the policy is said to be last updated 2026-01-10, but was changed on 2026-03-05"
    ]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("2026-01-10", "2026-11-22"),
        ("January 10, 2026", "November 22, 2026"),
        ("10 January 2026", "22 November 2026"),
        ("Jan 10, 2026", "Nov 22, 2026"),
        ("January 2026", "November 2026"),
    ],
)
def test_fix_offers_the_date_of_the_record_as_the_old_one_was_written(
    tmp_path: Path, written: str, becomes: str
) -> None:
    files: dict[str, Any] = {"SECURITY.md": POLICY.format(written), RECORD: ledger_of(record(1))}
    root = repository(tmp_path / "r", files, at="2026-01-10T10:00:00Z").root
    done = upheld("fix", "--offline", "--select", "policy-review", "--as-of", "2026-12-01", "--write", root)

    assert done.exit_code == 0
    assert (root / "SECURITY.md").read_text(encoding="utf-8") == POLICY.format(becomes)


def test_fix_offers_no_date_without_a_record(dated: Path) -> None:
    done = upheld("fix", "--offline", "--select", "policy-review", "--as-of", "2026-12-01", "--write", dated)

    assert done.exit_code == 3
    assert (dated / "SECURITY.md").read_text(encoding="utf-8") == POLICY.format("2026-01-10")


def test_the_records_that_the_tests_write_are_of_their_day() -> None:
    assert record(1).day == date(2026, 11, 22)
