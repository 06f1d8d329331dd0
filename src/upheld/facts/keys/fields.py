"""The fields of an inventory that people keep by hand: the one table from which reading and the JSON Schema are made."""

from collections.abc import Mapping
from typing import Any

from upheld.facts.keys.key import State

TEXTS: Mapping[str, str] = {
    "name": "What the key is called where it is kept, such as the name of the secret.",
    "kind": "`token`, `access-key`, `password`, `certificate`, ...",
    "id": "What its provider calls it; never a part of its value.",
    "owner": "Who rotates it: a team, a role, a user of the provider.",
    "scope": "What it opens: an environment, a repository, `read-only`.",
    "source": "Where it lives: `PyPI`, `npm`, `our build server`.",
    "note": "What a reader has to know.",
}
DATES: Mapping[str, str] = {
    "created": "When it was made.",
    "rotated": "When its value was last replaced; `never` where it still is the first one.",
    "last_used": "When it was last used, or `never`; left out where nobody knows.",
    "expires": "When it ends, or `never`; left out where nobody knows.",
}
NEVER_ALLOWED = frozenset({"rotated", "last_used", "expires"})
FIELDS = (*TEXTS, *DATES, "state")
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TIME = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.{0,20}([Zz]|[+-][0-9]{2}:?[0-9]{2})$",
}


def keys_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the inventory: `schemas/keys.schema.json`."""
    text = {"type": "string", "pattern": r"\S"}
    day = {"anyOf": [_DAY, _TIME, {"type": "null"}]}
    never = {"anyOf": [{"enum": ["never", "unknown"]}, *day["anyOf"]]}
    fields: dict[str, Any] = {name: {"description": words, **text} for name, words in TEXTS.items()}
    fields["id"]["type"] = ["string", "integer"]
    fields |= {
        name: {"description": words, **(never if name in NEVER_ALLOWED else day)} for name, words in DATES.items()
    }
    fields["state"] = {
        "description": "Its state by NIST SP 800-57; `active` when left out.",
        "enum": [state.value for state in State],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/upheld/upheld/raw/main/src/upheld/schemas/keys.schema.json",
        "title": "Inventory of keys",
        "description": "Which keys a project has, by names and dates and never by values: keys.yml, or .upheld/keys/*.",
        "type": "object",
        "additionalProperties": False,
        "required": ["keys"],
        "properties": {
            "$schema": {"type": "string"},
            "version": {"description": "The version of this format.", "enum": [1, "1"]},
            "generated_at": {
                "description": "When the inventory was taken; its age is measured from then.",
                **_TIME,
            },
            "keys": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name"],
                    "properties": fields,
                },
            },
        },
    }
