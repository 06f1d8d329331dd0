"""Microsoft's validator on the SARIF of every example; `nox -s sarif` installs it and says where it is."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ledgers import entry, ledger
from making import repository
from produced import EXAMPLES, harmful, named, reports, written
from upheld.model import Notification, NotificationKind, Standing
from upheld.report.sarif import document

VALIDATOR = os.environ.get("UPHELD_SARIF_VALIDATOR", "")
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
NEEDS_NETWORK = "SARIF2006"
"""Asks every address in every report whether it answers."""

_NOTIFICATIONS = ("toolExecutionNotifications", "toolConfigurationNotifications")

pytestmark = pytest.mark.skipif(not VALIDATOR, reason="`nox -s sarif` installs Microsoft's validator and runs this")


@dataclass(frozen=True)
class Remark:
    """What the validator says of a report."""

    report: str
    rule: str
    level: str
    text: str


def exceptions() -> set[str]:
    """Return the rules of the validator that CONTRIBUTING.md says are not followed."""
    section = CONTRIBUTING.read_text(encoding="utf-8").partition("\n## SARIF exceptions\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| ([A-Z]+[0-9]+) \|", section, re.MULTILINE))


def remarks(folder: Path, reports_by_name: dict[str, Any]) -> list[Remark]:
    """Run the validator once on all reports; it ends with 0 whatever it finds."""
    folder.mkdir()
    for name, report in reports_by_name.items():
        (folder / f"{name}.sarif").write_text(json.dumps(report), encoding="utf-8")
    configuration, said = folder / "configuration.json", folder / "said.json"
    validator("export-validation-config", configuration)
    # Most of GitHub's rules are off by default, and so are notes.
    options = {name: {"RuleEnabled": state} for name, state in switched(json.loads(configuration.read_bytes()))}
    configuration.write_text(json.dumps(options), encoding="utf-8")
    levels = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note")
    files = sorted(folder.glob("*.sarif"))
    validator("validate", *files, "--config", configuration, *levels, "--output", said, "--log", "ForceOverwrite")
    (run,) = json.loads(said.read_bytes())["runs"]
    told = [note["descriptor"]["id"] for kind in _NOTIFICATIONS for note in run["invocations"][0].get(kind, [])]
    assert told == ["WRN999.RuleExplicitlyDisabled"], f"it did all it was asked but for {NEEDS_NETWORK}"
    return [remark(result, run) for result in run["results"]]


def validator(*arguments: str | Path) -> None:
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run([VALIDATOR, *map(str, arguments)], env=environment, check=True, capture_output=True)


def switched(names: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in names:
        if name.startswith("GH") and not name.startswith("GHAzDO"):
            yield name, "Error"
        if name.startswith(NEEDS_NETWORK):
            yield name, "Disabled"


def remark(result: dict[str, Any], run: dict[str, Any]) -> Remark:
    rule, message = run["tool"]["driver"]["rules"][result["ruleIndex"]], result["message"]
    text = message.get("text") or rule["messageStrings"][message["id"]]["text"]
    for number, argument in enumerate(message.get("arguments", [])):
        text = text.replace(f"{{{number}}}", argument)
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    uri = place.get("uri") or run["artifacts"][place["index"]]["location"]["uri"]
    return Remark(Path(uri).stem, result["ruleId"], result.get("level", "warning"), text)


def all_reports(folder: Path) -> dict[str, Any]:
    """Return the SARIF of every example, as usual and under `strict`, and of repositories that mean harm."""
    found = {named(example).replace("/", "-"): reports(example)["sarif"] for example in EXAMPLES}
    for example in EXAMPLES:
        strict = reports(example, "--strict")["sarif"]
        if strict["runs"][0]["results"] != reports(example)["sarif"]["runs"][0]["results"]:
            found[f"{example.name}-strict"] = strict
    found["harmful"] = written(harmful(folder / "harmful"), "--as-of", "2026-01-31")["sarif"]
    binary = repository(folder / "binary", {"SECURITY.md": b"\0"}).root
    found["binary"] = written(binary, "--strict")["sarif"]
    found["crashed"] = document(ledger(entry(3), notifications=(Notification(NotificationKind.CRASH, "it crashed"),)))
    standings = [replace(entry(line), standing=each) for line, each in enumerate(Standing, 3)]
    found["compared"] = document(ledger(*standings, base="a" * 40, fixed=(entry(5),)))
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return all_reports(tmp_path_factory.mktemp("repositories"))


@pytest.fixture(scope="module")
def said(made: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> list[Remark]:
    return remarks(tmp_path_factory.mktemp("sarif") / "all", made)


def test_every_report_was_looked_at(said: list[Remark], made: dict[str, Any]) -> None:
    assert {each.report for each in said} == made.keys(), "each has a remark that is excepted"


def test_nothing_is_said_but_what_is_excepted(said: list[Remark]) -> None:
    assert [each for each in said if each.rule not in exceptions()] == []


def test_every_exception_is_still_needed(said: list[Remark]) -> None:
    assert exceptions() == {each.rule for each in said} | {NEEDS_NETWORK}


def test_rules_of_github_are_switched_on(tmp_path: Path) -> None:
    broken = document(ledger(entry(3)))
    del broken["runs"][0]["results"][0]["locations"]
    bare = document(ledger(entry(3)))
    del bare["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    rules = {(each.report, each.rule) for each in remarks(tmp_path / "broken", {"broken": broken, "bare": bare})}

    assert {("broken", "GH1015"), ("bare", "GH1003")} <= rules
