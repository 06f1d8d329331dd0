"""Promised fix times in a pull request, with waivers, settings and corrections: the real command on real repositories."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from making import git, repository

POLICY = "# Security\n\nHigh severity vulnerabilities are fixed within 30 days.\n"
HASH = " --hash=sha256:" + "0123456789abcdef" * 4 + "\n"
OLD = "relay-http==1.2.0" + HASH
FIXED = "relay-http==1.2.3" + HASH


def record(name: str = "relay-http", identifier: str = "GHSA-2222-3333-4444", **stated: Any) -> dict[str, Any]:
    usual = {
        "schema_version": "1.6.0",
        "id": identifier,
        "published": "2025-11-01T10:00:00Z",
        "modified": "2026-01-30T08:00:00Z",
        "aliases": ["CVE-2025-1111"],
        "database_specific": {"severity": "HIGH"},
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": name},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.3"}]}],
            }
        ],
    }
    return {**usual, **stated}


@pytest.fixture
def advisories(tmp_path: Path) -> Path:
    return snapshot(tmp_path / "advisories", record())


def snapshot(folder: Path, *records: dict[str, Any]) -> Path:
    (folder / "PyPI").mkdir(parents=True)
    for each in records:
        (folder / "PyPI" / f"{each['id']}.json").write_text(json.dumps(each), encoding="utf-8")
    return folder


def upheld(command: str, folder: Path, advisories: Path | None, *options: str) -> subprocess.CompletedProcess[str]:
    looked_up = ("--advisories", str(advisories)) if advisories else ()
    given = ("--offline", *looked_up, "--as-of", "2026-01-31", "--select", "fix-time")
    program = [sys.executable, "-c", "from upheld.cli import main; main()"]
    return subprocess.run(
        [*program, command, *given, *options, str(folder)], capture_output=True, text=True, check=False
    )


def check(folder: Path, advisories: Path | None, *options: str) -> tuple[int, list[tuple[str, str, str]]]:
    """Return the exit code, and verdict, level and message of each finding."""
    said = upheld("check", folder, advisories, "--format", "json", *options)
    assert said.stderr == ""
    report = json.loads(said.stdout)
    return said.returncode, [(each["verdict"], each["level"], each["message"]) for each in report["findings"]]


def changed(folder: Path, files: dict[str, str]) -> None:
    """Commit a change on top of the base."""
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change")


def pull_request(folder: Path, before: dict[str, str], after: dict[str, str]) -> Path:
    made = repository(folder, {"SECURITY.md": POLICY, **before})
    git(folder, "branch", "base")
    changed(folder, after)
    return made.root


def test_a_pull_request_is_not_broken_by_a_clock_that_ran_out_before_it(tmp_path: Path, advisories: Path) -> None:
    folder = pull_request(tmp_path / "r", {"requirements.txt": OLD}, {"README.md": "Hello\n"})
    code, [(verdict, level, message)] = check(folder, advisories, "--base", "base")

    assert (code, verdict, level) == (0, "broken", "warning")
    assert message.endswith("(so it was before this change)")
    assert check(folder, advisories)[0] == 1


def test_a_pull_request_that_brings_the_fix_passes(tmp_path: Path, advisories: Path) -> None:
    folder = pull_request(tmp_path / "r", {"requirements.txt": OLD}, {"requirements.txt": FIXED})

    assert check(folder, advisories, "--base", "base") == (
        0,
        [("upheld", "error", "as far as dependencies show: 1 locked package version has no known high vulnerability")],
    )


def test_a_pull_request_that_locks_what_is_late_is_broken(tmp_path: Path, advisories: Path) -> None:
    folder = pull_request(tmp_path / "r", {"requirements.txt": FIXED}, {"requirements.txt": OLD})
    code, [(verdict, level, _)] = check(folder, advisories, "--base", "base")

    assert (code, verdict, level) == (1, "broken", "error")


def test_an_upgrade_that_mends_one_of_two_is_not_broken_by_the_other(tmp_path: Path) -> None:
    other = record(identifier="GHSA-5555-6666-7777", aliases=[])
    other["affected"][0]["ranges"][0]["events"][1]["fixed"] = "2.0"
    folder = pull_request(tmp_path / "r", {"requirements.txt": OLD}, {"requirements.txt": FIXED})
    code, found = check(folder, snapshot(tmp_path / "two", record(), other), "--base", "base")

    assert code == 0
    assert [(verdict, level) for verdict, level, _ in found] == [("broken", "warning")]


@pytest.mark.parametrize("name", ["CVE-2025-1111", "GHSA-2222-3333-4444", "PyPI/relay-http", "relay-http"])
def test_a_waiver_may_use_any_name(tmp_path: Path, advisories: Path, name: str) -> None:
    waiver = (
        f"waivers:\n  - rule: fix-time\n    subject: {name}\n    reason: r\n    owner: o\n    expires: 2026-02-01\n"
    )
    folder = repository(tmp_path / "r", {"SECURITY.md": POLICY, "requirements.txt": OLD, ".upheld.yml": waiver}).root

    assert check(folder, advisories)[0] == 0


def test_a_waiver_until_fixed_ends_with_the_fix(tmp_path: Path, advisories: Path) -> None:
    waiver = "waivers:\n  - {rule: fix-time, subject: CVE-2025-1111, reason: r, owner: o, until: fixed}\n"
    folder = repository(tmp_path / "r", {"SECURITY.md": POLICY, "requirements.txt": OLD, ".upheld.yml": waiver}).root

    assert check(folder, advisories)[0] == 1
    told = upheld("check", folder, advisories).stdout
    assert "held until 'fixed', and that has come" in told


def test_osv_scanner_toml_counts(tmp_path: Path, advisories: Path) -> None:
    ignored = '[[IgnoredVulns]]\nid = "CVE-2025-1111"\nignoreUntil = 2026-03-01\nreason = "not called"\n'
    folder = repository(
        tmp_path / "r", {"SECURITY.md": POLICY, "requirements.txt": OLD, "osv-scanner.toml": ignored}
    ).root

    assert check(folder, advisories)[0] == 0


def test_a_pull_request_cannot_excuse_itself(tmp_path: Path, advisories: Path) -> None:
    ignored = '[[IgnoredVulns]]\nid = "CVE-2025-1111"\nignoreUntil = 2026-03-01\nreason = "not called"\n'
    folder = pull_request(
        tmp_path / "r", {"requirements.txt": FIXED}, {"requirements.txt": OLD, "osv-scanner.toml": ignored}
    )

    assert check(folder, advisories, "--base", "base")[0] == 1
    assert check(folder, advisories)[0] == 0


@pytest.mark.parametrize(("days", "level"), [(5, "error"), (60, "warning")])
def test_due_soon_is_as_configured(tmp_path: Path, days: int, level: str) -> None:
    found = snapshot(tmp_path / "late", record(published="2026-01-15T00:00:00Z"))
    files = {
        "SECURITY.md": POLICY,
        "requirements.txt": OLD,
        ".upheld.yml": f"dependencies:\n  due_soon: {days}\n",
    }
    folder = repository(tmp_path / "r", files).root

    assert [(verdict, each) for verdict, each, _ in check(folder, found)[1]] == [("upheld", level)]


def test_what_is_excluded_is_not_audited(tmp_path: Path, advisories: Path) -> None:
    files = {
        "SECURITY.md": POLICY,
        "requirements.txt": FIXED,
        "old/requirements.txt": OLD,
        ".upheld.yml": "dependencies:\n  exclude: [old]\n",
    }
    folder = repository(tmp_path / "r", files).root

    assert check(folder, advisories)[0] == 0


def test_fix_writes_the_smallest_version_of_which_nothing_is_known(tmp_path: Path) -> None:
    later = record(identifier="GHSA-5555-6666-7777", aliases=[])
    later["affected"][0]["ranges"][0]["events"] = [{"introduced": "1.2.3"}, {"fixed": "1.2.5"}]
    found = snapshot(tmp_path / "two", record(), later)
    text = "# ours\nrelay-http[socks] == 1.2.0 ; python_version > '3'  # keep\n"
    folder = repository(tmp_path / "r", {"SECURITY.md": POLICY, "requirements.txt": text}).root

    assert upheld("fix", folder, found, "--write").returncode == 0
    assert (folder / "requirements.txt").read_text(encoding="utf-8") == text.replace("1.2.0", "1.2.5")


def test_fix_names_the_version_where_a_tool_writes_the_lock(tmp_path: Path, advisories: Path) -> None:
    folder = repository(tmp_path / "r", {"SECURITY.md": POLICY, "requirements.txt": OLD}).root
    said = upheld("fix", folder, advisories)

    assert said.returncode == 3
    assert "lock relay-http 1.2.3" in said.stderr


def test_a_pull_request_brings_no_evidence_for_itself(tmp_path: Path) -> None:
    report = {"dependencies": [{"name": "relay-http", "version": "1.2.0", "vulns": []}], "fixes": []}
    settings = {".upheld.yml": "evidence: [audit.json]\n", "requirements.txt": FIXED, "audit.json": "{}"}
    folder = pull_request(tmp_path / "r", settings, {"requirements.txt": OLD, "audit.json": json.dumps(report)})

    assert [verdict for verdict, *_ in check(folder, None)[1]] == ["upheld"]
    assert [verdict for verdict, *_ in check(folder, None, "--base", "base")[1]] == ["unverified"]
