"""Reports of `pip-audit --format json`: `dependencies`, each with its vulnerabilities or with why it was skipped."""

from collections.abc import Iterable
from typing import Any

from upheld.advisories.shapes import as_list, as_object
from upheld.facts.scanner_reports.collecting import Collected, named, texts
from upheld.facts.scanner_reports.report import ReportError, ScannerReport

TOOL = "pip-audit"


def read(path: str, dependencies: Iterable[Any]) -> ScannerReport:
    """Read a report.

    Raises:
        ReportError: an entry is neither skipped nor looked up.
    """
    found = Collected(TOOL, path)
    for each in dependencies:
        entry = as_object(each) or {}
        name, version, vulnerabilities = entry.get("name"), entry.get("version"), as_list(entry.get("vulns"))
        if "skip_reason" in entry:
            found.skip(name, entry["skip_reason"])
        elif vulnerabilities is None:
            raise ReportError("is a report of pip-audit with an entry that was neither looked up nor skipped")
        else:
            found.look_up("PyPI", name, version)
            for stated in vulnerabilities:
                _take(found, name, version, as_object(stated) or {})
    return found.report()


def _take(found: Collected, name: object, version: object, stated: dict[str, Any]) -> None:
    ids = (stated.get("id"), *(as_list(stated.get("aliases")) or ()))
    advisory = named(ids, published=stated.get("published"), summary=stated.get("description"))
    fixes = texts(as_list(stated.get("fix_versions")) or ())
    found.name(advisory, name, version, ecosystem="PyPI", fixes=fixes)
