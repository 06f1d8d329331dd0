"""The ledger as JSON for other programs; `schemas/check.schema.json` describes it, `schema_version` says when it breaks."""

import json
from typing import Any

from upheld.model import (
    SCHEMA_VERSION,
    Attestation,
    Edit,
    Entry,
    Evidence,
    Ledger,
    Location,
    Notification,
    Promise,
    Verdict,
)
from upheld.report.style import Style
from upheld.report.words import page_address


def render(ledger: Ledger, style: Style) -> str:
    """Return the ledger as one JSON object."""
    del style
    return dumped(document(ledger))


def dumped(value: dict[str, Any]) -> str:
    """Return JSON that can be written as UTF-8: a file name may hold bytes that are no text."""
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace").decode()


def document(ledger: Ledger) -> dict[str, Any]:
    """Return the ledger as JSON values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "upheld", "version": ledger.tool_version},
        "repository": {"commit": ledger.commit, "branch": ledger.branch, "base": ledger.base},
        "policy": {
            "path": ledger.policy.path,
            "source": ledger.policy.source,
            "shadowed": list(ledger.policy.shadowed),
        },
        "as_of": ledger.as_of,
        "exit_code": ledger.exit_code,
        "findings": [_finding(entry) for entry in ledger.entries],
        "fixed": [_finding(entry) for entry in ledger.fixed],
        "counts": {
            **{verdict.value: ledger.count(verdict) for verdict in Verdict},
            "waived": ledger.waived,
            "attested": ledger.attested,
        },
        "notifications": [_notification(notification) for notification in ledger.notifications],
    }


def _finding(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    return {
        "rule": entry.rule.id,
        "verdict": finding.verdict.value,
        "level": entry.level.value,
        "standing": entry.standing and entry.standing.value,
        "lost": entry.lost,
        "message": finding.message,
        "subject": finding.subject,
        "promise": _promise(entry.promise),
        "location": _location(entry.location),
        "related": [_location(place) for place in finding.related],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fingerprint": entry.fingerprint,
        "waiver": None
        if entry.waiver is None
        else {"reason": entry.waiver.reason, "owner": entry.waiver.owner, "expires": entry.waiver.expires},
        "attestation": _attestation(entry.attestation) if entry.attestation else None,
        "fix": [_edit(edit) for edit in finding.fix],
        "help": finding.help,
        "page": page_address(entry.rule),
    }


def _attestation(attestation: Attestation) -> dict[str, Any]:
    return {
        "by": attestation.by,
        "date": attestation.date,
        "evidence": attestation.evidence,
        "expires": attestation.expires,
        "statement": attestation.statement,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "kind": promise.kind,
        "path": promise.location.path,
        "line": promise.location.line,
        "quote": promise.quote,
        "force": promise.force.value,
    }


def _location(place: Location) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column, "end_column": place.end_column}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    place = _location(evidence.location) if evidence.location else None
    return {"source": evidence.source, "text": evidence.text, "location": place}


def _edit(edit: Edit) -> dict[str, Any]:
    return {"path": edit.path, "first": edit.first, "last": edit.last, "lines": list(edit.lines)}


def _notification(notification: Notification) -> dict[str, Any]:
    place = _location(notification.location) if notification.location else None
    return {
        "kind": notification.kind.value,
        "message": notification.message,
        "rule": notification.rule,
        "location": place,
    }
