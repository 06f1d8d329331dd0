"""Reports held against what is locked and what our own source of advisories says."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from upheld.facts.vulnerabilities import Audit, audit
from upheld.repository import Repository
from upheld.services import Services

_OURS = {
    "id": "GHSA-2345-6789-cfgh",
    "aliases": ["CVE-2024-1111"],
    "published": "2024-05-01T00:00:00Z",
    "modified": "2026-01-03T00:00:00Z",
    "database_specific": {"severity": "LOW"},
    "affected": [
        {
            "package": {"ecosystem": "npm", "name": "wick"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.2"}]}],
        }
    ],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that locks two versions of wick."""
    root = tmp_path / "lamp"
    root.mkdir()
    packages = {
        "": {"name": "lamp", "dependencies": {"wick": "^2.0.0", "relay": "1"}},
        "node_modules/wick": {"version": "2.0.1"},
        "node_modules/relay": {"version": "1.0.0"},
        "node_modules/relay/node_modules/wick": {"version": "1.5.0"},
    }
    (root / "package-lock.json").write_text(json.dumps({"name": "lamp", "lockfileVersion": 3, "packages": packages}))
    return root


def _audit(root: Path, *reports: Any, snapshot: bool = False) -> Audit:
    services = Services(evidence=tuple(_files(root.parent, reports)))
    if snapshot:
        (root.parent / "advisories" / "npm").mkdir(parents=True)
        with zipfile.ZipFile(root.parent / "advisories" / "npm" / "all.zip", "w") as archive:
            archive.writestr(f"{_OURS['id']}.json", json.dumps(_OURS))
        services.snapshot = root.parent / "advisories"
    return audit(Repository(root), services)


def _files(folder: Path, reports: Any) -> Any:
    for number, each in enumerate(reports):
        file = folder / f"report-{number}.json"
        file.write_text(each if isinstance(each, str) else json.dumps(each))
        yield file


def _npm(range_: str, ghsa: str = "GHSA-2345-6789-cfgh", severity: str = "critical") -> Any:
    url = f"https://github.com/advisories/{ghsa}"
    via = {"source": 7, "name": "wick", "url": url, "severity": severity, "range": range_}
    return {"auditReportVersion": 2, "vulnerabilities": {"wick": {"via": [via]}}, "metadata": {}}


def _osv(*packages: tuple[str, str, tuple[str, ...]], path: str = "package-lock.json") -> Any:
    listed = [
        {
            "package": {"name": name, "version": version, "ecosystem": "npm"},
            "vulnerabilities": [{"id": each} for each in ids],
        }
        for name, version, ids in packages
    ]
    return {"results": [{"source": {"path": path}, "packages": listed}], "experimental_config": {}}


def _sarif(text: str, **run: Any) -> Any:
    result = {"ruleId": "CVE-2024-1111", "message": {"text": text}}
    return {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "S"}}, "results": [result], **run}]}


def _found(found: Audit) -> list[tuple[str, str]]:
    return [(str(each.package), each.id) for each in found.vulnerabilities]


def test_vulnerability_that_a_report_names_counts_at_the_line_of_the_lock(root: Path) -> None:
    found = _audit(root, _npm(">=2.0.0 <2.0.2"))

    (vulnerability,) = found.vulnerabilities
    assert (str(vulnerability.package), vulnerability.id) == ("wick 2.0.1", "GHSA-2345-6789-cfgh")
    assert vulnerability.pins[0].location.path == "package-lock.json"
    assert (vulnerability.fixes, vulnerability.clean) == (("2.0.2",), "2.0.2")
    assert vulnerability.severity
    assert vulnerability.severity.source == "npm audit says critical"


def test_report_without_what_it_looked_up_closes_no_gap(root: Path) -> None:
    without, with_report = _audit(root), _audit(root, _npm("<9.0.0"))

    assert with_report.packages == without.packages == 0
    assert [each.text for each in with_report.gaps] == [each.text for each in without.gaps]


def test_package_that_a_report_lists_as_looked_up_is_no_gap_any_more(root: Path) -> None:
    found = _audit(root, _osv(("wick", "2.0.1", ("CVE-2024-1111",)), ("wick", "1.5.0", ())))

    assert found.packages == 2
    (gap,) = found.gaps
    assert gap.text.startswith("1 package version: ")


def test_ours_wins_where_both_know_a_vulnerability(root: Path) -> None:
    found = _audit(root, _npm("<9.0.0"), _sarif("Package 'wick@2.0.1' is vulnerable to"), snapshot=True)

    assert _found(found) == [("wick 1.5.0", "CVE-2024-1111"), ("wick 2.0.1", "CVE-2024-1111")]
    for each in found.vulnerabilities:
        assert each.severity
        assert each.severity.rating.value == "low"
        assert each.published == datetime(2024, 5, 1, tzinfo=UTC)
        assert each.fixes == ("2.0.2",)
        assert "npm:7" in each.ids


def test_reports_that_know_each_other_by_an_alias_name_one_vulnerability(root: Path) -> None:
    uv: dict[str, Any] = {"ruleId": "CVE-2024-1111", "properties": {"other": "GHSA-2345-6789-cfgh"}}
    uv["message"] = {"text": "Package 'wick@2.0.1' is vulnerable to"}
    sarif = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "S"}}, "results": [uv]}]}

    assert _found(_audit(root, _npm(">=2.0.0"), sarif)) == [("wick 2.0.1", "CVE-2024-1111")]


def test_vulnerability_that_only_a_report_knows_counts_beside_ours(root: Path) -> None:
    found = _audit(root, _npm(">=2.0.0", "GHSA-9999-8888-7777"), snapshot=True)

    assert _found(found) == [
        ("wick 1.5.0", "CVE-2024-1111"),
        ("wick 2.0.1", "CVE-2024-1111"),
        ("wick 2.0.1", "GHSA-9999-8888-7777"),
    ]


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(_npm("<1.0.0"), id="a range that holds none"),
        pytest.param(_osv(("wick", "0.9.0", ("CVE-2024-1111",))), id="another version"),
        pytest.param(_osv(("snuffer", "1.0.0", ("CVE-2024-1111",))), id="a package that the lock has no more"),
        pytest.param(_sarif("Package 'snuffer@1.0.0' is vulnerable to"), id="a package of no ecosystem"),
        pytest.param(_sarif("Something is wrong"), id="no package"),
    ],
)
def test_report_of_what_is_not_locked_blames_nothing_and_is_told(root: Path, report: Any) -> None:
    found = _audit(root, report)

    assert found.vulnerabilities == ()
    assert any("which is not among what is locked" in gap.text for gap in found.gaps)


def test_report_without_a_package_is_settled_where_the_vulnerability_is_known(root: Path) -> None:
    found = _audit(root, _sarif("Something is wrong"), snapshot=True)

    assert len(found.vulnerabilities) == 2
    assert found.gaps == ()


def test_package_that_no_lock_has_counts_by_the_report_alone(root: Path) -> None:
    report = {
        "dependencies": [{"name": "Relay", "version": "1", "vulns": [{"id": "PYSEC-2024-1", "fix_versions": []}]}]
    }
    (found,) = _audit(root, report).vulnerabilities

    assert (str(found.package), found.package.ecosystem, found.id) == ("relay 1", "PyPI", "PYSEC-2024-1")
    assert found.pins[0].location.path == "report-0.json"
    assert found.pins[0].note
    assert "(pip-audit)" in found.pins[0].note


def test_package_with_many_vulnerabilities_that_no_lock_has_stands_at_one_place(root: Path) -> None:
    vulnerabilities = [{"id": f"PYSEC-2024-{number}"} for number in range(3)]
    found = _audit(root, {"dependencies": [{"name": "relay", "version": "1", "vulns": vulnerabilities}]})

    assert [len(each.pins) for each in found.vulnerabilities] == [1, 1, 1]


def test_lock_that_a_scanner_read_tells_the_ecosystem(root: Path) -> None:
    (root / "requirements.txt").write_text("wick==2.0.1\n")
    report = _sarif("Package 'wick@2.0.1' is vulnerable to")
    place = {"physicalLocation": {"artifactLocation": {"uri": "requirements.txt"}}}
    report["runs"][0]["results"][0]["locations"] = [place]

    (found,) = _audit(root, report).vulnerabilities
    assert found.package.ecosystem == "PyPI"


def test_what_a_scanner_left_out_and_why_it_failed_are_told(root: Path) -> None:
    skipped = {"dependencies": [{"name": "lamp", "skip_reason": "not found"}], "fixes": []}
    texts = [gap.text for gap in _audit(root, skipped, "", {"error": {"code": "EAUDIT"}}, snapshot=True).gaps]

    assert any(each.endswith("report-0.json (pip-audit) leaves out lamp: not found") for each in texts)
    assert any("report-1.json is empty" in each for each in texts)
    assert any("report-2.json holds no report: npm audit failed (EAUDIT)" in each for each in texts)


def test_time_of_a_report_stands_beside_that_of_the_advisories(root: Path) -> None:
    run = {"invocations": [{"executionSuccessful": True, "endTimeUtc": "2026-01-02T00:00:00Z"}]}
    found = _audit(root, _sarif("Package 'wick@2.0.1' is vulnerable to", **run))

    (said,) = [each for each in found.answer.provenance if each.source.startswith("S report ")]
    assert said.as_of == datetime(2026, 1, 2, tzinfo=UTC)


def test_range_that_cannot_be_read_means_the_version_where_there_is_one_only(root: Path) -> None:
    relay = _npm("^1.0.0")
    relay["vulnerabilities"]["wick"]["via"][0]["name"] = "relay"

    assert _found(_audit(root, relay)) == [("relay 1.0.0", "GHSA-2345-6789-cfgh")]
    assert _found(_audit(root, _npm("^1.0.0"))) == []


def test_configuration_names_reports_too(root: Path) -> None:
    (root / "npm.json").write_text(json.dumps(_npm(">=2.0.0")))

    found = audit(Repository(root), Services(), evidence=("npm.json", "gone.json"))

    assert _found(found) == [("wick 2.0.1", "GHSA-2345-6789-cfgh")]
    assert any(gap.text == "gone.json is not there" for gap in found.gaps)


def test_report_alone_is_something_to_tell_about(tmp_path: Path) -> None:
    (tmp_path / "lamp").mkdir()
    report = {"dependencies": [{"name": "wick", "version": "1", "vulns": [{"id": "PYSEC-2024-1"}]}]}

    assert _audit(tmp_path / "lamp", report).is_about_anything
    assert not _audit(tmp_path / "lamp").is_about_anything
