"""SARIF 2.1.0 for code scanning: only what is broken or soon will be, since GitHub shows every result as an alert.

What GitHub reads and where it cuts: docs.github.com, "SARIF support for code scanning". CONTRIBUTING.md, "SARIF
exceptions", says which advice of Microsoft's validator is not followed, and why.

Compared with a base, each result is `new` or `unchanged`. What is fixed is left out: code scanning does not read
`baselineState`, so that an `absent` result would be an open alert, and it closes the alert of what is not there itself.
"""

from typing import Any

from upheld.model import Entry, Ledger, Level, Notification, NotificationKind, Rule, Standing
from upheld.report.json import dumped
from upheld.report.sarif_places import ROOT, Places
from upheld.report.sarif_results import SEVERITY, cut, level_of, result
from upheld.report.style import Style, one_line
from upheld.report.words import HOME, is_reported, page_address

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PRECISION = "high"
_LEVELS = {NotificationKind.CRASH: Level.ERROR, NotificationKind.NOTE: Level.NOTE}


def render(ledger: Ledger, style: Style) -> str:
    """Return one run with a result for each broken or pressing finding that no waiver excuses.

    Under `strict` what is unverified is a result too, as a note: there it decides the exit code. So is what a change makes
    unverified by what it takes away.
    """
    del style
    return dumped(document(ledger))


def document(ledger: Ledger) -> dict[str, Any]:
    """Return the SARIF log as JSON values."""
    shown = [entry for entry in ledger.entries if is_reported(entry, ledger)]
    places = Places(ledger)
    rules = [rule.id for rule in ledger.rules]
    run = {
        "tool": {"driver": _driver(ledger)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(ledger, places)],
        "results": [
            {"ruleIndex": rules.index(entries[0].rule.id), **result(entries, places)} for entries in _by_line(shown)
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _by_line(entries: list[Entry]) -> list[list[Entry]]:
    """Group results of one rule on one line: GitHub would take them for one alert.

    What a change brings on one line is one alert whatever the rules, of the worst of them: it has one cause.
    """
    groups: dict[tuple[str, str, int], list[Entry]] = {}
    for entry in entries:
        rule = "" if entry.standing is Standing.NEW else entry.rule.id
        groups.setdefault((rule, entry.location.path, entry.location.line), []).append(entry)
    return [_worst_rule_first(group) for group in groups.values()]


def _worst_rule_first(group: list[Entry]) -> list[Entry]:
    worst = min(group, key=lambda entry: SEVERITY.index(level_of(entry)))
    return sorted(group, key=lambda entry: entry.rule.id != worst.rule.id)


def _driver(ledger: Ledger) -> dict[str, Any]:
    return {
        "name": "Upheld",
        "semanticVersion": ledger.tool_version,
        "version": ledger.tool_version,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in ledger.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    name = "".join(word.capitalize() for word in rule.id.split("-"))
    return {
        "id": rule.id,
        "name": name if name.lower() != rule.id else f"{name}Rule",  # SARIF1001: it must differ from the id
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": _sentence(rule.summary or rule.title)},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": page_address(rule),
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {
            "tags": list(dict.fromkeys(("security-policy", rule.promise_kind))),
            "distribution": f"{rule.distribution} {rule.version}",
            "precision": _PRECISION,
            "problem.severity": {Level.NOTE: "recommendation"}.get(rule.level, rule.level.value),
        },
    }


def _invocation(ledger: Ledger, places: Places) -> dict[str, Any]:
    crashed = any(note.kind is NotificationKind.CRASH for note in ledger.notifications)
    invocation: dict[str, Any] = {"executionSuccessful": not crashed, "exitCode": ledger.exit_code}
    if ledger.notifications:
        rules = [rule.id for rule in ledger.rules]
        notes = [_notification(note, rules, places) for note in ledger.notifications]
        invocation["toolExecutionNotifications"] = notes
    return invocation


def _notification(note: Notification, rules: list[str], places: Places) -> dict[str, Any]:
    told: dict[str, Any] = {
        "level": _LEVELS.get(note.kind, Level.WARNING).value,
        "message": {"text": _sentence(one_line(note.message))},
    }
    if note.rule in rules:
        told["associatedRule"] = {"id": note.rule, "index": rules.index(note.rule)}
    if note.location and not places.is_outside(note.location):
        told["locations"] = [places.location(note.location)]
    return told


def _sentence(text: str) -> str:
    return cut(text).rstrip(".") + "."
