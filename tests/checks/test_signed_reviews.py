"""Who signed a record of a review: what GitHub tells of its pull request is evidence."""

from collections.abc import Generator
from pathlib import Path

import pytest

from github_server import GitHub, github
from making import git, repository
from produced import upheld
from review_records import ledger_of, record

POLICY = "# Security\n\nWrite to security@example.org.\n\nLast updated: 2026-11-22\nReview cycle: quarterly\n"
RECORD = "security-reviews/2026-Q4/ledger.json"

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Generator[GitHub]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("GH_TOKEN", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with github() as running:
        monkeypatch.setenv("GITHUB_API_URL", running.address)
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {"SECURITY.md": POLICY, RECORD: ledger_of(record(1))}
    made = repository(tmp_path / "repository", files, at="2026-11-22T10:00:00Z").root
    git(made, "remote", "add", "origin", "https://github.com/example/lantern.git")
    return made


def evidence(root: Path, *options: str) -> str:
    given = ("--select", "policy-review", "--as-of", "2026-12-01", *options)
    return upheld("check", *given, root).output


def answers(root: Path, server: GitHub, pulls: object, reviews: object = None) -> None:
    commit = git(root, "rev-parse", "HEAD").strip()
    server.answers[f"/repos/example/lantern/commits/{commit}/pulls"] = (200, pulls)
    server.answers["/repos/example/lantern/pulls/12/reviews"] = (200, reviews or [])


PULL = {"number": 12, "merged_at": "2026-11-23T00:00:00Z", "user": {"login": "ada"}}


def review(login: str, state: str) -> dict[str, object]:
    return {"user": {"login": login}, "state": state}


@pytest.mark.parametrize(
    ("reviews", "told"),
    [
        ([review("grace", "APPROVED")], "the record came with #12, approved by grace"),
        ([review("grace", "APPROVED"), review("alan", "APPROVED")], "#12, approved by alan, grace"),
        ([review("ada", "APPROVED")], "#12, which nobody else approved"),
        ([review("grace", "APPROVED"), review("grace", "CHANGES_REQUESTED")], "#12, which nobody else approved"),
        ([review("grace", "APPROVED"), review("grace", "COMMENTED")], "#12, approved by grace"),
        ([review("grace", "APPROVED"), review("grace", "DISMISSED")], "#12, which nobody else approved"),
        ([review("::error::x", "APPROVED")], "#12, which nobody else approved"),
        ([], "#12, which nobody else approved"),
        ({"message": "no"}, "whether the record was approved is not known"),
    ],
    ids=range(9),
)
def test_the_last_word_of_each_reviewer_counts(root: Path, server: GitHub, reviews: object, told: str) -> None:
    answers(root, server, [PULL], reviews)

    said = evidence(root)
    assert told in said
    assert said.startswith("upheld[policy-review]")


@pytest.mark.parametrize("pulls", [[], [{**PULL, "merged_at": None}], [{}]], ids=["none", "open", "empty"])
def test_a_record_that_no_merged_pull_request_brought_is_told(root: Path, server: GitHub, pulls: object) -> None:
    answers(root, server, pulls)

    assert "no pull request brought the record, which came with" in evidence(root)


def test_a_refusal_is_told_and_changes_no_verdict(root: Path, server: GitHub) -> None:
    said = evidence(root)

    assert server.asked
    assert "whether the record was approved is not known" in said
    assert said.startswith("upheld[policy-review]")


def test_offline_nobody_is_asked(root: Path, server: GitHub) -> None:
    assert "GitHub" not in evidence(root, "--offline")
    assert server.asked == []
