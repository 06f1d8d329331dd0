"""The proof of the tool: what must be seen to fail fails, and an installation that does not fail it is not believed."""

import json
from pathlib import Path

import pytest

from making import repository
from produced import upheld
from upheld.diagnosis import proving

FAILS = "contradictions, fix-time, no-committed-secrets, placeholder-contact, supported-versions"
REPORT = """
import json, subprocess, sys
real = subprocess.run([sys.executable, "-c", "from upheld.cli import main; main()", *sys.argv[1:]], capture_output=True)
said, code = json.loads(real.stdout), real.returncode
{change}
print(json.dumps(said))
sys.exit(code)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "project", {"SECURITY.md": "# Security\n\nWrite to us.\n"}, tags=("v1.0.0",)).root


def test_the_installed_tool_fails_what_is_known_to_be_bad(folder: Path) -> None:
    done = upheld("doctor", "--offline", folder)

    assert done.exit_code == 0, done.output
    assert f"a repository that is known to be bad fails, by 5 of 5 rules: {FAILS}\n" in done.stdout


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("said['findings'] = []", f"{FAILS} found nothing"),
        ("code = 0", "the tool ended with exit code 0, where a broken promise is 1"),
        ("code = 4", "the tool ended with exit code 4, where a broken promise is 1"),
        (
            "said['findings'] = [each for each in said['findings'] if each['rule'] != 'fix-time']",
            "does not fail as it must: fix-time found nothing",
        ),
        (
            "for each in said['findings']: each['verdict'] = 'unverified'",
            f"{FAILS} found nothing",
        ),
        ("said['counts']['upheld'] = 0", "the tool calls nothing upheld, not even what is"),
        ("said['notifications'] = [{'kind': 'crash', 'message': 'a check crashed'}]", ": a check crashed"),
        ("raise SystemExit('no report today')", "the tool gave no report: no report today"),
    ],
)
def test_an_installation_that_does_not_fail_it_as_it_must_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: str, why: str
) -> None:
    monkeypatch.setattr(proving, "_RUN", REPORT.format(change=change))
    done = upheld("doctor", "--offline", folder)

    assert done.exit_code == 3
    assert "do not believe this installation" in done.stdout
    assert why in done.stdout


def test_without_git_nothing_is_proven(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = upheld("doctor", "--offline", "--format", "json", folder)
    known_bad = json.loads(done.stdout)["known_bad"]

    assert done.exit_code == 3
    assert known_bad["holds"] is False
    assert known_bad["problem"].startswith("it could not be made: No such file or directory")


def test_the_repository_that_is_judged_is_not_the_one_that_is_diagnosed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "upheld").mkdir()
    (folder / "upheld" / "__init__.py").write_text("raise SystemExit('lent by a stranger')\n", encoding="utf-8")
    (folder / "click.py").write_text("raise SystemExit('lent by a stranger')\n", encoding="utf-8")
    monkeypatch.chdir(folder)

    assert upheld("doctor", "--offline").exit_code == 0
