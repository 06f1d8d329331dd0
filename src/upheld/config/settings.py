"""The settings there are: the one table from which validation and the JSON Schema for editors are made."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from upheld.nouns import dataclass


class Shape(StrEnum):
    """What a setting's value looks like."""

    TEXT = "text"
    TEXTS = "a list of texts"
    DAY = "a date such as 2026-12-31"
    LINE = "a line number"
    DAYS = "a number of days"
    WORD = "one word of a few"
    GROUP = "a mapping"
    GROUPS = "a list of mappings"
    FIELDS = "a mapping of fields to texts, numbers or lists of texts"
    VARIABLES = "a mapping of names to texts or numbers"
    MEANING = "'nothing' or a mapping"


# In YAML an unquoted version such as 1.10 is a number to a schema, and a text to us.
_TEXT = {"type": ["string", "number"], "pattern": r"\S"}
_SCALAR = {"type": ["string", "number", "boolean", "null"]}


@dataclass(frozen=True)
class Setting:
    """One key of the configuration."""

    shape: Shape
    description: str
    required: bool = False
    fields: "Mapping[str, Setting] | None" = None
    words: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    """Of these fields each mapping has exactly one."""


_KIND = Setting(Shape.TEXT, "The kind of promise, as `upheld promises` names it.", required=True)
_FIELDS = Setting(
    Shape.FIELDS, "What the kind says beside that it is there, as `upheld promises --format json` shows it."
)
_FORCE = Setting(
    Shape.WORD,
    "`commitment`, unless it is advice that is given to users: `practice`.",
    words=("commitment", "practice"),
)

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
            "expires": Setting(Shape.DAY, "The last day on which it holds, in UTC; either this or `until`."),
            "until": Setting(
                Shape.WORD,
                "`fixed`: it holds until there is a version without the vulnerability.",
                words=("fixed",),
            ),
        },
        one_of=("expires", "until"),
    ),
    "dependencies": Setting(
        Shape.GROUP,
        "How dependencies are held against the fix times that are promised.",
        fields={
            "clock": Setting(
                Shape.WORD,
                "When the time to fix a dependency begins: with the first `advisory` that is published (the default), with the"
                " release of the `fix`, or on the day on which the version was first `locked` here, if that is later.",
                words=("advisory", "fix", "locked"),
            ),
            "due_soon": Setting(
                Shape.DAYS, "How many days before its end a time is called due soon; 14 when left out."
            ),
            "include": Setting(
                Shape.TEXTS, "Lock files, or folders of them, to audit although they look like fixtures or examples."
            ),
            "exclude": Setting(Shape.TEXTS, "Lock files, or folders of them, that are not audited. Reports name them."),
        },
    ),
    "keys": Setting(
        Shape.GROUP,
        "How keys are held against the rotation that is promised.",
        fields={
            "unused": Setting(
                Shape.DAYS, "After how many days without use a key is to be taken away; 45 when left out."
            ),
            "expires_soon": Setting(
                Shape.DAYS, "How many days before its end a key is said to expire soon; 14 when left out."
            ),
            "overlap": Setting(
                Shape.DAYS, "How many days two active keys of one owner may stand side by side; 7 when left out."
            ),
            "evidence_age": Setting(Shape.DAYS, "How many days old metadata may be; 7 when left out."),
            "compromises": Setting(
                Shape.GROUPS,
                "Keys that were compromised, or may have been: each is to be rotated since then.",
                fields={
                    "key": Setting(
                        Shape.TEXT, "The key's name or id, as the metadata tell it; `source/name` also.", required=True
                    ),
                    "date": Setting(Shape.DAY, "The day, in UTC; a rotation on the same day counts.", required=True),
                    "reason": Setting(Shape.TEXT, "What happened.", required=True),
                },
            ),
        },
    ),
    "network": Setting(
        Shape.GROUP,
        "How the software is held against what is promised of the network.",
        fields={
            "command": Setting(
                Shape.TEXTS,
                "The program and its arguments that start the server, for `upheld probe`; found when left out.",
            ),
            "folder": Setting(Shape.TEXT, "The folder in which it is started; the root when left out."),
            "environment": Setting(
                Shape.VARIABLES, "Variables that the server needs to start, with values that are no secrets."
            ),
            "acknowledged": Setting(
                Shape.GROUPS,
                "Network capabilities that were reviewed: a pull request that adds another of the same is not told of it.",
                fields={
                    "capability": Setting(
                        Shape.TEXT, "The rule that finds it, as the finding names it.", required=True
                    ),
                    "file": Setting(Shape.TEXT, "The file in which it is.", required=True),
                    "reason": Setting(Shape.TEXT, "Why it is wanted.", required=True),
                    "owner": Setting(Shape.TEXT, "Who reviewed it and answers for it.", required=True),
                },
            ),
        },
    ),
    "evidence": Setting(
        Shape.TEXTS,
        "Reports of other scanners in the repository: npm audit, osv-scanner, pip-audit, uv audit (as JSON), or SARIF; and"
        " metadata of keys.",
    ),
    "promises": Setting(
        Shape.GROUPS,
        "Promises that the policy does not make in words that are read.",
        fields={
            "kind": _KIND,
            "fields": _FIELDS,
            "force": _FORCE,
            "reason": Setting(Shape.TEXT, "Why it is stated here, or where else it is promised.", required=True),
        },
    ),
    "attestations": Setting(
        Shape.GROUPS,
        "What people state of promises that no program can verify: counted, listed and believed until they expire.",
        fields={
            "kind": _KIND,
            "subject": Setting(Shape.TEXT, "The one finding that is meant, by its subject."),
            "quote": Setting(Shape.TEXT, "The one promise that is meant, by words that stand on its line."),
            "by": Setting(Shape.TEXT, "Who attests it.", required=True),
            "date": Setting(Shape.DAY, "The day of the attestation; not in the future.", required=True),
            "evidence": Setting(
                Shape.TEXT, "What it rests on: a path in the repository, or an https address.", required=True
            ),
            "expires": Setting(
                Shape.DAY, "The last day on which it holds, in UTC; at most 400 days after its date.", required=True
            ),
            "statement": Setting(Shape.TEXT, "What is attested, in a sentence."),
        },
    ),
    "corrections": Setting(
        Shape.GROUPS,
        "What a line of the policy means that was misread. Each is reported.",
        fields={
            "quote": Setting(Shape.TEXT, "Words that stand on the line, and on no other; either this or `line`."),
            "line": Setting(Shape.LINE, "The line's number, which changes when lines are added above it."),
            "means": Setting(
                Shape.MEANING,
                "`nothing`, where the line makes no promise; else the promise that it makes.",
                required=True,
                fields={"kind": _KIND, "fields": _FIELDS, "force": _FORCE},
                words=("nothing",),
            ),
            "reason": Setting(Shape.TEXT, "Why it is to be read so.", required=True),
        },
        one_of=("quote", "line"),
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
        case Shape.DAYS:
            return {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,4}$"}
        case Shape.GROUP:
            return _object(setting.fields or {})
        case Shape.LINE:
            return {"type": ["integer", "string"], "minimum": 1, "pattern": "^[1-9][0-9]{0,6}$"}
        case Shape.WORD:
            return {"enum": list(setting.words)}
        case Shape.GROUPS:
            alternatives = {"oneOf": [{"required": [name]} for name in setting.one_of]} if setting.one_of else {}
            return {"type": "array", "items": _object(setting.fields or {}) | alternatives}
        case Shape.FIELDS:
            return {"type": "object", "additionalProperties": {"anyOf": [_SCALAR, {"type": "array", "items": _TEXT}]}}
        case Shape.VARIABLES:
            return {"type": "object", "additionalProperties": _SCALAR}
        case Shape.MEANING:
            return {"oneOf": [{"enum": list(setting.words)}, _object(setting.fields or {})]}
