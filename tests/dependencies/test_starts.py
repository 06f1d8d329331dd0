"""When the clock of a vulnerability starts, by each setting."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from making import git, repository
from upheld.check import Context
from upheld.config import Config, DependencySettings
from upheld.dependencies.starts import start_of
from upheld.ecosystems import Package
from upheld.facts.locks.pins import Pin
from upheld.facts.vulnerabilities import Vulnerability
from upheld.model import Location
from upheld.services import Services

PUBLISHED = datetime(2024, 5, 2, 23, 30, tzinfo=UTC)
NOW = datetime(2026, 1, 31, tzinfo=UTC)
PACKAGE = Package("PyPI", "relay-http", "1.2.0")
VULNERABILITY = Vulnerability(
    PACKAGE,
    (Pin(PACKAGE, Location("requirements.txt", 2)),),
    "CVE-2024-1",
    ("CVE-2024-1",),
    None,
    PUBLISHED,
    ("1.2.3",),
    "1.2.3",
)


def context(folder: Path, clock: str, files: dict[str, str | bytes] | None = None) -> Context:
    made = repository(folder, files)
    return Context(made, Services(offline=True), NOW, Config(dependencies=DependencySettings(clock=clock)))


def locked_on(folder: Path, day: str, monkeypatch: pytest.MonkeyPatch) -> Context:
    """Make a repository in which the version was locked on a day, and the line above it later."""
    made = context(folder, "locked", {"requirements.txt": "# ours\nrelay-http==1.0\n"})
    for text, moment in (("# ours\nrelay-http==1.2.0\n", day), ("# all\nrelay-http==1.2.0\n", "2026-01-20T00:00:00Z")):
        (folder / "requirements.txt").write_text(text, encoding="utf-8")
        monkeypatch.setitem(os.environ, "GIT_COMMITTER_DATE", moment)
        commit(folder, moment)
    return made


def commit(folder: Path, moment: str) -> None:
    blob = git(folder, "hash-object", "-w", "requirements.txt").strip()
    git(folder, "update-index", "--add", "--cacheinfo", f"100644,{blob},requirements.txt")
    tree = git(folder, "write-tree").strip()
    parent = git(folder, "rev-parse", "HEAD").strip()
    seconds = int(datetime.fromisoformat(moment).timestamp())
    who = f"nobody <nobody@example.invalid> {seconds} +0000"
    raw = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nlock\n"
    made = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=raw).strip()
    git(folder, "update-ref", "HEAD", made)


def test_it_starts_with_the_first_publication(tmp_path: Path) -> None:
    start = start_of(VULNERABILITY, context(tmp_path, "advisory"))

    assert start is not None
    assert (start.moment, start.event) == (PUBLISHED, "published on 2024-05-02")


@pytest.mark.parametrize("clock", ["advisory", "fix", "locked"])
def test_without_a_date_there_is_no_start(tmp_path: Path, clock: str) -> None:
    assert start_of(VULNERABILITY._replace(published=None), context(tmp_path, clock)) is None


def test_it_can_start_with_the_day_of_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = start_of(VULNERABILITY, locked_on(tmp_path, "2025-11-03T09:00:00Z", monkeypatch))

    assert start is not None
    assert start.moment == datetime(2025, 11, 3, 9, tzinfo=UTC)
    assert start.event == "published on 2024-05-02 and locked here since 2025-11-03"


def test_what_was_locked_before_the_advisory_starts_with_the_advisory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = start_of(VULNERABILITY, locked_on(tmp_path, "2023-11-03T09:00:00Z", monkeypatch))

    assert start is not None
    assert (start.moment, start.event) == (PUBLISHED, "published on 2024-05-02")


@pytest.mark.parametrize(
    ("clock", "said"), [("fix", "when the fix was released is not known"), ("locked", "when it was locked here is not")]
)
def test_what_cannot_be_told_is_said_and_the_advisory_taken(tmp_path: Path, clock: str, said: str) -> None:
    start = start_of(VULNERABILITY, context(tmp_path, clock))

    assert start is not None
    assert start.moment == PUBLISHED
    assert said in start.event
