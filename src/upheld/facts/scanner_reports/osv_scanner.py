"""Reports of `osv-scanner --format json`, versions 1 and 2: packages by their sources, with whole records of OSV."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from upheld.advisories import Advisory
from upheld.advisories.record import RecordError, advisory
from upheld.advisories.shapes import as_list, as_object
from upheld.facts.scanner_reports.collecting import Collected, named, text
from upheld.facts.scanner_reports.report import ReportError, ScannerReport

TOOL = "osv-scanner"


def read(path: str, results: Iterable[Any]) -> ScannerReport:
    """Read a report.

    With `--all-packages` it lists every package that was found, also where its database could not be read: only of an
    ecosystem in which it names a vulnerability is it certain that there was a database. What it lists of the others was
    not looked up for all that can be told.

    Raises:
        ReportError: a part of it is not as the scanner writes it.
    """
    found = Collected(TOOL, path)
    listed = list(_packages(results))
    for package, place, vulnerabilities in listed:
        known = {"ecosystem": text(package.get("ecosystem")), "place": place}
        for stated in vulnerabilities:
            found.name(_advisory(stated), package.get("name"), package.get("version"), **known)
    answered = {text(package.get("ecosystem")) for package, _, vulnerabilities in listed if vulnerabilities}
    for package, _, _ in listed:
        ecosystem = text(package.get("ecosystem"))
        if ecosystem and ecosystem in answered:
            found.look_up(ecosystem, package.get("name"), package.get("version"))
    return found.report()


def _packages(results: Iterable[Any]) -> Iterator[tuple[Mapping[str, Any], str | None, list[Any]]]:
    for result in results:
        source = as_object(result) or {}
        packages = as_list(source.get("packages"))
        if packages is None:
            raise ReportError("is a report of osv-scanner with a source without packages")
        place = (as_object(source.get("source")) or {}).get("path")
        for each in packages:
            entry = as_object(each) or {}
            package = as_object(entry.get("package"))
            if package is None:
                raise ReportError("is a report of osv-scanner with something else in place of a package")
            yield package, place if isinstance(place, str) else None, as_list(entry.get("vulnerabilities")) or []


def _advisory(stated: Any) -> Advisory | None:
    try:
        return advisory(stated)
    except RecordError:
        entry = as_object(stated) or {}
        return named((entry.get("id"), *(as_list(entry.get("aliases")) or ())), published=entry.get("published"))
