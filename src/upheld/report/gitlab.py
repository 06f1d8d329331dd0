"""The report for a merge request: what GitLab reads as Code Quality (docs.gitlab.com/ci/testing/code_quality)."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from upheld.model import Entry, Ledger, Level, Location, Notification, NotificationKind, Verdict
from upheld.report.style import Style, one_line
from upheld.report.words import is_reported

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
_KINDS = {
    NotificationKind.CRASH: "major",
    NotificationKind.NOTHING_TO_CHECK: "major",
    NotificationKind.INCOMPLETE: "minor",
}
"""What keeps a run from telling is in the report too: a report without findings would look clean. Notes are not."""


def render(ledger: Ledger, style: Style) -> str:
    """Return a JSON array with an object for each thing that is wrong."""
    del style
    text = json.dumps(document(ledger), indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace").decode()


def document(ledger: Ledger) -> list[dict[str, Any]]:
    """Return the report as JSON values; GitLab shows one of those that share a fingerprint, so that none do."""
    seen: Counter[str] = Counter()
    made: list[dict[str, Any]] = []
    for violation in (*_of_entries(ledger), *_of_notifications(ledger)):
        fingerprint = violation["fingerprint"]
        seen[fingerprint] += 1
        if seen[fingerprint] > 1:
            violation["fingerprint"] = _hashed(fingerprint, str(seen[fingerprint]))
        made.append(violation)
    return made


def _of_entries(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for entry in ledger.entries:
        if is_reported(entry, ledger):
            severity = _SEVERITIES[entry.level] if entry.finding.verdict is not Verdict.UNVERIFIED else "info"
            said = f"{entry.finding.message}. Promised in {entry.promise.location}" if _elsewhere(entry) else None
            yield _violation(
                entry.rule.id, said or entry.finding.message, severity, entry.location, fingerprint=entry.fingerprint
            )


def _elsewhere(entry: Entry) -> bool:
    return entry.promise.stated and entry.promise.location.path != entry.location.path


def _of_notifications(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for notification in ledger.notifications:
        if severity := _KINDS.get(notification.kind):
            yield _of_notification(notification, severity, _policy(ledger))


def _policy(ledger: Ledger) -> Location:
    """Return a place in the repository to show what has none; an owner's default policy is not in it."""
    path = ledger.policy.path if ledger.policy.source == "repository" else None
    return Location(path or "SECURITY.md")


def _of_notification(notification: Notification, severity: str, otherwise: Location) -> dict[str, Any]:
    place = notification.location or otherwise
    fingerprint = _hashed(notification.kind, notification.rule or "", place.path)
    return _violation(notification.rule or "upheld", notification.message, severity, place, fingerprint=fingerprint)


def _violation(check: str, message: str, severity: str, place: Location, *, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{one_line(message)}.",
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": place.path, "lines": {"begin": place.line}},
    }


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:32]
