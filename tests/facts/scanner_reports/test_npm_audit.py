"""Reports of `npm audit --json`."""

import json
from typing import Any

import pytest

from upheld.advisories import Rating
from upheld.facts.scanner_reports.reading import read_report
from upheld.facts.scanner_reports.report import ScannerReport

_CAUSE = {
    "source": 1094500,
    "name": "wick",
    "dependency": "wick",
    "title": "Long headers stop the server",
    "url": "https://github.com/advisories/GHSA-2345-6789-cfgh",
    "severity": "moderate",
    "cwe": ["CWE-400"],
    "cvss": {"score": 9.1, "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H"},
    "range": "<2.0.3",
}


def _report(*via: Any, name: str = "wick", version: Any = 2) -> ScannerReport:
    entry = {"name": name, "severity": "high", "via": list(via), "effects": [], "range": "*", "nodes": []}
    total = {"dependencies": {"prod": 2, "total": 1}}
    return read_report("a.json", json.dumps({
        "auditReportVersion": version, "vulnerabilities": {name: entry} if via else {}, "metadata": total,
    }))  # fmt: skip


def test_cause_is_a_vulnerability_in_a_range_of_versions() -> None:
    (found,) = _report(_CAUSE).vulnerabilities

    assert (found.name, found.version, found.ecosystem, found.affected) == ("wick", None, "npm", "<2.0.3")
    assert found.fixes == ("2.0.3",)
    assert found.advisory.id == "GHSA-2345-6789-cfgh"
    assert found.advisory.aliases == {"npm:1094500"}
    assert found.advisory.severity
    assert found.advisory.severity.rating is Rating.MEDIUM
    assert found.advisory.severity.source == "npm audit says moderate"
    assert found.advisory.summary == "Long headers stop the server"


def test_package_that_is_vulnerable_through_another_is_not_named_itself() -> None:
    assert _report("wick", name="lamp").vulnerabilities == ()


def test_cause_that_is_told_twice_counts_once() -> None:
    assert len(_report(_CAUSE, _CAUSE).vulnerabilities) == 1


def test_severity_comes_from_the_vector_where_there_is_no_word() -> None:
    (found,) = _report({**_CAUSE, "severity": "info"}).vulnerabilities

    assert found.advisory.severity
    assert found.advisory.severity.rating is Rating.CRITICAL


def test_counts_without_names_are_nothing_that_was_looked_up() -> None:
    report = _report()

    assert report.problem is None
    assert report.tool == "npm audit"
    assert report.audited == frozenset()


def test_report_of_another_version_is_told() -> None:
    assert _report(_CAUSE, version=3).problem == "is a report of npm audit of version 3, which is not known"


@pytest.mark.parametrize("entry", [None, {}, {"via": "wick"}, []])
def test_entry_without_a_cause_is_told(entry: Any) -> None:
    text = json.dumps({"auditReportVersion": 2, "vulnerabilities": {"wick": entry}})

    assert read_report("a.json", text).problem == "is a report of npm audit that gives no cause for wick"


def test_cause_without_an_id_or_a_range_is_told() -> None:
    report = _report({"name": "wick", "severity": "high"})

    assert report.vulnerabilities == ()
    assert ("wick", "has a vulnerability without an id") in report.skipped


_OLD: dict[str, Any] = {
    "actions": [],
    "advisories": {
        "525": {
            "id": 525,
            "findings": [{"version": "1.0.0", "paths": ["lamp>wick"]}, {"version": "1.2.0", "paths": ["wick"]}],
            "created": "2017-09-08T18:07:02.061Z",
            "deleted": None,
            "title": "Long headers stop the server",
            "module_name": "wick",
            "cves": ["CVE-2017-16112"],
            "vulnerable_versions": "<3.0.0",
            "patched_versions": ">=3.0.0",
            "severity": "critical",
            "url": "https://npmjs.com/advisories/525",
        }
    },
    "muted": [],
    "metadata": {"totalDependencies": 918},
}


def test_report_of_npm_6_names_each_version() -> None:
    report = read_report("a.json", json.dumps(_OLD))

    assert [(each.name, each.version, each.fixes) for each in report.vulnerabilities] == [
        ("wick", "1.0.0", ("3.0.0",)),
        ("wick", "1.2.0", ("3.0.0",)),
    ]
    first = report.vulnerabilities[0].advisory
    assert first.id == "CVE-2017-16112"
    assert first.aliases == {"npm:525"}
    assert first.published
    assert first.published.date().isoformat() == "2017-09-08"


def test_report_of_npm_6_without_findings_has_a_range() -> None:
    entry: dict[str, Any] = {**_OLD["advisories"]["525"], "findings": []}
    report = read_report("a.json", json.dumps({**_OLD, "advisories": {"525": entry}}))

    assert [(each.version, each.affected) for each in report.vulnerabilities] == [(None, "<3.0.0")]


def test_advisory_that_npm_took_back_is_none() -> None:
    entry: dict[str, Any] = {**_OLD["advisories"]["525"], "deleted": "2018-01-01T00:00:00Z"}

    assert read_report("a.json", json.dumps({**_OLD, "advisories": {"525": entry}})).vulnerabilities == ()


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (
            {"error": {"code": "ENOLOCK", "summary": "This command requires a lockfile."}},
            "This command requires a lockfile.",
        ),
        ({"message": "405 Method Not Allowed", "statusCode": 405, "error": {"summary": ""}}, "405 Method Not Allowed"),
        ({"error": {"code": "EAUDIT"}}, "EAUDIT"),
    ],
)
def test_error_in_place_of_a_report_is_told(stated: Any, why: str) -> None:
    report = read_report("a.json", json.dumps(stated))

    assert report.problem == f"holds no report: npm audit failed ({why})"
    assert report.tool == ""
