"""`upheld review` where there is little to review, where it goes wrong, and what it must not keep."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from making import git, repository
from produced import upheld
from review_records import ledger_of, record
from secrets_made import pem
from upheld.review.changes import compared
from upheld.review.record import State

POLICY = "# Security\n\nWe acknowledge reports within 48 hours.\n"


def reviewed(root: Path, *options: str | Path) -> dict[str, Any]:
    done = upheld("review", "--offline", "--as-of", "2026-11-22", *options, root)
    assert done.exit_code == 0, done.output
    loaded: dict[str, Any] = json.loads(
        (root / "security-reviews" / "2026-Q4" / "ledger.json").read_text(encoding="utf-8")
    )
    return loaded


def test_a_folder_without_git_is_reviewed_and_what_is_not_known_is_told(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    ledger = reviewed(tmp_path)

    assert ledger["repository"] == {"name": tmp_path.name, "commit": None, "branch": None, "web": None, "line_mark": ""}
    assert [each["kind"] for each in ledger["promises"] if each["stated"]] == ["acknowledgement-time"]


def test_a_repository_without_a_policy_is_no_success(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"README.md": "Hello\n"}).root
    reviewed(root)

    text = (root / "security-reviews" / "2026-Q4" / "review.md").read_text(encoding="utf-8")
    assert "**? There is no security policy; this is the first review.**" in text


def test_the_permalink_is_of_the_commit_and_of_the_forge(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"SECURITY.md": POLICY}).root
    git(root, "remote", "add", "origin", "https://github.com/example/lantern.git")
    commit = git(root, "rev-parse", "HEAD").strip()
    reviewed(root)

    page = (root / "security-reviews" / "2026-Q4" / "review.html").read_text(encoding="utf-8")
    assert f'href="https://github.com/example/lantern/blob/{commit}/SECURITY.md#L3"' in page


def test_what_differs_from_the_commit_is_listed(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"SECURITY.md": POLICY, "a.txt": "a"}).root
    (root / "a.txt").write_text("b", encoding="utf-8")

    assert reviewed(root)["how"]["changed_files"] == ["a.txt"]
    assert reviewed(root)["how"]["changed_files"] == ["a.txt"]


def test_owners_are_named_with_what_is_to_be_done(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"SECURITY.md": POLICY, "CODEOWNERS": "*.md @example/security\n"}).root
    reviewed(root)

    text = (root / "security-reviews" / "2026-Q4" / "review.md").read_text(encoding="utf-8")
    assert "owner: &#64;example/security" in text


def test_a_policy_in_which_a_secret_stands_is_not_kept(tmp_path: Path) -> None:
    secret = pem()
    text = f"{POLICY}\nWe never commit secrets such as\n\n```\n{secret}\n```\n"
    root = repository(tmp_path / "r", {"SECURITY.md": text}).root
    ledger = reviewed(root)

    assert "broken" in {each["verdict"] for each in ledger["check"]["findings"]}
    assert (ledger["policy"]["text"], ledger["policy"]["sha256"]) == (None, None)
    body = secret.splitlines()[1:-1]
    for file in (root / "security-reviews" / "2026-Q4").iterdir():
        assert not [line for line in body if line in file.read_text(encoding="utf-8")]


def test_a_last_ledger_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"SECURITY.md": POLICY}).root
    old = root / "security-reviews" / "2026-Q3" / "ledger.json"
    old.parent.mkdir(parents=True)
    old.write_text("{", encoding="utf-8")
    done = upheld("review", "--offline", "--as-of", "2026-11-22", root)

    assert done.exit_code == 2
    assert "2026-Q3/ledger.json is no JSON" in done.stderr.replace("\\", "/")
    assert not (root / "security-reviews" / "2026-Q4").exists()


def test_a_period_that_is_none_is_told(tmp_path: Path) -> None:
    done = upheld("review", "--offline", "--period", "Q4", tmp_path)

    assert (done.exit_code, done.stderr) == (2, "upheld: 'Q4' is no quarter; write it as 2026-Q4\n")


def test_the_period_may_be_another_than_that_of_the_day(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    done = upheld("review", "--offline", "--period", "2026-Q3", "--as-of", "2026-11-22", "--name", "lantern", tmp_path)

    assert done.exit_code == 0
    text = (tmp_path / "security-reviews" / "2026-Q3" / "review.md").read_text(encoding="utf-8")
    assert text.startswith("# Security review 2026\\-Q3 of lantern\n")
    assert "Next review: 2026\\-12\\-31." in text


def test_it_says_what_to_commit(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    done = upheld("review", "--offline", "--as-of", "2026-11-22", tmp_path)

    folder = tmp_path / "security-reviews" / "2026-Q4"
    last = done.output.splitlines()[-1]
    assert last == f"Commit {folder} in a pull request: who approves it signs the review."


def test_a_number_that_changes_makes_no_new_promise() -> None:
    last = record(4, (State.UPHELD,))
    quotes = [each.quote.replace("within 2 days", "within 20 days") for each in last.promises]
    now = [replace(each, quote=quote) for each, quote in zip(last.promises, quotes, strict=True)]
    told, gone = compared(now, [frozenset({f"new {number}"}) for number in range(4)], last)

    assert gone == ()
    assert [each.words_before for each in told] == [None, last.promises[1].quote, None, None]


def test_promises_that_have_nothing_in_common_are_another() -> None:
    last = record(1, (State.UPHELD,))
    now = [replace(last.promises[0], quote="xyz", before=None)]
    told, gone = compared(now, [frozenset({"new"})], last)

    assert (told[0].before, len(gone)) == (None, 1)


def test_ten_thousand_promises_are_compared_without_comparing_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def unlike(one: object, other: object) -> float:
        asked.append((one, other))
        return 0.0

    monkeypatch.setattr("upheld.review.changes._likeness", unlike)
    last = record(10_000, (State.UPHELD,))
    now = [replace(each, quote=f"another {number}") for number, each in enumerate(last.promises)]
    compared(now, [frozenset()] * len(now), last)

    assert len(asked) <= 200 * 200


def test_the_ledger_of_a_test_is_read_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    previous = tmp_path / "ledger.json"
    previous.write_text(ledger_of(replace(record(2), period="2026-Q3", earlier=())), encoding="utf-8")
    ledger = reviewed(tmp_path, "--previous", previous)

    assert [each["period"] for each in ledger["earlier"]] == ["2026-Q3"]
    assert len(ledger["withdrawn"]) == 2


def test_a_promise_of_which_no_check_spoke_is_unverified_and_not_left_out(tmp_path: Path) -> None:
    text = f"{POLICY}\nHigh severity vulnerabilities are fixed within 30 days.\n"
    (tmp_path / "SECURITY.md").write_text(text, encoding="utf-8")
    ledger = reviewed(tmp_path, "--select", "security-policy")

    stated = {each["kind"]: (each["state"], each["findings"]) for each in ledger["promises"] if each["stated"]}
    assert stated == {"acknowledgement-time": ("unverified", []), "fix-time": ("unverified", [])}
    page = (tmp_path / "security-reviews" / "2026-Q4" / "review.html").read_text(encoding="utf-8")
    assert "None of 2 promises could be verified; this is the first review." in page
    assert "2 promises could not be verified: no check of this run spoke of it." in page
