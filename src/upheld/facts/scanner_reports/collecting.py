"""What a reader finds in one report, held against what ids, packages and versions can look like."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from upheld.advisories import Advisory, Rating, Severity
from upheld.advisories.record import moment
from upheld.ecosystems import Package, spelled
from upheld.facts.locks.entries import shown
from upheld.facts.scanner_reports.report import MOST_ENTRIES, Named, ReportError, ScannerReport

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_NAME = re.compile(r"[!-~]{1,400}")
_VERSION = re.compile(r"[!-~]{1,300}")
_MOST_IDS = 100
_LONGEST_SUMMARY = 300
_LONGEST_REASON = 200
_WORDS = {
    "critical": Rating.CRITICAL,
    "high": Rating.HIGH,
    "moderate": Rating.MEDIUM,
    "medium": Rating.MEDIUM,
    "low": Rating.LOW,
}


class Collected:
    """The parts of a report as they are found; raises ReportError where there are more than any scanner names."""

    def __init__(self, tool: str, path: str) -> None:
        self._tool, self._path = tool, path
        self._vulnerabilities: list[Named] = []
        self._audited: set[Package] = set()
        self._skipped: list[tuple[str, str]] = []

    def name(self, advisory: Advisory | None, package: object, version: object = None, **more: Any) -> None:
        """Take a vulnerability; what names no advisory, or no package that there can be, is told as left out."""
        self._refuse_more()
        name = text(package, _NAME) or ""
        stated = text(version, _VERSION)
        if advisory is None:
            self.skip(package, "has a vulnerability without an id")
        elif advisory.withdrawn is None:
            if (package and not name) or (version and not stated):
                self.skip(package, f"has {advisory.id}, at a name or version that no package can have")
            self._vulnerabilities.append(Named(advisory, name, stated, **more))

    def look_up(self, ecosystem: str, package: object, version: object) -> None:
        """Take a package that the scanner lists as looked up."""
        self._refuse_more()
        name, stated = text(package, _NAME), text(version, _VERSION)
        if name and stated:
            self._audited.add(Package(ecosystem, spelled(ecosystem, name), stated))

    def skip(self, package: object, reason: object) -> None:
        """Take what the scanner did not look up."""
        self._refuse_more()
        why = " ".join(str(reason).split())[:_LONGEST_REASON] if isinstance(reason, str) else "without a reason"
        self._skipped.append((shown(package if isinstance(package, str) and package else "a package"), shown(why)))

    def report(self, problem: str | None = None, as_of: datetime | None = None) -> ScannerReport:
        """Return the report."""
        return ScannerReport(
            self._tool,
            self._path,
            tuple(self._vulnerabilities),
            frozenset(self._audited),
            tuple(dict.fromkeys(self._skipped)),
            problem,
            as_of,
        )

    def _refuse_more(self) -> None:
        if len(self._vulnerabilities) + len(self._audited) + len(self._skipped) >= MOST_ENTRIES:
            raise ReportError(f"has more than {MOST_ENTRIES:,} entries")


def text(value: object, pattern: re.Pattern[str] = _VERSION) -> str | None:
    """Return a text that matches a pattern whole, or None."""
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def texts(values: Iterable[object], pattern: re.Pattern[str] = _VERSION) -> tuple[str, ...]:
    """Return the texts that match a pattern, once each."""
    return tuple(dict.fromkeys(found for each in values if (found := text(each, pattern))))


def named(
    ids: Iterable[object], *, severity: Severity | None = None, published: object = None, summary: object = ""
) -> Advisory | None:
    """Return what a report says of a vulnerability, by its first id; None where it has none that can be one."""
    found = texts(ids, _ID)[:_MOST_IDS]
    if not found:
        return None
    words = " ".join(summary[: 10 * _LONGEST_SUMMARY].split()) if isinstance(summary, str) else ""
    return Advisory(
        found[0],
        aliases=frozenset(found[1:]),
        published=moment(published),
        summary=words if len(words) <= _LONGEST_SUMMARY else f"{words[: _LONGEST_SUMMARY - 1]}…",
        severity=severity,
    )


def rated(word: object, tool: str) -> Severity | None:
    """Return the severity that a scanner gives as a word."""
    rating = _WORDS.get(word.lower()) if isinstance(word, str) else None
    return Severity(rating, None, f"{tool} says {word}") if rating else None
