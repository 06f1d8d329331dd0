"""Reports in SARIF 2.1.0 of scanners of dependencies: Trivy, Grype, osv-scanner, uv, Snyk, ...

SARIF has no place for packages, so each scanner writes them elsewhere: in properties, as logical locations, or in the
message alone. What is not found in any of these is named without its package.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from upheld.advisories import Rating, Severity
from upheld.advisories.record import moment
from upheld.advisories.shapes import as_list, as_object
from upheld.facts.locks.entries import shown
from upheld.facts.locks.purl import PurlError, read_purl
from upheld.facts.scanner_reports.collecting import Collected, named, texts
from upheld.facts.scanner_reports.report import ReportError, ScannerReport

_IDS = re.compile(
    r"\b(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}|PYSEC-\d{4}-\d{1,9}|GO-\d{4}-\d{4,9}"
    r"|RUSTSEC-\d{4}-\d{4,9}|MAL-\d{4}-\d{1,9})(?![0-9A-Za-z])"
)
_MESSAGES = (
    re.compile(r"Package '(?P<name>[^'\s]{1,300})@(?P<version>[^'@\s]{1,200})' is vulnerable to"),
    re.compile(r"Package: (?P<name>\S{1,300})\s{1,9}Installed Version: (?P<version>\S{1,200})"),
    re.compile(r"vulnerability in \S{1,40} package: (?P<name>\S{1,300}), version (?P<version>\S{1,200}) was found"),
    re.compile(r"^(?P<name>[\w.@/-]{1,300}) (?P<version>\d[\w.+!-]{0,200}) is vulnerable to"),
)
_FIXED = re.compile(r"Fixed Version: ([^\n]{1,200})")
_LONGEST = 20_000
_LOWEST = ((9.0, Rating.CRITICAL), (7.0, Rating.HIGH), (4.0, Rating.MEDIUM), (0.1, Rating.LOW))
_NOT_MEANT = frozenset({"pass", "notApplicable", "informational", "open", "review"})


class _Found(NamedTuple):
    """A package as far as a result says it."""

    name: str = ""
    version: str | None = None
    ecosystem: str | None = None


def read(path: str, runs: Iterable[Any]) -> ScannerReport:
    """Read a report.

    Raises:
        ReportError: a run has no results, which SARIF leaves out where the scanner failed.
    """
    tools: list[str] = []
    times: list[datetime] = []
    problems: list[str] = []
    found = Collected("", path)
    for each in runs:
        run = as_object(each) or {}
        tools.append(_tool(run))
        found_times, failed = _invocations(run)
        times += found_times
        if failed:
            problems.append(f"says that {tools[-1]} failed")
        _take_run(found, run, tools[-1])
    if not tools:
        raise ReportError("is a SARIF file without any run")
    collected = found.report("; ".join(problems) or None, min(times, default=None))
    return replace(collected, tool=", ".join(dict.fromkeys(tools)))


def _take_run(found: Collected, run: Mapping[str, Any], tool: str) -> None:
    results = as_list(run.get("results"))
    if results is None:
        raise ReportError(f"is a SARIF file in which the run of {tool} has no results")
    rules = _rules(run)
    unnamed = 0
    for each in results:
        result = as_object(each) or {}
        if result.get("kind") in _NOT_MEANT or result.get("baselineState") == "absent":
            continue
        unnamed += not _take(found, result, _rule(result, rules), tool)
    if unnamed:
        found.skip(f"{unnamed:,} results of {tool}", "name no vulnerability by CVE, GHSA or another id of a database")


def _take(found: Collected, result: Mapping[str, Any], rule: Mapping[str, Any], tool: str) -> bool:
    message = _text(as_object(result.get("message")))
    about, rule_about = as_object(result.get("properties")) or {}, as_object(rule.get("properties")) or {}
    named_by = [*_strings(result.get("ruleId")), *_strings(rule.get("id")), *_strings(list(about.values()))]
    others = [*_strings(rule_about.get("tags")), *_strings(rule.get("deprecatedIds"))]
    ids = dict.fromkeys(name for each in (*named_by, *others) for name in _IDS.findall(each[:_LONGEST]))
    if not ids:
        ids = dict.fromkeys(_IDS.findall(message)[:1])
    advisory = named(
        ids,
        severity=_severity({**rule_about, **about}, tool),
        published=about.get("uv/published"),
        summary=_text(as_object(rule.get("shortDescription"))),
    )
    if advisory is None:
        return False
    package, place = _package(result, {**rule_about, **about}, message), _place(result)
    found.name(
        advisory,
        package.name,
        package.version,
        ecosystem=package.ecosystem,
        fixes=_fixes(about, message),
        place=place,
    )
    return True


def _package(result: Mapping[str, Any], about: Mapping[str, Any], message: str) -> _Found:
    for text in _strings([*about.values()]):
        if text.startswith("pkg:"):
            try:
                purl = read_purl(text)
            except PurlError:
                continue
            if purl.ecosystem:
                return _Found(purl.package_name, purl.version, purl.ecosystem)
    if "uv/package" in about:
        return _Found(str(about["uv/package"]), str(about.get("uv/version", "")) or None, "PyPI")
    for pattern in _MESSAGES:
        if match := pattern.search(message):
            return _Found(match["name"], match["version"])
    return next(_logical(result), _Found())


def _logical(result: Mapping[str, Any]) -> Iterator[_Found]:
    for each in _objects(result.get("locations")):
        for logical in _objects(each.get("logicalLocations")):
            name, _, version = str(logical.get("fullyQualifiedName", "")).rpartition("@")
            if logical.get("kind") == "package" and name and version:
                yield _Found(name, version)


def _fixes(about: Mapping[str, Any], message: str) -> tuple[str, ...]:
    match = _FIXED.search(message)
    stated = [each.strip() for each in match[1].split(",")] if match else []
    return texts([*_strings(about.get("uv/fixVersions")), *stated])


def _severity(about: Mapping[str, Any], tool: str) -> Severity | None:
    try:
        score = float(about["security-severity"])
    except (KeyError, OverflowError, TypeError, ValueError):
        return None
    rating = next((rating for lowest, rating in _LOWEST if lowest <= score <= 10.0), None)  # noqa: PLR2004 - of CVSS
    return Severity(rating, score, f"{tool} says {score:g}") if rating else None


def _place(result: Mapping[str, Any]) -> str | None:
    for each in _objects(result.get("locations")):
        physical = as_object(each.get("physicalLocation")) or {}
        uri = (as_object(physical.get("artifactLocation")) or {}).get("uri")
        if isinstance(uri, str) and len(uri) < _LONGEST:
            return unquote(uri.removeprefix("file://"))
    return None


def _rules(run: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    driver = as_object((as_object(run.get("tool")) or {}).get("driver")) or {}
    return [as_object(each) or {} for each in as_list(driver.get("rules")) or ()]


def _rule(result: Mapping[str, Any], rules: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    index = result.get("ruleIndex")
    if isinstance(index, int) and 0 <= index < len(rules):
        return rules[index]
    nothing: Mapping[str, Any] = {}
    return next((each for each in rules if each.get("id") == result.get("ruleId")), nothing)


def _tool(run: Mapping[str, Any]) -> str:
    driver = as_object((as_object(run.get("tool")) or {}).get("driver")) or {}
    return shown(driver.get("name") or "a scanner without a name")


def _invocations(run: Mapping[str, Any]) -> tuple[list[datetime], bool]:
    invocations = list(_objects(run.get("invocations")))
    times = [found for each in invocations if (found := moment(each.get("endTimeUtc") or each.get("startTimeUtc")))]
    return times, any(each.get("executionSuccessful") is False for each in invocations)


def _objects(values: object) -> Iterator[Mapping[str, Any]]:
    yield from (found for each in as_list(values) or () if (found := as_object(each)) is not None)


def _strings(value: object) -> Iterator[str]:
    for each in as_list(value) or [value]:
        inner = as_list(each)
        yield from (one for one in ([each] if inner is None else inner) if isinstance(one, str))


def _text(message: Mapping[str, Any] | None) -> str:
    stated = (message or {}).get("text")
    return stated[:_LONGEST] if isinstance(stated, str) else ""
