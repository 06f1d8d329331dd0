"""The rotation of keys in a pull request: what it edits of the metadata does not count for itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from keys_made import NOW
from making import git, repository
from upheld.model import Entry, Verdict
from upheld.run import Options, check

POLICY = "# Security\n\nKeys are rotated every 90 days.\n"
OLD = "keys:\n  - {name: CI, kind: token, created: 2025-01-01}\n"
NEW = "keys:\n  - {name: CI, kind: token, created: 2026-01-01}\n"
PATH = ".upheld/keys/deploy.json"


def deploy_keys(created: str) -> str:
    entry = {"id": 1, "title": "ci", "created_at": created, "read_only": True, "last_used": "2026-01-29T00:00:00Z"}
    return json.dumps(
        {"generated_at": "2026-01-30T00:00:00Z", "answers": [{"scope": "repository a/b", "data": [entry]}]}
    )


def change(folder: Path, files: dict[str, str | None], *, at: str = "") -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change", at=at)


def judged(folder: Path, base: str | None = "HEAD~1", **asked: Any) -> tuple[Entry, ...]:
    return check(Options(path=folder, as_of=NOW, offline=True, base=base, select=("key-rotation",), **asked)).entries


def test_change_records_no_rotation_of_its_own(tmp_path: Path) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY, "keys.yml": OLD})
    change(made.root, {"keys.yml": "generated_at: 2026-01-31\n" + NEW})
    (before,) = judged(made.root)
    (merged,) = judged(made.root, base="HEAD")

    assert (before.finding.verdict, merged.finding.verdict) == (Verdict.BROKEN, Verdict.UPHELD)
    assert before.location.path == "SECURITY.md"
    (shown,) = before.finding.evidence
    assert shown.text.endswith(
        "(keys.yml:2 in the base: what this change edits of it does not count before it is merged)"
    )


def test_change_takes_no_key_out_of_the_inventory(tmp_path: Path) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY, ".upheld/keys/ours.yml": OLD})
    change(made.root, {".upheld/keys/ours.yml": None})

    assert [each.finding.verdict for each in judged(made.root)] == [Verdict.BROKEN]


def test_inventory_that_a_change_brings_does_not_count_yet(tmp_path: Path) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY})
    change(made.root, {"keys.yml": NEW})
    messages = [each.finding.message for each in judged(made.root)]

    assert "key inventory: keys.yml comes with this change, so it does not count before it is merged" in messages
    assert {each.finding.verdict for each in judged(made.root)} == {Verdict.UNVERIFIED}


def test_value_that_a_change_writes_into_the_inventory_is_refused_at_once(tmp_path: Path) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY, "keys.yml": NEW})
    change(made.root, {"keys.yml": NEW + "  - {name: B, value: one-two-three}\n"})
    found = judged(made.root)

    assert [(each.finding.verdict, each.location.path) for each in found] == [
        (Verdict.UNVERIFIED, "SECURITY.md"),
        (Verdict.UNVERIFIED, "keys.yml"),
    ]


def test_list_that_was_made_for_the_run_counts_whatever_the_change_edits(tmp_path: Path) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY, PATH: deploy_keys("2025-01-01T00:00:00Z")})
    change(made.root, {PATH: deploy_keys("2025-01-02T00:00:00Z")})
    (made.root / PATH).write_text(deploy_keys("2026-01-03T00:00:00Z"), encoding="utf-8")

    assert [each.finding.verdict for each in judged(made.root)] == [Verdict.UPHELD]


@pytest.mark.parametrize("asked", ["given", "named"])
def test_other_files_that_a_change_edits_are_read_from_the_base_too(tmp_path: Path, asked: str) -> None:
    files = {"SECURITY.md": POLICY, "ops/deploy.json": deploy_keys("2025-01-01T00:00:00Z")}
    named = {".upheld.yml": "evidence: [ops/deploy.json]\n"} if asked == "named" else {}
    made = repository(tmp_path, files | named)
    change(made.root, {"ops/deploy.json": deploy_keys("2026-01-02T00:00:00Z")})
    given = (made.root / "ops/deploy.json",) if asked == "given" else ()
    found = judged(made.root, evidence=given)

    assert [each.finding.verdict for each in found] == [Verdict.BROKEN]


def test_list_of_the_base_is_as_old_as_its_last_commit_there(tmp_path: Path) -> None:
    listed = [{"id": 1, "title": "ci", "created_at": "2026-01-02T00:00:00Z", "read_only": True}]
    made = repository(tmp_path, {"SECURITY.md": POLICY, PATH: json.dumps(listed)}, at="2026-01-10T12:00:00Z")
    change(
        made.root, {PATH: json.dumps([listed[0] | {"created_at": "2026-01-03T00:00:00Z"}])}, at="2026-01-31T00:00:00Z"
    )
    (found, *_) = judged(made.root)

    assert found.finding.verdict is Verdict.UNVERIFIED
    assert "was committed 21 days ago, on 2026-01-10" in found.finding.message


@pytest.mark.parametrize("attribute", ["ident", "text eol=crlf"])
def test_attributes_of_a_change_do_not_make_its_metadata_those_of_the_run(tmp_path: Path, attribute: str) -> None:
    made = repository(tmp_path, {"SECURITY.md": POLICY, "keys.yml": OLD})
    change(made.root, {"keys.yml": f"# $Id$\n{NEW}", ".gitattributes": f"keys.yml {attribute}\n"})
    (made.root / "keys.yml").unlink()
    git(made.root, "checkout", "keys.yml")

    assert (made.root / "keys.yml").read_bytes() != f"# $Id$\n{NEW}".encode()
    assert [each.finding.verdict for each in judged(made.root)] == [Verdict.BROKEN]
