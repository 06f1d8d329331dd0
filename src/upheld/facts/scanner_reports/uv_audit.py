"""Reports of `uv audit --output-format json`: what is vulnerable, with how many packages were looked up, but not which."""

from collections.abc import Mapping
from typing import Any

from upheld.advisories.shapes import as_list, as_object
from upheld.facts.scanner_reports.collecting import Collected, named, texts
from upheld.facts.scanner_reports.report import ReportError, ScannerReport

TOOL = "uv audit"


def read(path: str, stated: Mapping[str, Any]) -> ScannerReport:
    """Read a report.

    Raises:
        ReportError: it names another number of vulnerabilities than it counts, so a part of it is not there.
    """
    found = Collected(TOOL, path)
    vulnerabilities = as_list(stated.get("vulnerabilities")) or []
    counted = (as_object(stated.get("summary")) or {}).get("vulnerabilities")
    if counted != len(vulnerabilities):
        raise ReportError(f"is a report of uv audit with {len(vulnerabilities):,} vulnerabilities, and counts others")
    for each in vulnerabilities:
        entry = as_object(each) or {}
        package = as_object(entry.get("dependency")) or {}
        ids = (entry.get("id"), entry.get("display_id"), *(as_list(entry.get("aliases")) or ()))
        advisory = named(
            ids, published=entry.get("published"), summary=entry.get("summary") or entry.get("description")
        )
        fixes = texts(as_list(entry.get("fix_versions")) or ())
        found.name(advisory, package.get("name"), package.get("version"), ecosystem="PyPI", fixes=fixes)
    return found.report()
