"""The promises of a policy for other programs; `schemas/promises.schema.json` describes it."""

from typing import Any

from upheld.model import SCHEMA_VERSION, Promise
from upheld.report.json import dumped
from upheld.report.promises.reading import ReadPolicy


def render(read: ReadPolicy) -> str:
    """Return the promises as JSON."""
    return dumped(document(read))


def document(read: ReadPolicy) -> dict[str, Any]:
    """Return the promises as JSON values; `schemas/promises.schema.json` describes them."""
    source = read.policy.source
    return {
        "schema_version": SCHEMA_VERSION,
        "policy": {"path": source.path, "source": source.source, "shadowed": list(source.shadowed)},
        "promises": [
            *(_promise(each) for each in read.stated),
            *({"path": each.location.path, **_promise(each)} for each in read.outside),
        ],
        "supported_versions": _supported_versions(read),
        "not_understood": [{"line": line, "text": text} for line, text in read.not_understood],
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
        **({"corrected": True} if promise.corrected else {}),
    }


def _supported_versions(read: ReadPolicy) -> dict[str, Any]:
    rows = [
        {"line": row.location.line, "version": row.text, "supported": row.supported(read.today)}
        for each in read.versions
        for row in each.rows
    ]
    return {"form": read.versions[0].form if read.versions else "none", "rows": rows}
