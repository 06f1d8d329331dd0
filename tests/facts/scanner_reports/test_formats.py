"""Reports of pip-audit, uv audit and osv-scanner."""

import json
from datetime import UTC, datetime
from typing import Any

from upheld.advisories import Rating
from upheld.ecosystems import Package
from upheld.facts.scanner_reports.reading import read_report
from upheld.facts.scanner_reports.report import ScannerReport


def _read(stated: Any) -> ScannerReport:
    return read_report("a.json", json.dumps(stated))


def _pip_audit(*dependencies: Any) -> ScannerReport:
    return _read({"dependencies": list(dependencies), "fixes": []})


_FOUND = {
    "id": "PYSEC-2019-217",
    "fix_versions": ["2.10.1"],
    "aliases": ["CVE-2019-10906"],
    "description": "Sandbox\nescape",
}


def test_pip_audit_lists_what_it_looked_up_and_what_it_skipped() -> None:
    report = _pip_audit(
        {"name": "Relay.HTTP", "version": "2.10", "vulns": [_FOUND]},
        {"name": "wick", "version": "1.0", "vulns": []},
        {"name": "lamp", "skip_reason": "Dependency not found on PyPI: lamp (0.1)"},
    )

    assert report.tool == "pip-audit"
    assert report.audited == {Package("PyPI", "relay-http", "2.10"), Package("PyPI", "wick", "1.0")}
    assert report.skipped == (("lamp", "Dependency not found on PyPI: lamp (0.1)"),)
    (found,) = report.vulnerabilities
    assert found.advisory.id == "PYSEC-2019-217"
    assert found.advisory.aliases == {"CVE-2019-10906"}
    assert (found.fixes, found.advisory.summary, found.advisory.severity) == (("2.10.1",), "Sandbox escape", None)


def test_pip_audit_before_its_version_2_wrote_a_list() -> None:
    assert _read([{"name": "wick", "version": "1.0", "vulns": []}]).audited == {Package("PyPI", "wick", "1.0")}


def test_entry_of_pip_audit_that_says_neither_is_told() -> None:
    report = _pip_audit({"name": "wick", "version": "1.0"})

    assert report.problem == "is a report of pip-audit with an entry that was neither looked up nor skipped"
    assert report.audited == frozenset()


def test_name_that_no_package_can_have_is_told_and_not_looked_up() -> None:
    report = _pip_audit({"name": "wi\x1b[31mck", "version": "1.0", "vulns": [_FOUND]})

    assert report.audited == frozenset()
    assert report.skipped == (("wi?[31mck", "has PYSEC-2019-217, at a name or version that no package can have"),)


_UV: dict[str, Any] = {
    "schema": {"version": "preview"},
    "summary": {"audited_packages": 7, "vulnerabilities": 1, "adverse_statuses": 0},
    "vulnerabilities": [
        {
            "dependency": {"name": "wick", "version": "2.7"},
            "id": "PYSEC-2024-60",
            "display_id": "CVE-2024-3651",
            "aliases": ["CVE-2024-3651", "GHSA-2345-6789-cfgh"],
            "summary": None,
            "description": "Slow",
            "fix_versions": ["3.7"],
            "published": "2024-07-07T18:15:00Z",
        }
    ],
    "adverse_statuses": [],
}


def test_uv_audit_names_what_is_vulnerable_and_counts_the_rest() -> None:
    report = _read(_UV)

    (found,) = report.vulnerabilities
    assert (found.name, found.version, found.ecosystem, found.fixes) == ("wick", "2.7", "PyPI", ("3.7",))
    assert found.advisory.aliases == {"CVE-2024-3651", "GHSA-2345-6789-cfgh"}
    assert found.advisory.published == datetime(2024, 7, 7, 18, 15, tzinfo=UTC)
    assert report.audited == frozenset()


def test_uv_audit_that_counts_more_than_it_names_is_not_whole() -> None:
    report = _read({**_UV, "summary": {"vulnerabilities": 2}})

    assert report.problem == "is a report of uv audit with 1 vulnerabilities, and counts others"


def _osv_package(name: str, *vulnerabilities: Any, ecosystem: str = "npm") -> dict[str, Any]:
    package = {"package": {"name": name, "version": "1.0.0", "ecosystem": ecosystem}}
    return {**package, **({"vulnerabilities": list(vulnerabilities), "groups": []} if vulnerabilities else {})}


_RECORD = {
    "id": "GHSA-2345-6789-cfgh",
    "aliases": ["CVE-2024-1"],
    "published": "2024-01-02T00:00:00Z",
    "modified": "2024-01-03T00:00:00Z",
    "database_specific": {"severity": "HIGH"},
    "affected": [
        {
            "package": {"ecosystem": "npm", "name": "wick"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.1"}]}],
        }
    ],
}


def _osv(*packages: Any) -> ScannerReport:
    source = {"path": "/work/lamp/package-lock.json", "type": "lockfile"}
    return _read({"results": [{"source": source, "packages": list(packages)}], "experimental_config": {}})


def test_osv_scanner_gives_whole_records() -> None:
    (found,) = _osv(_osv_package("wick", _RECORD)).vulnerabilities

    assert (found.name, found.version, found.ecosystem) == ("wick", "1.0.0", "npm")
    assert found.place == "/work/lamp/package-lock.json"
    assert found.advisory.affected[0].ranges
    assert found.advisory.severity
    assert found.advisory.severity.rating is Rating.HIGH


def test_osv_scanner_lists_packages_of_a_database_that_it_could_not_read_too() -> None:
    assert _osv(_osv_package("wick"), _osv_package("lamp")).audited == frozenset()


def test_osv_scanner_had_the_database_of_an_ecosystem_in_which_it_found_something() -> None:
    report = _osv(_osv_package("wick", _RECORD), _osv_package("lamp"), _osv_package("relay", ecosystem="PyPI"))

    assert report.audited == {Package("npm", "wick", "1.0.0"), Package("npm", "lamp", "1.0.0")}


def test_osv_scanner_that_found_nothing_is_a_report() -> None:
    report = _read({"results": [], "experimental_config": {"licenses": {}}})

    assert (report.tool, report.problem, report.audited) == ("osv-scanner", None, frozenset())


def test_withdrawn_record_is_none() -> None:
    assert _osv(_osv_package("wick", {**_RECORD, "withdrawn": "2024-02-01T00:00:00Z"})).vulnerabilities == ()


def test_record_that_cannot_be_read_counts_by_its_name() -> None:
    (found,) = _osv(_osv_package("wick", {**_RECORD, "affected": "everything"})).vulnerabilities

    assert (found.advisory.id, found.advisory.affected) == ("GHSA-2345-6789-cfgh", ())


def test_source_without_packages_is_told() -> None:
    report = _read({"results": [{"source": {}}], "experimental_config": {}})

    assert report.problem == "is a report of osv-scanner with a source without packages"
