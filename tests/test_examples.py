"""Every example of every check: the repository is built, the real command runs, and says what `expected.txt` says."""

import subprocess
import sys
from pathlib import Path

import pytest

from upheld.examples import EXPECTED, build, read_example

CHECKS = Path(__file__).parents[1] / "checks" / "upheld_checks"
EXAMPLES = sorted(CHECKS.glob("*/examples/*/"))
CORRECTED = {"supported_versions"}
"""Rules that know a correction of whatever they find broken; others point at words that only the author can replace."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from upheld.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def checked(example: Path, target: Path) -> subprocess.CompletedProcess[str]:
    described = read_example(example)
    build(described, target)
    rule = example.parents[1].name.replace("_", "-")
    return run("check", "--format", "concise", "--select", rule, *described.given, str(target))


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_example_says_what_is_expected(example: Path, tmp_path: Path) -> None:
    result = checked(example, tmp_path / "repository")

    assert result.stderr == ""
    assert result.stdout == (example / EXPECTED).read_text(encoding="utf-8")
    verdict = example.name.partition("-")[0]
    assert (result.returncode == 1) == (": error: " in result.stdout)
    assert ": error: " not in result.stdout or verdict == "broken"
    said = {"broken": ("error", "warning"), "upheld": ("upheld", "warning")}.get(verdict, (verdict,))
    assert any(f": {each}: " in result.stdout for each in said)


@pytest.mark.parametrize(
    "example",
    [e for e in EXAMPLES if e.name.startswith("broken") and not read_example(e).probe],  # `fix` starts nothing
    ids=lambda path: f"{path.parents[1].name}/{path.name}",
)
def test_written_correction_is_upheld_or_said_to_be_unknown(example: Path, tmp_path: Path) -> None:
    target = tmp_path / "repository"
    before = checked(example, target).stdout
    rule = ("--select", example.parents[1].name.replace("_", "-"), *read_example(example).given)

    written = run("fix", "--write", *rule, str(target))
    after = run("check", "--format", "concise", *rule, str(target)).stdout

    assert written.returncode == 0 or example.parents[1].name not in CORRECTED
    if written.returncode == 0:
        assert ": error: " not in after
        assert ": warning: " not in after
        assert "nothing to correct" in run("fix", *rule, str(target)).stderr
    else:
        assert "no correction is known" in written.stderr
        assert after == before
