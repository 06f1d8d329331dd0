"""The settings there are: the one table from which validation and the JSON Schema for editors are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Shape(StrEnum):
    """What a setting's value looks like."""

    TEXT = "text"
    TEXTS = "a list of texts"
    DAY = "a date such as 2026-12-31"
    GROUPS = "a list of mappings"


# In YAML an unquoted version such as 1.10 is a number to a schema, and a text to us.
_TEXT = {"type": ["string", "number"], "pattern": r"\S"}


@dataclass(frozen=True)
class Setting:
    """One key of the configuration."""

    shape: Shape
    description: str
    required: bool = False
    fields: "Mapping[str, Setting] | None" = None


SETTINGS: Mapping[str, Setting] = {
    "policy": Setting(Shape.TEXT, "The policy to read, where it is not one that GitHub would find."),
    "select": Setting(Shape.TEXTS, "The only rules to check; all when left out."),
    "ignore": Setting(Shape.TEXTS, "Rules that are not checked. Nothing tells of them any more: prefer a waiver."),
    "waivers": Setting(
        Shape.GROUPS,
        "Accepted exceptions: reported and counted, but they break no build until they expire.",
        fields={
            "rule": Setting(Shape.TEXT, "The rule whose findings are accepted.", required=True),
            "subject": Setting(
                Shape.TEXT, "The one finding that is accepted, by its subject; all of the rule when left out."
            ),
            "reason": Setting(Shape.TEXT, "Why it is accepted.", required=True),
            "owner": Setting(Shape.TEXT, "Who answers for it.", required=True),
            "expires": Setting(Shape.DAY, "The last day on which it holds, in UTC.", required=True),
        },
    ),
}


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the configuration, for editors: `schemas/config.schema.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/upheld/upheld/raw/main/src/upheld/schemas/config.schema.json",
        "title": "Configuration of upheld",
        "description": "What .upheld.yml, .github/.upheld.yml or [tool.upheld] in pyproject.toml may hold; all of it optional.",
        **_object(SETTINGS),
    }


def _object(settings: Mapping[str, Setting]) -> dict[str, Any]:
    required = [name for name, setting in settings.items() if setting.required]
    properties = {name: {"description": s.description, **_value(s)} for name, s in settings.items()}
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | ({"required": required} if required else {})


def _value(setting: Setting) -> dict[str, Any]:
    match setting.shape:
        case Shape.TEXT:
            return _TEXT
        case Shape.TEXTS:
            return {"type": "array", "items": _TEXT}
        case Shape.DAY:
            return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Shape.GROUPS:
            return {"type": "array", "items": _object(setting.fields or {})}
