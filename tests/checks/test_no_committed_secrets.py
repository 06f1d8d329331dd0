"""Promises that no secret is committed: the real command on real repositories."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from making import git, repository
from planting import github_token, password, private_key

POLICY = "# Security\n\nNever commit API keys, private keys or passwords to the repository: we keep them out of it.\n"
TOKEN = github_token(1)
LINE = f'TOKEN = "{TOKEN}"\n'


def run(command: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    given = ("--offline", "--as-of", "2026-01-31", "--select", "no-committed-secrets")
    program = [sys.executable, "-c", "from upheld.cli import main; main()"]
    return subprocess.run(
        [*program, command, *given, *options, str(folder)], capture_output=True, text=True, check=False
    )


def check(folder: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    said = run("check", folder, "--format", "json", *options)
    assert said.stderr == ""
    return said.returncode, json.loads(said.stdout)["findings"]


def told(findings: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(each["verdict"], each["level"], each["subject"]) for each in findings]


def made(folder: Path, files: dict[str, str], policy: str = POLICY) -> Path:
    return repository(folder, {"SECURITY.md": policy, **files}).root


def test_a_sure_secret_breaks_the_build_and_nothing_found_is_upheld(tmp_path: Path) -> None:
    assert told(check(made(tmp_path / "a", {"app.py": LINE}))[1]) == [("broken", "error", "github-token in app.py")]
    code, (finding,) = check(made(tmp_path / "b", {"app.py": "import os\n"}))

    assert (code, finding["verdict"]) == (0, "upheld")
    (scan,) = finding["evidence"]
    assert scan["text"].startswith("2 files (0.0 MB) scanned with ")


def test_only_what_the_policy_names_is_looked_for(tmp_path: Path) -> None:
    policy = "# Security\n\nNo private keys are committed to this repository.\n"

    assert check(made(tmp_path / "a", {"app.py": LINE}, policy))[0] == 0
    assert check(made(tmp_path / "b", {"key": private_key()}, policy))[0] == 1


def test_a_general_word_is_looked_for_in_all_its_meanings(tmp_path: Path) -> None:
    policy = "# Security\n\nNo secrets are committed to this repository.\n"

    assert check(made(tmp_path / "a", {"key": private_key()}, policy))[0] == 1
    _, (finding,) = check(made(tmp_path / "b", {"app.py": "import os\n"}, policy))
    assert finding["message"].startswith("no keys and tokens, private keys or passwords found")


def test_what_is_not_sure_is_a_warning_and_keeps_the_promise_from_being_upheld(tmp_path: Path) -> None:
    code, findings = check(made(tmp_path / "r", {"app.py": f'db_password = "{password(5)}"\n'}))

    assert code == 0
    assert [(each["verdict"], each["level"]) for each in findings] == [("broken", "warning")]
    assert findings[0]["message"].startswith("to review: ")


def test_what_is_to_review_in_many_files_is_told_once(tmp_path: Path) -> None:
    few = {f"f{n}.py": f'db_passwd = "{password(n)}"\n' for n in range(5)}
    many = {f"f{n}.py": f'db_passwd = "{password(n)}"\n' for n in range(30)}

    assert len(check(made(tmp_path / "few", few))[1]) == 5
    finding, *others = check(made(tmp_path / "many", many))[1]
    assert [each["message"] for each in others] == []
    assert re.search(r", (\d\d) places in \1 files: f\d+\.py, ", finding["message"])
    assert finding["subject"].endswith(" in many files")


def test_many_sure_secrets_of_a_file_are_told_up_to_a_number(tmp_path: Path) -> None:
    text = "".join(f'T{seed} = "{github_token(seed)}"\n' for seed in range(50))
    code, findings = check(made(tmp_path / "r", {"app.py": text}))

    assert (code, len(findings)) == (1, 21)
    more = next(each for each in findings if each["subject"] == "github-token in app.py #more")
    assert more["message"].startswith("and 30 more secrets; ")


def test_a_leak_is_told_under_the_first_promise_that_binds(tmp_path: Path) -> None:
    policy = "# Security\n\nUsers should never commit API keys.\n\nThis repository contains no API keys.\n\nNo secrets in the repository.\n"
    _, findings = check(made(tmp_path / "r", {"app.py": LINE}, policy))

    assert [each["verdict"] for each in findings] == ["broken"]
    assert findings[0]["promise"]["line"] == 5
    assert findings[0]["level"] == "error"


def test_advice_breaks_nothing(tmp_path: Path) -> None:
    policy = "# Security\n\n## For users\n\nYou should never commit your API keys to your repository.\n"
    code, findings = check(made(tmp_path / "r", {"app.py": LINE}, policy))

    assert code == 0
    assert {each["level"] for each in findings} <= {"warning"}


def test_subjects_stay_when_lines_move(tmp_path: Path) -> None:
    before = check(made(tmp_path / "a", {"app.py": LINE}))[1]
    after = check(made(tmp_path / "b", {"app.py": "\n\n\n" + LINE + "x = 1\n"}))[1]

    assert [each["fingerprint"] for each in before] == [each["fingerprint"] for each in after]


def test_a_waiver_by_subject_and_a_comment_with_a_day_excuse(tmp_path: Path) -> None:
    waiver = "waivers:\n  - {rule: no-committed-secrets, subject: github-token in app.py, reason: r, owner: o, expires: 2026-02-28}\n"
    comment = LINE.replace("\n", "  # upheld: allow secret -- the sandbox only until 2026-02-28\n")
    first = check(made(tmp_path / "a", {"app.py": LINE, ".upheld.yml": waiver}))
    second = check(made(tmp_path / "b", {"app.py": comment}))

    for code, (finding,) in (first, second):
        assert code == 0
        assert finding["waiver"]["expires"] == "2026-02-28"
    assert second[1][0]["waiver"]["owner"] == "app.py:1"


def test_a_comment_whose_day_is_over_excuses_nothing_and_is_told(tmp_path: Path) -> None:
    comment = LINE.replace("\n", "  # upheld: allow secret -- the sandbox only until 2026-01-30\n")
    said = run("check", made(tmp_path / "r", {"app.py": comment}))

    assert said.returncode == 1
    assert "expired on 2026-01-30" in said.stdout


def test_a_comment_without_a_day_is_told_beside_the_secret(tmp_path: Path) -> None:
    comment = LINE.replace("\n", "  # upheld: allow secret -- the sandbox only\n")
    code, (finding,) = check(made(tmp_path / "r", {"app.py": comment}))

    assert code == 1
    assert "excuses nothing: it states no reason and no day" in finding["message"]


def test_what_comments_and_lists_take_out_is_counted(tmp_path: Path) -> None:
    line = f'db_password = "{password(5)}"  # gitleaks:allow\n'
    code, (finding,) = check(made(tmp_path / "r", {"app.py": line}))

    assert (code, finding["verdict"]) == (0, "upheld")
    assert {"source": "left out", "text": "1 place by `gitleaks:allow`", "location": None} in finding["evidence"]


def test_the_history_is_looked_at_where_that_is_asked(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"app.py": LINE})
    (folder / "app.py").unlink()
    git(folder, "commit", "-aqm", "Remove it")

    assert check(folder)[0] == 0
    code, (finding,) = check(folder, "--history")
    assert (code, finding["location"]["path"]) == (1, "SECURITY.md")
    assert "app.py:1 in commit" in finding["message"]
    assert "removal does not undo a leak" in finding["help"]


def test_a_pull_request_that_adds_and_removes_a_secret_is_broken(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {})
    git(folder, "branch", "base")
    (folder / "app.py").write_text(LINE)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Add it")
    git(folder, "rm", "-q", "app.py")
    git(folder, "commit", "-qm", "Remove it")
    code, (finding,) = check(folder, "--base", "base")

    assert code == 1
    assert finding["message"].startswith("a secret was committed by this change and is not in the files any more")


def test_a_pull_request_is_not_broken_by_what_was_there(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"app.py": LINE})
    git(folder, "branch", "base")
    (folder / "app.py").write_text(f"{LINE}\nmore = 1\n")
    git(folder, "commit", "-qam", "Add a line")
    code, (finding,) = check(folder, "--base", "base")

    assert (code, finding["level"], finding["standing"]) == (0, "warning", "existing")
    assert "(so it was before this change)" in finding["message"]


def test_a_pull_request_without_a_secret_upholds_no_promise_about_the_files_that_it_leaves_alone(
    tmp_path: Path,
) -> None:
    folder = made(tmp_path / "r", {"app.py": LINE})
    git(folder, "branch", "base")
    (folder / "README.md").write_text("Hello\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Greet")
    code, (finding,) = check(folder, "--base", "base")

    assert (code, finding["verdict"], finding["standing"]) == (0, "unverified", "existing")
    assert finding["message"].endswith("whether the promise is kept is for a run without --base")
    assert {"what 1 commit added"} < {each["text"] for each in finding["evidence"]}
    assert check(folder, "--base", "base", "--strict")[0] == 0


def test_a_change_that_is_the_first_to_promise_it_promises_it_of_every_file(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"app.py": LINE})
    policy = (folder / "SECURITY.md").read_text()
    (folder / "SECURITY.md").write_text("# Security policy\n\nWe acknowledge reports within 72 hours.\n")
    git(folder, "commit", "-qam", "Promise less")
    git(folder, "branch", "base")
    (folder / "SECURITY.md").write_text(policy)
    git(folder, "commit", "-qam", "Promise it")
    code, (finding,) = check(folder, "--base", "base")

    assert (code, finding["verdict"], finding["location"]["path"]) == (0, "broken", "app.py")
    assert "(so it was before this change)" in finding["message"]


def test_a_report_of_gitleaks_is_evidence_and_no_report_of_dependencies(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"app.py": "x = 1\n", "requirements.txt": "a==1\n"})
    entry = {"RuleID": "some-rule", "File": "app.py", "StartLine": 1, "Secret": TOKEN, "Match": LINE, "Commit": ""}
    (tmp_path / "report.json").write_text(json.dumps([entry]))
    said = run("check", folder, "--evidence", str(tmp_path / "report.json"), "--select", "dependency-audit")

    assert "to review: some-rule, by another scanner" in said.stdout
    assert "is no report" not in said.stdout
    assert TOKEN[:8] not in said.stdout


@pytest.mark.parametrize("report_format", ["text", "json", "sarif", "markdown", "concise"])
def test_no_report_shows_a_line_of_a_file_with_a_secret(tmp_path: Path, report_format: str) -> None:
    folder = made(tmp_path / "r", {"app.py": LINE.replace("TOKEN", "NAMED_SO")}, POLICY + f"\n<!-- {TOKEN} -->\n")
    said = run("check", folder, "--format", report_format)

    assert "github-token" in said.stdout or "GitHub token" in said.stdout
    assert "NAMED_SO" not in said.stdout
    assert TOKEN[4:10] not in said.stdout
    assert '"primaryLocationLineHash"' not in said.stdout
