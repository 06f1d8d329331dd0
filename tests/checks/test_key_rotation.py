"""The rotation of keys through the whole run: which promise answers, where findings point, what waivers and settings do."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from keys_made import NOW
from making import git, repository
from upheld.model import Entry, Ledger, Level, Verdict
from upheld.report import render
from upheld.report.style import PLAIN
from upheld.run import Options, check

NUMBER = "# Security\n\nKeys are rotated every 90 days.\n"
NO_NUMBER = "# Security\n\n- Rotate API keys regularly and after any suspected compromise\n"
OLD = "keys:\n  - {name: CI, kind: token, created: 2025-01-01}\n"
NEW = "keys:\n  - {name: CI, kind: token, created: 2026-01-01}\n"


def ledger(folder: Path, files: dict[str, str], *evidence: Path, as_of: datetime = NOW) -> Ledger:
    if not (folder / ".git").exists():
        repository(folder, {"SECURITY.md": NUMBER, **files})
    return check(Options(path=folder, as_of=as_of, offline=True, evidence=evidence, select=("key-rotation",)))


def entries(folder: Path, files: dict[str, str], *evidence: Path) -> tuple[Entry, ...]:
    return ledger(folder, files, *evidence).entries


def said(found: tuple[Entry, ...]) -> list[tuple[str, str, str]]:
    return [(each.finding.verdict.value, each.level.value, each.finding.message) for each in found]


def deploy_keys(created: str, generated: str = "2026-01-30T00:00:00Z") -> str:
    entry = {"id": 1, "title": "ci", "created_at": created, "read_only": True, "last_used": "2026-01-29T00:00:00Z"}
    return json.dumps({"generated_at": generated, "answers": [{"scope": "repository a/b", "data": [entry]}]})


def test_finding_points_at_the_metadata_and_at_the_policy(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, {"keys.yml": OLD})

    assert (str(entry.location), [str(each) for each in entry.finding.related]) == ("keys.yml:2", ["SECURITY.md:3"])
    assert (entry.level, entry.finding.subject) == (Level.ERROR, "key inventory/CI too-old")


def test_metadata_outside_the_repository_are_named_as_evidence(tmp_path: Path) -> None:
    file = tmp_path / "deploy-keys.json"
    file.write_text(deploy_keys("2025-07-01T00:00:00Z"), encoding="utf-8")
    (entry,) = entries(tmp_path / "r", {}, file)

    assert (str(entry.location), entry.finding.related) == ("SECURITY.md:3", ())
    (evidence,) = entry.finding.evidence
    assert (evidence.source, evidence.location) == ("GitHub SSH keys", None)
    assert evidence.text.endswith(f"({file.as_posix()}:1)")


def test_metadata_that_the_configuration_names_are_read(tmp_path: Path) -> None:
    files = {".upheld.yml": "evidence: [ops/deploy.json]\n", "ops/deploy.json": deploy_keys("2025-07-01T00:00:00Z")}
    (entry,) = entries(tmp_path, files)

    assert entry.location.path == "ops/deploy.json"


def test_advice_breaks_no_build(tmp_path: Path) -> None:
    found = ledger(tmp_path, {"SECURITY.md": NO_NUMBER, "keys.yml": OLD})

    assert [(each.finding.verdict, each.level) for each in found.entries] == [(Verdict.BROKEN, Level.WARNING)]
    assert found.exit_code == 0


@pytest.mark.parametrize(
    ("policy", "level"),
    [
        (NO_NUMBER, Level.ERROR),
        ("# Security\n\n- Rotate API keys regularly and after any\n  suspected compromise\n", Level.ERROR),
        (NUMBER, Level.WARNING),
        ("# Security\n\nKeys are rotated every 90 days. Suspected flaws are to be reported.\n", Level.WARNING),
        ("# Security\n\n- Rotate API keys regularly\n- Report a suspected compromise\n", Level.WARNING),
    ],
)
def test_compromise_weighs_by_what_the_policy_says_of_it(tmp_path: Path, policy: str, level: Level) -> None:
    config = "keys: {compromises: [{key: ci, date: 2026-01-10, reason: lost}]}\n"
    (entry,) = entries(tmp_path, {"SECURITY.md": policy, "keys.yml": NEW, ".upheld.yml": config})

    assert (entry.finding.verdict, entry.level) == (Verdict.BROKEN, level)


def test_compromise_of_an_unknown_key_is_unverified(tmp_path: Path) -> None:
    config = "keys: {compromises: [{key: other, date: 2026-01-10, reason: lost}]}\n"
    found = entries(tmp_path, {"keys.yml": NEW, ".upheld.yml": config})

    assert said(found)[0][:2] == ("unverified", "error")
    assert found[0].location.path == ".upheld.yml"


def test_each_key_is_told_of_once_by_the_sentence_that_names_it(tmp_path: Path) -> None:
    policy = "# Security\n\nKeys are rotated every 365 days.\n\nDeploy keys are rotated every 90 days.\n"
    keys = "keys:\n  - {name: CI, kind: deploy-key, created: 2025-07-01}\n  - {name: NPM, kind: token, created: 2025-07-01}\n"
    found = entries(tmp_path, {"SECURITY.md": policy, "keys.yml": keys})

    assert [(each.finding.verdict.value, each.promise.location.line) for each in found] == [
        ("broken", 5),
        ("upheld", 3),
    ]
    assert found[0].finding.message == "deploy key `CI` is 214 days old; keys are to be rotated every 90 days"


def test_sentence_on_passwords_says_nothing_of_deploy_keys(tmp_path: Path) -> None:
    policy = "# Security\n\nPasswords are rotated every 90 days.\n"
    keys = "keys:\n  - {name: CI, kind: deploy-key, created: 2025-01-01}\n"
    (entry,) = entries(tmp_path, {"SECURITY.md": policy, "keys.yml": keys})

    assert entry.finding.verdict is Verdict.UNVERIFIED
    assert entry.finding.message.startswith("the metadata list no active key that is meant")


def test_waiver_by_name_excuses_age_and_no_compromise(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: key-rotation, subject: CI, reason: x, owner: us, expires: 2026-03-01}]\n"
    config = f"{waiver}keys: {{compromises: [{{key: CI, date: 2026-01-10, reason: lost}}]}}\n"
    found = entries(tmp_path, {"keys.yml": OLD, ".upheld.yml": config})

    assert {each.finding.subject: each.waiver is not None for each in found} == {
        "key inventory/CI too-old": True,
        "key inventory/CI compromised": False,
    }


def test_keys_of_one_name_have_findings_of_their_own(tmp_path: Path) -> None:
    keys = "keys:\n" + "".join(f"  - {{name: CI, scope: {each}, created: 2025-01-01}}\n" for each in ("test", "live"))
    found = entries(tmp_path, {"keys.yml": keys})

    assert len({each.fingerprint for each in found}) == 2


def test_evidence_that_is_too_old_upholds_and_breaks_nothing(tmp_path: Path) -> None:
    stale = deploy_keys("2025-01-01T00:00:00Z", "2026-01-20T00:00:00Z")
    found = entries(tmp_path, {".upheld/keys/a.json": stale})

    assert said(found) == [
        (
            "unverified",
            "error",
            "GitHub SSH keys: .upheld/keys/a.json was taken 11 days ago, on 2026-01-20; metadata are to be at most 7 days old",
        )
    ]


def test_export_without_a_time_is_as_old_as_its_commit(tmp_path: Path) -> None:
    listing = json.dumps([{"name": "A", "updatedAt": "2020-01-01T00:00:00Z"}])
    repository(tmp_path, {"SECURITY.md": NUMBER, ".upheld/keys/secrets.json": listing})
    committed = datetime.fromtimestamp(int(git(tmp_path, "log", "-1", "--format=%ct")), UTC)
    later = committed.replace(year=committed.year + 1)

    def verdicts(as_of: datetime) -> set[str]:
        return {each.finding.message.partition(" ")[0] for each in ledger(tmp_path, {}, as_of=as_of).entries}

    assert verdicts(committed) == {"secret", "GitHub"}  # too old, and used by no workflow
    assert verdicts(later) == {"GitHub"}
    assert "was committed 365 days ago" in ledger(tmp_path, {}, as_of=later).entries[0].finding.message


def test_note_on_what_a_date_proves_is_with_the_upheld(tmp_path: Path) -> None:
    listing = json.dumps({"total_count": 1, "secrets": [{"name": "A", "created_at": "2025-01-01T00:00:00Z", "updated_at": "2026-01-20T00:00:00Z"}]})  # fmt: skip
    workflow = "on: push\njobs: {a: {steps: [{run: 'x ${{ secrets.A }}'}]}}\n"
    files = {".upheld/keys/s.json": listing, ".github/workflows/a.yml": workflow}
    (entry,) = entries(tmp_path, files)

    assert entry.finding.verdict is Verdict.UPHELD
    assert "the date proves that it was written" in entry.finding.evidence[0].text


def test_refused_file_shows_nothing_and_leaves_others_unverified(tmp_path: Path) -> None:
    files = {"keys.yml": NEW, ".upheld/keys/b.json": '{"keys": [{"name": "B", "secret": "correct-horse"}]}'}
    found = ledger(tmp_path, files)

    assert {each.finding.verdict for each in found.entries} == {Verdict.UNVERIFIED}
    assert "correct-horse" not in repr([each.finding for each in found.entries])


GITLEAKS = [
    {"RuleID": "npm", "File": "a.sh", "StartLine": 3, "Commit": "", "Date": "", "Secret": "x" * 9, "Match": "x"}
]


@pytest.mark.parametrize(
    "report",
    [{"dependencies": [{"name": "wick", "version": "1.0", "vulns": []}]}, GITLEAKS],
    ids=["pip-audit", "gitleaks"],
)
def test_report_of_a_scanner_is_no_metadata_and_no_gap(tmp_path: Path, report: Any) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(report), encoding="utf-8")
    (entry,) = entries(tmp_path / "r", {"keys.yml": NEW}, file)

    assert entry.finding.verdict is Verdict.UPHELD


def test_given_file_that_nobody_knows_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text('{"notes": []}', encoding="utf-8")
    found = entries(tmp_path / "r", {"keys.yml": NEW}, file)

    assert {each.finding.verdict for each in found} == {Verdict.UNVERIFIED}


def test_settings_change_the_advice(tmp_path: Path) -> None:
    keys = "keys:\n  - {name: CI, created: 2025-12-15, last_used: never, expires: 2026-02-20}\n"
    files: dict[str, Any] = {"keys.yml": keys, ".upheld.yml": "keys: {unused: 30, expires_soon: 30}\n"}

    assert [each[1] for each in said(entries(tmp_path / "set", files))].count("warning") == 2
    assert [each[1] for each in said(entries(tmp_path / "usual", {"keys.yml": keys, ".upheld.yml": "{}"}))].count(
        "warning"
    ) == 1


def test_expired_key_that_the_policy_publishes_is_a_warning(tmp_path: Path) -> None:
    text = "Contact: https://example.invalid/report\nExpires: 2026-01-01T00:00:00Z\n"
    found = entries(tmp_path, {".well-known/security.txt": text})

    assert said(found)[0][:2] == ("broken", "warning")
    assert found[1].finding.verdict is Verdict.UNVERIFIED


def test_policy_without_such_a_promise_is_asked_nothing(tmp_path: Path) -> None:
    found = ledger(tmp_path, {"SECURITY.md": "# Security\n\nMail us at security@example.invalid.\n", "keys.yml": OLD})

    assert found.entries == ()


def test_the_real_command_ends_with_1(tmp_path: Path) -> None:
    repository(tmp_path, {"SECURITY.md": NUMBER, "keys.yml": OLD})
    program = [sys.executable, "-c", "from upheld.cli import main; main()"]
    command = [*program, "check", "--offline", "--as-of", "2026-01-31", "--format", "concise", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "keys.yml:2: error: token `CI` is 395 days old" in run.stdout


def test_no_report_shows_a_line_of_metadata_even_of_what_was_accepted(tmp_path: Path) -> None:
    found = ledger(tmp_path, {"keys.yml": OLD, ".upheld/keys/old.json": deploy_keys("2025-07-01T00:00:00Z")})
    reports = {name: render(name, found, PLAIN) for name in ("text", "json", "sarif", "markdown")}

    assert [name for name, text in reports.items() if "{name: CI" in text or '"title": "ci"' in text] == []
    assert found.sources["keys.yml"] == found.sources[".upheld/keys/old.json"] == ""
    assert found.sources["SECURITY.md"] == NUMBER
