"""Files that are given as reports, whatever is in them."""

import json
import os
from pathlib import Path

import pytest

from upheld.facts.scanner_reports import collecting
from upheld.facts.scanner_reports.reading import read_file, read_in, read_report
from upheld.repository import Repository

_WHOLE = json.dumps({"dependencies": [{"name": "wick", "version": "1.0", "vulns": []}], "fixes": []})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        (_WHOLE[:-3], "JSON"),
        (_WHOLE + "{}", "more follows its end"),
        ("Found 2 known vulnerabilities", "JSON"),
        ("[]", "is no report that is read here"),
        ("{}", "is no report that is read here"),
        ("7", "is no report that is read here"),
        ('["x"]', "is no"),
        ('{"dependencies": {"wick": "1"}}', "is no report that is read here"),
        ('{"bomFormat": "CycloneDX", "dependencies": []}', "is no report that is read here"),
        ('{"name": "lamp", "lockfileVersion": 3, "packages": {}}', "is no report that is read here"),
        ("[" * 200_000, "nested"),
        ('{"auditReportVersion": 2, "auditReportVersion": 2}', "twice"),
        ('{"auditReportVersion": 2}', "without its vulnerabilities"),
        ('{"advisories": {"1": 7}, "metadata": {}}', "something else in place of an advisory"),
        ('{"results": [7], "experimental_config": {}}', "without packages"),
        ('{"version": "2.1.0", "runs": [7]}', "no results"),
    ],
)
def test_what_is_no_whole_report_is_told(text: str, why: str) -> None:
    report = read_report("a.json", text)

    assert report.problem is not None
    assert why in report.problem
    assert report.audited == frozenset()


def test_shape_counts_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(_WHOLE)

    assert read_file(tmp_path / "notes.txt", tmp_path).tool == "pip-audit"


def test_file_as_power_shell_writes_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(_WHOLE, encoding="utf-16")

    assert read_file(tmp_path / "a.json", tmp_path).problem is None


def test_path_is_relative_where_the_file_is_in_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "lamp"
    (root / "reports").mkdir(parents=True)
    for file in (root / "reports" / "a.json", tmp_path / "b.json"):
        file.write_text(_WHOLE)

    assert read_file(root / "reports" / "a.json", root).path == "reports/a.json"
    assert read_file(tmp_path / "b.json", root).path == (tmp_path / "b.json").as_posix()


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert read_file(tmp_path / "a.json", tmp_path).problem == "is not there"
    assert read_in(Repository(tmp_path), "a.json").problem == "is not there"


def test_file_that_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert read_file(tmp_path / "pipe", tmp_path).problem == "is not a regular file"


def test_configuration_cannot_name_a_file_outside_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "lamp").mkdir()
    (tmp_path / "a.json").write_text(_WHOLE)

    report = read_in(Repository(tmp_path / "lamp"), "../a.json")

    assert report.problem == "leads out of the repository"


def test_more_entries_than_any_scanner_names_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOST_ENTRIES", 2)
    entries = [{"name": f"wick{number}", "version": "1", "vulns": []} for number in range(4)]

    assert read_report("a", json.dumps({"dependencies": entries})).problem == "has more than 2 entries"
