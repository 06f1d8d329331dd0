"""SARIF 2.1.0 for code scanning: only what is broken, since GitHub shows every result as an alert.

What GitHub reads and where it cuts: docs.github.com, "SARIF support for code scanning".
"""

import json
from typing import Any
from urllib.parse import quote

from upheld.model import Edit, Entry, Ledger, Level, Location, NotificationKind, Rule, Verdict
from upheld.report.line_hash import line_hashes
from upheld.report.style import Style, one_line
from upheld.report.words import HOME, page_address

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LONGEST_TEXT = 1000
_PRECISION = "high"


def render(ledger: Ledger, style: Style) -> str:
    """Return one run with a result for each broken finding that no waiver excuses."""
    del style
    return json.dumps(document(ledger), indent=2, ensure_ascii=False) + "\n"


def document(ledger: Ledger) -> dict[str, Any]:
    """Return the SARIF log as JSON values."""
    broken = [entry for entry in ledger.entries if entry.finding.verdict is Verdict.BROKEN and entry.waiver is None]
    hashes = {path: line_hashes(text) for path, text in ledger.sources.items()}
    run = {
        "tool": {"driver": _driver(ledger)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(ledger)],
        "results": [_result(entries, ledger, hashes) for entries in _by_line(broken)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(ledger: Ledger) -> dict[str, Any]:
    return {
        "name": "Upheld",
        "semanticVersion": ledger.tool_version,
        "version": ledger.tool_version,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in ledger.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": _sentence(rule.summary)},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": page_address(rule),
        "messageStrings": {"default": {"text": "'{0}': {1}."}},
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {
            "tags": ["security-policy", rule.promise_kind],
            "precision": _PRECISION,
            "problem.severity": {Level.NOTE: "recommendation"}.get(rule.level, rule.level.value),
        },
    }


def _by_line(entries: list[Entry]) -> list[list[Entry]]:
    """Group results of one rule on one line: GitHub would take them for one alert."""
    groups: dict[tuple[str, str, int], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.rule.id, entry.location.path, entry.location.line), []).append(entry)
    return list(groups.values())


def _result(entries: list[Entry], ledger: Ledger, hashes: dict[str, list[str]]) -> dict[str, Any]:
    first = entries[0]
    arguments = [first.promise.kind, one_line("; ".join(entry.finding.message for entry in entries))]
    result: dict[str, Any] = {
        "ruleId": first.rule.id,
        "ruleIndex": [rule.id for rule in ledger.rules].index(first.rule.id),
        "level": first.level.value,
        "message": {"text": f"'{arguments[0]}': {arguments[1]}.", "id": "default", "arguments": arguments},
        "locations": [_location(first.location, ledger)],
        "partialFingerprints": {"upheldFinding/v1": first.fingerprint} | _line_hash(first.location, hashes),
    }
    related = [place for entry in entries for place in _related(entry)]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, ledger), "message": {"text": "What it is held against."}}
            for number, place in enumerate(dict.fromkeys(related))
        ]
    edits = list(dict.fromkeys(edit for entry in entries for edit in entry.finding.fix))
    if edits:
        result["fixes"] = [
            {"description": {"text": "The corrected lines."}, "artifactChanges": _changes(edits, ledger)}
        ]
    return result


def _related(entry: Entry) -> list[Location]:
    promise = entry.promise.location
    return [*([promise] if promise != entry.location else []), *entry.finding.related]


def _location(place: Location, ledger: Ledger) -> dict[str, Any]:
    line = _source_line(place, ledger)
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.end_column or max(len(line) + 1, place.column + 1),
    }
    region["snippet"] = {"text": one_line(line)}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}


def _source_line(place: Location, ledger: Ledger) -> str:
    lines = ledger.sources.get(place.path, "").splitlines()
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _line_hash(place: Location, hashes: dict[str, list[str]]) -> dict[str, str]:
    lines = hashes.get(place.path, [])
    return {"primaryLocationLineHash": lines[place.line - 1]} if place.line <= len(lines) else {}


def _changes(edits: list[Edit], ledger: Ledger) -> list[dict[str, Any]]:
    return [
        {
            "artifactLocation": {"uri": quote(edit.path)},
            "replacements": [
                {
                    "deletedRegion": {
                        "startLine": edit.first,
                        "startColumn": 1,
                        "endLine": edit.last,
                        "endColumn": len(_source_line(Location(edit.path, edit.last), ledger)) + 1,
                    },
                    "insertedContent": {"text": "\n".join(edit.lines)},
                }
            ],
        }
        for edit in edits
    ]


def _invocation(ledger: Ledger) -> dict[str, Any]:
    crashed = any(note.kind is NotificationKind.CRASH for note in ledger.notifications)
    invocation: dict[str, Any] = {"executionSuccessful": not crashed, "exitCode": ledger.exit_code}
    if ledger.notifications:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "error" if note.kind is NotificationKind.CRASH else "warning",
                "message": {"text": _sentence(one_line(note.message))},
            }
            for note in ledger.notifications
        ]
    return invocation


def _sentence(text: str) -> str:
    return text[:_LONGEST_TEXT].rstrip(".") + "."
