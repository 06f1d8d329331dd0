"""Reports of `npm audit --json`: of npm 7 and newer (`auditReportVersion` 2), and of npm 6 (`advisories`; pnpm writes it too).

Neither lists what it looked up. `metadata.dependencies.total` counts the whole tree, also what `--omit` left out and
what no registry knows, so a count that fits the lock says nothing of a package: no gap is closed by it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from upheld.advisories import Severity
from upheld.advisories.severity import of_vectors
from upheld.advisories.shapes import as_list, as_object
from upheld.facts.locks.entries import shown
from upheld.facts.scanner_reports.collecting import Collected, named, rated, text
from upheld.facts.scanner_reports.npm_ranges import ends
from upheld.facts.scanner_reports.report import ReportError, ScannerReport

TOOL = "npm audit"
_ADVISORY = re.compile(r"https://(?:github\.com/advisories|npmjs\.com/advisories)/(GHSA(?:-[0-9a-z]{4}){3})")
_RANGE = re.compile(r"[ -~]{1,2000}")


def read(path: str, stated: Mapping[str, Any]) -> ScannerReport:
    """Read a report of npm 7 or newer.

    Raises:
        ReportError: it is of a version that is not known, or not whole.
    """
    if stated["auditReportVersion"] != 2:  # noqa: PLR2004 - the one that npm 7 to 11 write
        raise ReportError(
            f"is a report of npm audit of version {shown(stated['auditReportVersion'])}, which is not known"
        )
    vulnerabilities = as_object(stated.get("vulnerabilities"))
    if vulnerabilities is None:
        raise ReportError("is a report of npm audit without its vulnerabilities")
    found = Collected(TOOL, path)
    seen: set[tuple[str, str, str]] = set()
    for package, via in _causes(vulnerabilities):
        key = (str(package), str(via.get("source")), str(via.get("range")))
        if key not in seen:
            seen.add(key)
            _take(found, package, via)
    return found.report()


def read_6(path: str, stated: Mapping[str, Any]) -> ScannerReport:
    """Read a report of npm 6."""
    found = Collected(TOOL, path)
    for number, each in stated["advisories"].items():
        entry = as_object(each)
        if entry is None:
            raise ReportError("is a report of npm audit with something else in place of an advisory")
        if not entry.get("deleted"):
            _take_6(found, number, entry)
    return found.report()


def failure(stated: Mapping[str, Any]) -> str:
    """Return why npm wrote an error in place of a report."""
    error = as_object(stated.get("error")) or {}
    why = error.get("summary") or stated.get("message") or error.get("code") or "without a reason"
    return f"holds no report: npm audit failed ({shown(str(why).strip())})"


def _causes(vulnerabilities: Mapping[str, Any]) -> Iterator[tuple[object, Mapping[str, Any]]]:
    """Yield each advisory with its package; an entry whose causes are names is vulnerable only through those."""
    for name, each in vulnerabilities.items():
        via = as_list((as_object(each) or {}).get("via"))
        if via is None:
            raise ReportError(f"is a report of npm audit that gives no cause for {shown(name)}")
        for cause in via:
            if (found := as_object(cause)) is not None:
                yield found.get("name") or name, found


def _take(found: Collected, package: object, via: Mapping[str, Any]) -> None:
    affected = text(via.get("range"), _RANGE)
    advisory = named(
        (_ghsa(via.get("url")), _number(via.get("source"))),
        severity=_severity(via),
        summary=via.get("title"),
    )
    if affected is None:
        found.skip(package, "has a vulnerability without a range of versions")
    found.name(advisory, package, ecosystem="npm", affected=affected or "*", fixes=ends(affected or ""))


def _take_6(found: Collected, number: str, entry: Mapping[str, Any]) -> None:
    advisory = named(
        (
            *(as_list(entry.get("cves")) or ()),
            entry.get("github_advisory_id"),
            _ghsa(entry.get("url")),
            _number(number),
        ),
        severity=_severity(entry),
        published=entry.get("created"),
        summary=entry.get("title"),
    )
    affected = text(entry.get("vulnerable_versions"), _RANGE)
    fixes = ends(affected or "")
    findings = [as_object(each) or {} for each in as_list(entry.get("findings")) or ()]
    versions = list(dict.fromkeys(text(each.get("version")) for each in findings)) or [None]
    for version in versions:
        about = {"ecosystem": "npm", "affected": None if version else affected or "*", "fixes": fixes}
        found.name(advisory, entry.get("module_name"), version, **about)


def _severity(entry: Mapping[str, Any]) -> Severity | None:
    vector = (as_object(entry.get("cvss")) or {}).get("vectorString")
    kind = "CVSS_V4" if str(vector).startswith("CVSS:4") else "CVSS_V3"
    return rated(entry.get("severity"), TOOL) or of_vectors([{"type": kind, "score": vector}])


def _ghsa(url: object) -> str | None:
    match = _ADVISORY.match(url) if isinstance(url, str) else None
    return match[1] if match else None


def _number(source: object) -> str | None:
    stated = str(source) if isinstance(source, int) else source
    return f"npm:{stated}" if isinstance(stated, str) and stated.isalnum() else None
