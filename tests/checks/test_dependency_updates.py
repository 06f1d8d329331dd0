from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from making import document, git, repository
from upheld.check import Context
from upheld.model import Finding
from upheld.policy.kinds.dependency_updates import DependencyUpdates
from upheld.repository import Repository
from upheld.services import Services
from upheld_checks.dependency_updates.check import dependency_updates

PACKAGE = '{"dependencies": {"left-pad": "^1.0.0"}}'
NOW = datetime.now(UTC)


def lock(version: str) -> str:
    return f'{{\n"version": "{version}",\n"resolved": "{version}",\n"integrity": "{version}"\n}}\n'


def updated(folder: Path, **files: str) -> Repository:
    """Make a repository whose lock file is updated now."""
    made = repository(folder, {"package.json": PACKAGE, "package-lock.json": lock("1"), **files})
    (folder / "package-lock.json").write_text(lock("2"), encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "Update")
    return made


def found(line: str, made: Repository, *, days: int = 0) -> Finding:
    """Weigh a line some days after now."""
    (promise,) = DependencyUpdates.read(document(f"## Dependencies\n\n{line}\n"))
    context = Context(repository=made, services=Services(offline=True), as_of=NOW + timedelta(days=days))
    (finding,) = dependency_updates(promise, context)
    return finding


@pytest.mark.parametrize(
    ("line", "days", "verdict"),
    [
        ("Dependencies are kept up to date.", 80, "upheld"),
        ("Dependencies are kept up to date.", 900, "unverified"),
        ("Dependencies are updated monthly.", 30, "upheld"),
        ("Dependencies are updated monthly.", 60, "unverified"),
        ("Dependencies are updated monthly.", 100, "broken"),
        ("Dependencies are updated weekly.", 60, "unverified"),
        ("Dependencies are updated weekly.", 100, "broken"),
        ("Dependencies are updated weekly via Dependabot.", 3, "unverified"),
    ],
)
def test_without_a_bot_the_history_of_the_lock_tells(tmp_path: Path, line: str, days: int, verdict: str) -> None:
    finding = found(line, updated(tmp_path), days=days)

    assert (finding.verdict, finding.subject) == (verdict, "dependencies")
    assert f"{days} days ago" in finding.message


def test_the_commits_of_the_named_bot_bear_it_out(tmp_path: Path) -> None:
    made = updated(tmp_path)
    git(tmp_path, "commit", "-q", "--amend", "--no-edit", "--author=dependabot[bot] <bot@example.invalid>")

    assert found("Dependabot brings updates.", made, days=3).verdict == "upheld"


@pytest.mark.parametrize(
    ("line", "interval", "verdict"),
    [
        ("Dependencies are updated weekly.", "daily", "upheld"),
        ("Dependencies are updated daily.", "daily", "upheld"),
        ("Dependencies are updated weekly.", "monthly", "unverified"),
        ("Dependencies are updated weekly via Dependabot.", "monthly", "broken"),
        ("Dependencies are updated every 6 months via Dependabot.", "semiannually", "upheld"),
        ("Renovate keeps dependencies up to date.", "weekly", "unverified"),
    ],
)
def test_a_bot_is_weighed_by_its_interval_and_name(tmp_path: Path, line: str, interval: str, verdict: str) -> None:
    bot = f"updates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: {{interval: {interval}}}\n"
    made = repository(tmp_path, {"package.json": PACKAGE, ".github/dependabot.yml": bot})

    assert found(line, made).verdict == verdict


def test_an_old_lock_is_not_held_against_a_configuration(tmp_path: Path) -> None:
    made = updated(
        tmp_path, **{".github/dependabot.yml": "updates:\n  - package-ecosystem: github-actions\n    directory: /\n"}
    )

    assert found("Dependencies are updated weekly.", made, days=900).verdict == "unverified"


def test_what_a_bot_leaves_out_is_told_beside_what_it_updates(tmp_path: Path) -> None:
    bot = "updates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: {interval: weekly}\n"
    made = repository(
        tmp_path, {"package.json": PACKAGE, "Cargo.toml": "[dependencies]\nx = '1'\n", ".github/dependabot.yml": bot}
    )

    finding = found("Dependencies are kept up to date.", made)

    assert finding.verdict == "unverified"
    assert finding.message.startswith("Dependabot updates npm weekly; no configured bot updates cargo")


@pytest.mark.parametrize("path", [".github/dependabot.yml", "renovate.json"])
def test_a_configuration_that_cannot_be_read_is_unverified(tmp_path: Path, path: str) -> None:
    made = repository(tmp_path, {"package.json": PACKAGE, path: "{"})

    assert found("Dependencies are kept up to date.", made).verdict == "unverified"


def test_a_folder_without_git_is_unverified(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(PACKAGE, encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(lock("1"), encoding="utf-8")

    assert found("Dependencies are updated weekly.", Repository(tmp_path)).verdict == "unverified"
