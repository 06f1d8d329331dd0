"""The published JSON Schemas: what the real commands print fits them, and what is wrong does not."""

import json
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from making import repository
from produced import EXAMPLES, harmful, named, reports, upheld, written
from upheld.model import Force, Level, NotificationKind, Verdict

NAMES = ("check", "promises", "config")
BROKEN = next(example for example in EXAMPLES if example.name == "broken-never-released")


def schema(name: str) -> Any:
    return json.loads((files("upheld") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def faults(name: str, instance: Any) -> list[str]:
    validator = Draft202012Validator(schema(name), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(instance)]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_has_an_address_of_its_own(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))

    assert schema(name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema(name)["$id"] == f"https://github.com/upheld/upheld/raw/main/src/upheld/schemas/{name}.schema.json"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_reports_of_an_example_fit_their_schemas(example: Path) -> None:
    said = reports(example)

    assert faults("check", said["json"]) == []
    assert faults("promises", said["promises"]) == []


def test_reports_of_a_harmful_repository_fit_their_schemas(tmp_path: Path) -> None:
    said = written(harmful(tmp_path / "repository"), "--as-of", "2026-01-31")

    assert said["json"]["counts"]["waived"] > 0
    assert [note["location"]["path"] for note in said["json"]["notifications"]] == [".upheld.yml", ".upheld.yml"]
    assert len(said["promises"]["not_understood"]) == 1
    assert faults("check", said["json"]) == []
    assert faults("promises", said["promises"]) == []


def test_reports_of_what_the_configuration_states_fit_their_schemas(tmp_path: Path) -> None:
    who = {"by": "maintainers", "date": "2026-01-01", "evidence": "SECURITY.md", "expires": "2026-12-31"}
    stated = {
        "promises": [{"kind": "no-public-issues", "reason": "said elsewhere"}],
        "attestations": [{"kind": "no-public-issues", **who}, {"kind": "courtesy", "statement": "so it is", **who}],
        "corrections": [{"line": 3, "means": {"kind": "courtesy", "fields": {"about": "credit"}}, "reason": "misread"}],
    }
    files = {"SECURITY.md": "# Security\n\nWe say thank you.\n", ".upheld.yml": json.dumps(stated)}
    said = written(repository(tmp_path / "repository", files).root, "--as-of", "2026-01-31")

    assert said["json"]["counts"]["attested"] == 2
    assert [sorted({"path", "corrected"} & each.keys()) for each in said["promises"]["promises"]] == [
        ["corrected"],
        ["path"],
    ]
    assert faults("check", said["json"]) == []
    assert faults("promises", said["promises"]) == []


def test_reports_outside_of_git_fit_their_schemas(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text("# Security\n\nOnly the latest release is supported.\n", encoding="utf-8")
    said = upheld("check", tmp_path, "--offline", "--format", "json")

    assert json.loads(said.stdout)["repository"] == {"commit": None, "branch": None, "base": None}
    assert faults("check", json.loads(said.stdout)) == []


def mutations(instance: Any) -> list[tuple[str, Any]]:
    """Return the document with each of its keys taken away, given the wrong type, or joined by an unknown one."""
    found: list[tuple[str, Any]] = []

    def visit(path: list[Any]) -> None:
        node = at(instance, path)
        if isinstance(node, dict):
            found.append((f"{path} with an unknown key", changed(path, {**node, "unknown": 1})))
            for key, value in node.items():
                rest = {name: each for name, each in node.items() if name != key}
                found.append((f"{path} without {key}", changed(path, rest)))
                wrong: Any = 7 if key == "fields" else {"wrong": True}
                found.append((f"{path} with {key} wrong", changed(path, {**node, key: wrong})))
                if value != {} and key != "fields":
                    visit([*path, key])
        elif isinstance(node, list) and node:
            visit([*path, 0])

    def changed(path: list[Any], value: Any) -> Any:
        if not path:
            return value
        copy = deepcopy(instance)
        at(copy, path[:-1])[path[-1]] = value
        return copy

    visit([])
    return found


def at(node: Any, path: list[Any]) -> Any:
    for step in path:
        node = node[step]
    return node


@pytest.mark.parametrize(("name", "report", "fewest"), [("check", "json", 100), ("promises", "promises", 25)])
def test_every_single_mutation_of_a_report_is_refused(name: str, report: str, fewest: int) -> None:
    mutated = mutations(reports(BROKEN)[report])

    assert len(mutated) > fewest
    assert [what for what, instance in mutated if not faults(name, instance)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["exit_code"], 2),
        (["as_of"], "yesterday"),
        (["repository", "commit"], "HEAD"),
        (["policy", "source"], "elsewhere"),
        (["findings", 0, "verdict"], "ok"),
        (["findings", 0, "level"], "fatal"),
        (["findings", 0, "fingerprint"], "7"),
        (["findings", 0, "promise", "force"], "hope"),
        (["findings", 0, "location", "line"], 0),
        (["findings", 0, "waiver"], {"reason": "no owner", "expires": "2026-12-31"}),
        (["findings", 0, "waiver"], {"reason": "no year", "owner": "ours", "expires": "31 December"}),
        (["notifications"], [{"kind": "remark", "message": "x", "rule": None, "location": None}]),
        (["counts", "waived"], -1),
        (["counts", "attested"], None),
        (["findings", 0, "attestation"], {"by": "maintainers", "date": "2026-01-01", "expires": "2026-12-31"}),
        (["findings", 0, "attestation"], "by maintainers"),
    ],
)
def test_value_that_no_report_can_have_is_refused(path: list[Any], value: Any) -> None:
    report = deepcopy(reports(BROKEN)["json"])
    at(report, path[:-1])[path[-1]] = value

    assert faults("check", report)


def test_enumerations_are_those_of_the_model() -> None:
    defs = schema("check")["$defs"]

    assert defs["finding"]["properties"]["verdict"]["enum"] == list(Verdict)
    assert defs["finding"]["properties"]["level"]["enum"] == list(Level)
    assert defs["promise"]["properties"]["force"]["enum"] == list(Force)
    assert defs["notification"]["properties"]["kind"]["enum"] == list(NotificationKind)
