"""Reports in SARIF, as several scanners write it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from upheld.advisories import Rating
from upheld.facts.scanner_reports.reading import read_report
from upheld.facts.scanner_reports.report import ScannerReport


def _read(*results: Any, rules: Any = (), version: str = "2.1.0", **run: Any) -> ScannerReport:
    tool = {"driver": {"name": "Scanner", "rules": list(rules)}}
    return read_report("a.sarif", json.dumps({"version": version, "runs": [{"tool": tool, "results": results, **run}]}))


def _at(uri: str) -> list[Any]:
    return [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": 1}}}]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (
            {"ruleId": "CVE-2021-23337", "message": {"text": "Package 'wick@4.1.0' is vulnerable to 'CVE-2021-23337'."}},
            ("wick", "4.1.0", None),
        ),
        (
            {"ruleId": "GHSA-2345-6789-cfgh-wick", "message": {"text": "A high vulnerability in npm package: wick, version 4.1.0 was found at: /package-lock.json"}},
            ("wick", "4.1.0", None),
        ),
        (
            {"ruleId": "CVE-2021-23337", "message": {"text": "Package: @lamp/wick\nInstalled Version: 4.1.0\nVulnerability CVE-2021-23337\nFixed Version: 4.2.0"}},
            ("@lamp/wick", "4.1.0", None),
        ),
        (
            {"ruleId": "PYSEC-2024-60", "properties": {"uv/package": "wick", "uv/version": "4.1.0"}},
            ("wick", "4.1.0", "PyPI"),
        ),
        (
            {"ruleId": "RUSTSEC-2024-0001", "properties": {"purl": "pkg:cargo/wick@4.1.0"}},
            ("wick", "4.1.0", "crates.io"),
        ),
        (
            {"ruleId": "GO-2024-2687", "locations": [{"logicalLocations": [{"fullyQualifiedName": "wick@4.1.0", "kind": "package"}]}]},
            ("wick", "4.1.0", None),
        ),
        ({"ruleId": "CVE-2021-23337", "message": {"text": "Something is wrong"}}, ("", None, None)),
    ],
)  # fmt: skip
def test_package_is_read_wherever_scanners_write_it(result: Any, expected: Any) -> None:
    (found,) = _read(result).vulnerabilities

    assert (found.name, found.version, found.ecosystem) == expected


def test_ids_come_from_the_rule_its_tags_and_properties() -> None:
    rule = {
        "id": "SNYK-JS-WICK-1",
        "deprecatedIds": ["GHSA-2345-6789-cfgh"],
        "shortDescription": {"text": "Long headers"},
        "properties": {"tags": ["security", "CVE-2021-23337"], "security-severity": "7.2"},
    }
    (found,) = _read(
        {"ruleId": "SNYK-JS-WICK-1", "ruleIndex": 0, "message": {"text": "x"}}, rules=[rule]
    ).vulnerabilities

    assert {found.advisory.id, *found.advisory.aliases} == {"CVE-2021-23337", "GHSA-2345-6789-cfgh"}
    assert found.advisory.severity
    assert (found.advisory.severity.rating, found.advisory.severity.score) == (Rating.HIGH, 7.2)
    assert found.advisory.severity.source == "Scanner says 7.2"


def test_place_and_fixed_version_are_read() -> None:
    text = "Package: wick\nInstalled Version: 4.1.0\nVulnerability CVE-2021-23337\nFixed Version: 4.2.0, 5.0.1"
    result = {
        "ruleId": "CVE-2021-23337",
        "message": {"text": text},
        "locations": _at("file:///work/my%20lamp/yarn.lock"),
    }
    (found,) = _read(result).vulnerabilities

    assert found.place == "/work/my lamp/yarn.lock"
    assert found.fixes == ("4.2.0", "5.0.1")


@pytest.mark.parametrize("more", [{"kind": "pass"}, {"kind": "notApplicable"}, {"baselineState": "absent"}])
def test_result_that_tells_of_nothing_wrong_is_left_out(more: Any) -> None:
    assert _read({"ruleId": "CVE-2021-23337", **more}).vulnerabilities == ()


def test_results_without_an_id_of_a_database_are_told() -> None:
    report = _read({"ruleId": "py/sql-injection"}, {"ruleId": "no-eval"})

    assert report.skipped == (
        ("2 results of Scanner", "name no vulnerability by CVE, GHSA or another id of a database"),
    )


def test_run_that_failed_is_told_and_what_it_found_before_counts() -> None:
    report = _read({"ruleId": "CVE-2021-23337"}, invocations=[{"executionSuccessful": False}])

    assert report.problem == "says that Scanner failed"
    assert len(report.vulnerabilities) == 1


def test_time_of_the_run_is_read() -> None:
    report = _read(invocations=[{"executionSuccessful": True, "endTimeUtc": "2026-01-02T03:04:05Z"}])

    assert report.as_of == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_run_without_results_has_not_ended() -> None:
    assert _read(results=None).problem == "is a SARIF file in which the run of Scanner has no results"


def test_other_versions_and_empty_files_are_told() -> None:
    assert _read(version="2.0.0").problem == "is SARIF of another version than 2.1.0"
    assert read_report("a", '{"version": "2.1.0", "runs": []}').problem == "is a SARIF file without any run"


@pytest.mark.parametrize("score", [10**400, "NaN", "high", None, [], -1, 11])
def test_score_that_is_none_is_no_severity(score: Any) -> None:
    (found,) = _read({"ruleId": "CVE-2021-23337", "properties": {"security-severity": score}}).vulnerabilities

    assert found.advisory.severity is None
