"""What was read from a policy: its own lines with what was read in the margin, or JSON for other programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from upheld.model import SCHEMA_VERSION, Promise
from upheld.policy import Policy
from upheld.policy.supported_versions import SupportedVersions
from upheld.report.json import dumped
from upheld.report.style import Style, printable

_MARGIN = 28


def render(policy: Policy, promises: Sequence[Promise], today: date, report_format: str, style: Style) -> str:
    """Return the promises as text or as JSON; rows with an end date are judged on `today`."""
    if report_format == "json":
        return dumped(document(policy, promises, today))
    if policy.document is None:
        return "no security policy could be read\n"
    notes = _notes(promises, today)
    lines = policy.document.source_lines
    lines = lines[:-1] if lines[-1] == "" else lines
    head = f"{printable(policy.document.path)}: {sum(map(len, notes.values()))} promises read\n"
    return head + "".join(_line(number, text, notes.get(number, []), style) for number, text in enumerate(lines, 1))


def document(policy: Policy, promises: Sequence[Promise], today: date) -> dict[str, Any]:
    """Return the promises as JSON values; `schemas/promises.schema.json` describes them."""
    source = policy.source
    return {
        "schema_version": SCHEMA_VERSION,
        "policy": {"path": source.path, "source": source.source, "shadowed": list(source.shadowed)},
        "promises": [_promise(each) for each in promises if each.stated and not isinstance(each, SupportedVersions)],
        "supported_versions": _supported_versions(promises, today),
        "not_understood": [
            {"line": row.location.line, "text": row.text}
            for each in promises
            if isinstance(each, SupportedVersions)
            for row in each.rows
            if row.scope is None
        ],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    place = promise.location
    return {
        "kind": promise.kind,
        "line": place.line,
        "column": place.column,
        "quote": promise.quote,
        "force": promise.force.value,
        "fields": promise.fields(),
    }


def _supported_versions(promises: Sequence[Promise], today: date) -> dict[str, Any]:
    stated = [each for each in promises if isinstance(each, SupportedVersions)]
    rows = [
        {"line": row.location.line, "version": row.text, "supported": row.supported(today)}
        for each in stated
        for row in each.rows
    ]
    return {"form": stated[0].form if stated else "none", "rows": rows}


def _notes(promises: Sequence[Promise], today: date) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = {}
    for promise in promises:
        if isinstance(promise, SupportedVersions):
            for row in promise.rows:
                said = "supported" if row.supported(today) else "unsupported"
                understood = "" if row.scope else " (not understood)"
                notes.setdefault(row.location.line, []).append(f"{said}: {row.text}{understood}")
        elif promise.stated:
            notes.setdefault(promise.location.line, []).append(promise.kind)
    return notes


def _line(number: int, text: str, notes: list[str], style: Style) -> str:
    shown = printable("; ".join(notes))
    shown = shown if len(shown) <= _MARGIN else shown[: _MARGIN - 1] + "…"
    return f"{style(f'{shown:>{_MARGIN}}', 'green')} {style('|', 'blue')} {number:4} {printable(text)}".rstrip() + "\n"
