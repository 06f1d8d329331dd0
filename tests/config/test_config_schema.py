"""The JSON Schema for editors says of a configuration what reading it says."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from upheld.config import ConfigError, read_config
from upheld.config.settings import SETTINGS, Setting, Shape, config_schema
from upheld.repository import Repository

WAIVER = "rule: supported-versions, reason: being rewritten, owner: ours, expires: 2026-12-31"
ATTESTATION = "kind: a, by: maintainers, date: 2026-05-01, evidence: docs/log.md, expires: 2026-12-31"
CORRECTION = "means: nothing, reason: misread"
GOOD = [
    "{}",
    "policy: docs/policy.md",
    "select: [supported-versions]\nignore: []",
    "select:\n- supported-versions\n- end-of-life",
    "waivers: []",
    f"waivers: [{{{WAIVER}}}]",
    f"waivers: [{{{WAIVER}, subject: 0.2.x}}, {{{WAIVER}, subject: 1.10}}]",
    "promises: []\nattestations: []\ncorrections: []",
    "promises: [{kind: no-public-issues, reason: x}]",
    "promises: [{kind: a, reason: x, force: practice, fields: {days: 7, what: [a, 1.10], to: null, by: true}}]",
    f"attestations: [{{{ATTESTATION}}}, {{{ATTESTATION}, subject: a, quote: 7, statement: x}}]",
    f"corrections: [{{{CORRECTION}, quote: within a week}}, {{{CORRECTION}, line: 7}}]",
    "corrections: [{line: 7, reason: x, means: {kind: a, fields: {days: 7}, force: commitment}}]",
    "waivers:\n- rule: a\n  reason: |\n    of two\n    lines\n  owner: 7\n  expires: '2028-02-29'",
]
BAD = {
    "unknown key": "polycy: docs/policy.md",
    "unknown key of a waiver": f"waivers: [{{{WAIVER}, until: 2026-12-31}}]",
    "key that is no text": "1: SECURITY.md",
    "list for a mapping": "[supported-versions]",
    "text for a mapping": "supported-versions",
    "list for a text": "policy: [SECURITY.md]",
    "mapping for a text": "policy: {path: SECURITY.md}",
    "truth for a text": "policy: true",
    "nothing for a text": "policy:",
    "empty text": "policy: ''",
    "blank text": "policy: '  '",
    "text for a list": "select: supported-versions",
    "nothing for a list": "ignore:",
    "mapping in a list of texts": "ignore: [{rule: supported-versions}]",
    "empty text in a list": "select: ['']",
    "mapping for the waivers": f"waivers: {{{WAIVER}}}",
    "text for a waiver": "waivers: [supported-versions]",
    "nothing for the waivers": "waivers:",
    "waiver without a rule": "waivers: [{reason: x, owner: ours, expires: 2026-12-31}]",
    "waiver without a reason": "waivers: [{rule: a, owner: ours, expires: 2026-12-31}]",
    "waiver without an owner": "waivers: [{rule: a, reason: x, expires: 2026-12-31}]",
    "waiver without an expiry": "waivers: [{rule: a, reason: x, owner: ours}]",
    "waiver with an empty reason": "waivers: [{rule: a, reason: '', owner: ours, expires: 2026-12-31}]",
    "second waiver is empty": f"waivers: [{{{WAIVER}}}, {{}}]",
    "day without a year": "waivers: [{rule: a, reason: x, owner: ours, expires: 31 December}]",
    "day with a time": "waivers: [{rule: a, reason: x, owner: ours, expires: 2026-12-31T12:00:00Z}]",
    "day as a number": "waivers: [{rule: a, reason: x, owner: ours, expires: 20261231}]",
    "day that does not exist": "waivers: [{rule: a, reason: x, owner: ours, expires: 2026-02-29}]",
    "month that does not exist": "waivers: [{rule: a, reason: x, owner: ours, expires: 2026-13-01}]",
    "day without leading zeros": "waivers: [{rule: a, reason: x, owner: ours, expires: 2026-1-1}]",
    "day in other digits": "waivers: [{rule: a, reason: x, owner: ours, expires: ٢٠٢٦-12-31}]",
    "promise without a kind": "promises: [{reason: x}]",
    "promise without a reason": "promises: [{kind: a}]",
    "promise of another force": "promises: [{kind: a, reason: x, force: hope}]",
    "fields in a list": "promises: [{kind: a, reason: x, fields: [days]}]",
    "nothing for the fields": "promises: [{kind: a, reason: x, fields: }]",
    "mapping in a field": "promises: [{kind: a, reason: x, fields: {days: {low: 7}}}]",
    "empty text in a field's list": "promises: [{kind: a, reason: x, fields: {what: ['']}}]",
    "list in a field's list": "promises: [{kind: a, reason: x, fields: {what: [[a]]}}]",
    **{
        f"attestation without {key}": f"attestations: [{{{', '.join(e for e in ATTESTATION.split(', ') if key not in e)}}}]"
        for key in ("kind", "by", "date", "evidence", "expires")
    },
    "attestation of no day": f"attestations: [{{{ATTESTATION.replace('2026-05-01', 'today')}}}]",
    "attestation with an owner": f"attestations: [{{{ATTESTATION}, owner: maintainers}}]",
    "correction of no line": f"corrections: [{{{CORRECTION}}}]",
    "correction of two lines": f"corrections: [{{{CORRECTION}, line: 7, quote: within a week}}]",
    "correction of line 0": f"corrections: [{{{CORRECTION}, line: 0}}]",
    "correction of a line in words": f"corrections: [{{{CORRECTION}, line: seven}}]",
    "correction of all lines": f"corrections: [{{{CORRECTION}, line: true}}]",
    "correction without a reason": "corrections: [{line: 7, means: nothing}]",
    "correction without a meaning": "corrections: [{line: 7, reason: x}]",
    "correction to another word": "corrections: [{line: 7, reason: x, means: everything}]",
    "correction to a list": "corrections: [{line: 7, reason: x, means: [nothing]}]",
    "correction to no kind": "corrections: [{line: 7, reason: x, means: {force: practice}}]",
    "correction to what has a reason": "corrections: [{line: 7, reason: x, means: {kind: a, reason: x}}]",
    "day with a line end": 'waivers: [{rule: a, reason: x, owner: ours, expires: "2026-12-31\\n"}]',
}


class EditorsLoader(yaml.SafeLoader):
    """Reads YAML as editors do before they ask a schema: YAML 1.2 has no dates."""


def as_written(loader: EditorsLoader, node: yaml.Node) -> str:
    del loader
    return str(node.value)


EditorsLoader.add_constructor("tag:yaml.org,2002:timestamp", as_written)


def is_read(text: str, folder: Path) -> bool:
    (folder / ".upheld.yml").write_text(text, encoding="utf-8")
    try:
        read_config(Repository(folder))
    except ConfigError:
        return False
    return True


def fits(text: str) -> bool:
    data = yaml.load(text, Loader=EditorsLoader)  # noqa: S506 - derived from SafeLoader
    instance = {str(key): value for key, value in data.items()} if isinstance(data, dict) else data
    return Draft202012Validator(config_schema(), format_checker=FormatChecker()).is_valid(instance)


@pytest.mark.parametrize("text", GOOD)
def test_good_configuration_is_read_and_fits_the_schema(text: str, tmp_path: Path) -> None:
    assert is_read(text, tmp_path)
    assert fits(text)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_configuration_is_refused_and_does_not_fit_the_schema(text: str, tmp_path: Path) -> None:
    assert not is_read(text, tmp_path)
    assert not fits(text)


def test_published_schema_is_the_one_that_the_settings_make() -> None:
    published = (files("upheld") / "schemas" / "config.schema.json").read_text(encoding="utf-8")
    made = json.dumps(config_schema(), indent=2) + "\n"

    assert published == made, "write json.dumps(config_schema(), indent=2) to src/upheld/schemas/config.schema.json"


def test_every_setting_is_described_in_the_schema() -> None:
    def held(settings: Any, schema: dict[str, Any]) -> None:
        for name, setting in settings.items():
            assert isinstance(setting, Setting)
            assert schema["properties"][name]["description"] == setting.description
            if setting.shape is Shape.GROUPS:
                held(setting.fields, schema["properties"][name]["items"])
            if setting.shape is Shape.MEANING:
                held(setting.fields, schema["properties"][name]["oneOf"][1])

    held(SETTINGS, config_schema())
