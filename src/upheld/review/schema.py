"""The JSON Schema of `ledger.json`, made from the nouns: `schemas/review.schema.json` is its text."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from upheld.review.record import KIND, SCHEMA_VERSION, Checked, Record


def ledger_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12); what it says of `check` is left to `check.schema.json`."""
    described = _object(Record)
    described["properties"] |= {"schema_version": {"const": SCHEMA_VERSION}, "kind": {"const": KIND}}
    described["required"] = ["schema_version", "kind", *described["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/upheld/upheld/raw/main/src/upheld/schemas/review.schema.json",
        "title": "What `upheld review` keeps in ledger.json",
        "description": "A review of one repository in one quarter: all that its page shows, and all that the next one needs.",
        **described,
    }


def _value(kind: Any) -> dict[str, Any]:
    if get_origin(kind) in {Union, types.UnionType}:
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return {"oneOf": [{"type": "null"}, _value(inner)]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _value(get_args(kind)[0])}
    if kind is Checked:
        return {"description": "As check.schema.json describes it.", "type": "object"}
    if is_dataclass(kind):
        return _object(kind)
    if kind is date:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [each.value for each in kind]}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "description": (kind.__doc__ or "").strip(),
        "type": "object",
        "properties": {each.name: _value(hints[each.name]) for each in fields(kind)},
        "required": [each.name for each in fields(kind) if each.default is MISSING],
    }
