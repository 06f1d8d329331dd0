"""Keys that have leaked, through the whole run: the scan of files and commits beside the metadata."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from keys_made import NOW
from making import git, repository
from planting import github_token
from secrets_made import letters, openssh_key
from upheld.facts.leaks import found as scans
from upheld.model import Level, Verdict
from upheld.run import Options, check

POLICY = "# Security\n\n- Rotate API keys regularly and after any suspected compromise\n"
THE_10TH = "2026-01-10T12:00:00Z"
ACCESS = f"AKIA{letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}"


@pytest.mark.parametrize(
    ("created", "history", "verdict", "level"),
    [
        ("2026-01-09", True, Verdict.BROKEN, Level.ERROR),
        ("2026-01-09", False, Verdict.BROKEN, Level.WARNING),
        ("2026-01-11", True, Verdict.UPHELD, Level.ERROR),
        ("2026-01-11", False, Verdict.UPHELD, Level.ERROR),
    ],
)
def test_access_key_whose_secret_is_committed_is_found_by_its_id(
    tmp_path: Path, created: str, *, history: bool, verdict: Verdict, level: Level
) -> None:
    listed = {"UserName": "ci", "AccessKeyId": ACCESS, "Status": "Active", "CreateDate": f"{created}T00:00:01+00:00"}
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"AccessKeyMetadata": [listed]}), encoding="utf-8")
    secret = f"[default]\naws_access_key_id = {ACCESS}\naws_secret_access_key = {letters(40)}\n"
    repository(tmp_path / "r", {"SECURITY.md": POLICY, "aws.ini": secret}, at=THE_10TH)
    options = Options(path=tmp_path / "r", as_of=NOW, offline=True, evidence=(file,), select=("key-rotation",))
    (found,) = (
        each for each in check(replace(options, history=history)).entries if each.finding.subject.endswith(" leaked")
    )

    assert (found.finding.verdict, found.level) == (verdict, level)
    assert "aws.ini:3" in found.finding.message


def test_deploy_key_whose_private_half_was_committed_is_found_by_its_fingerprint(tmp_path: Path) -> None:
    private, public = openssh_key()
    listed = [{"id": 1, "title": "ci", "key": public, "created_at": "2026-01-02T00:00:00Z", "read_only": True}]
    made = repository(tmp_path / "r", {"SECURITY.md": POLICY, "id_ci": private}, at=THE_10TH)
    (made.root / "id_ci").unlink()
    (made.root / ".upheld/keys").mkdir(parents=True)
    export = {"generated_at": "2026-01-30T00:00:00Z", "answers": [{"scope": "repository a/b", "data": listed}]}
    (made.root / ".upheld/keys/deploy.json").write_text(json.dumps(export), encoding="utf-8")
    git(made.root, "add", "-A")
    git(made.root, "commit", "-q", "-m", "The key is gone")
    asked = Options(path=made.root, as_of=NOW, offline=True, history=True, select=("key-rotation",))
    (found, *_) = check(asked).entries

    assert found.finding.subject == "GitHub SSH keys/ci leaked"
    assert "stands in the history since 2026-01-10 (id_ci:1, commit " in found.finding.message


def test_leaked_secret_of_a_workflow_that_no_metadata_list_is_unverified(tmp_path: Path) -> None:
    workflow = "on: push\njobs:\n  a:\n    steps:\n      - run: x\n        env: {T: '${{ secrets.BOT_TOKEN }}'}\n"
    files = {".github/workflows/a.yml": workflow, "deploy.sh": f"BOT_TOKEN={github_token()}\n"}
    repository(tmp_path, {"SECURITY.md": POLICY, **files})
    entries = check(Options(path=tmp_path, as_of=NOW, offline=True, select=("key-rotation",))).entries
    found = [each for each in entries if each.finding.subject == "BOT_TOKEN leaked"]

    assert [each.finding.verdict for each in found] == [Verdict.UNVERIFIED]
    assert found[0].finding.message.endswith("and no metadata tell of it")


def test_two_rules_that_ask_for_leaks_scan_once(tmp_path: Path) -> None:
    policy = f"{POLICY}\nNever commit API keys, private keys or passwords.\n"
    repository(
        tmp_path,
        {
            "SECURITY.md": policy,
            "keys.yml": "keys: [{name: CI, created: 2026-01-01}]\n",
            "deploy.sh": f"CI={github_token()}\n",
        },
    )
    before = scans.cache_info()
    check(Options(path=tmp_path, as_of=NOW, offline=True, select=("key-rotation", "no-committed-secrets")))
    after = scans.cache_info()

    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)
