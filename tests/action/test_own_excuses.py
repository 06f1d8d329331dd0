"""A change that excuses itself: nothing that it brings counts for it, whichever commit the workflow checks out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from action.conftest import WAIVERS
from action.pulls import Pull, pull, told
from making import git
from upheld.action.__main__ import main
from upheld.cli import main as command

Outputs = Callable[[], dict[str, str]]

HEAD = "# Security policy\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n"
UPHELD = f"{HEAD}| 1.x | yes |\n"
BROKEN = f"{HEAD}| 7.x | yes |\n"
EXCUSES = {
    "a waiver": {".upheld.yml": WAIVERS},
    "a waiver in the other place": {".github/.upheld.yml": WAIVERS},
    "a rule that is left out": {".upheld.yml": "ignore: [supported-versions]\n"},
    "all rules but one": {".upheld.yml": "select: [security-policy]\n"},
    "another policy": {".upheld.yml": "policy: docs/old.md\n", "docs/old.md": UPHELD},
    "the manifest of a Python project": {"pyproject.toml": '[tool.upheld]\nignore = ["supported-versions"]\n'},
    "a configuration that nobody can read": {".upheld.yml": "waivers: {\n"},
    "a configuration that is a link": {".upheld.yml": "-> elsewhere.yml", "elsewhere.yml": WAIVERS},
}


def changed(folder: Path, files: dict[str, str], base: dict[str, str]) -> Pull:
    return pull(folder, {"SECURITY.md": UPHELD, **base}, {"SECURITY.md": BROKEN, **files}, commits=2)


def checked_out(made: Pull, folder: Path, which: str) -> Path:
    clone = made.checked_out(folder, made.merge if which == "merge" else made.head, depth=0)
    git(clone, "fetch", "--quiet", "--tags")
    return clone


@pytest.mark.parametrize("which", ["merge", "head"])
@pytest.mark.parametrize("excuse", EXCUSES)
def test_no_change_excuses_itself(
    environment: dict[str, str], outputs: Outputs, tmp_path: Path, excuse: str, which: str
) -> None:
    made = changed(tmp_path / "remote", EXCUSES[excuse], {})
    clone = checked_out(made, tmp_path / "clone", which)
    told(environment, made.event())
    main(environment | {"GITHUB_WORKSPACE": str(clone)})

    said = outputs()
    assert (said["verdict"], said["exit-code"], said["waived"]) == ("broken", "1", "0")
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8").replace("\\", "")
    assert "once it is merged" in summary
    base = made.tip if which == "merge" else made.began
    done = CliRunner().invoke(command, ["check", "--offline", "--format", "json", "--base", base, str(clone)])
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert any("once it is merged" in each["message"] for each in report["notifications"])


def test_what_the_target_branch_does_not_excuse_any_more_is_not_excused_where_the_change_began_before(
    environment: dict[str, str], outputs: Outputs, tmp_path: Path
) -> None:
    made = changed(tmp_path / "remote", {}, {".upheld.yml": WAIVERS})
    git(made.remote, "checkout", "--quiet", "main")
    git(made.remote, "rm", "--quiet", ".upheld.yml")
    git(made.remote, "commit", "--quiet", "--message=No excuses any more")
    tip = git(made.remote, "rev-parse", "HEAD").strip()
    clone = checked_out(made, tmp_path / "clone", "head")
    told(environment, {"pull_request": {"base": {"sha": tip}, "head": {"sha": made.head}}})
    main(environment | {"GITHUB_WORKSPACE": str(clone), "UPHELD_INPUT_OFFLINE": "false", "UPHELD_INPUT_TIMEOUT": "1"})

    said = outputs()
    assert (said["base"], said["exit-code"], said["waived"]) == (made.began, "1", "0")


@pytest.mark.parametrize("which", ["merge", "head"])
def test_what_the_base_excuses_stays_excused_where_the_change_takes_the_waiver_away(
    environment: dict[str, str], outputs: Outputs, tmp_path: Path, which: str
) -> None:
    made = changed(tmp_path / "remote", {".upheld.yml": "waivers: []\n"}, {".upheld.yml": WAIVERS})
    told(environment, made.event())
    main(environment | {"GITHUB_WORKSPACE": str(checked_out(made, tmp_path / "clone", which))})

    assert outputs()["exit-code"] == "0"
    assert int(outputs()["waived"]) > 0
