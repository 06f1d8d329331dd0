"""What GitLab reads as Code Quality, in the shape that it documents."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ledgers import entry, ledger
from produced import EXAMPLES, named, upheld
from upheld.examples import build, read_example
from upheld.model import Entry, Level, Location, Notification, NotificationKind, PolicySource, Verdict, Waiver
from upheld.report import render
from upheld.report.style import PLAIN

# docs.gitlab.com/ci/testing/code_quality, "Code Quality report format": these five of each, and nothing else is read.
SHAPE = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\.?/)[^\\\\]+$"},
                        "lines": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)


def violations(text: str) -> list[dict[str, Any]]:
    """Return the report, which is of the documented shape and has no fingerprint twice."""
    made: list[dict[str, Any]] = json.loads(text)
    SHAPE.validate(made)
    assert len({each["fingerprint"] for each in made}) == len(made)
    return made


def report(*entries: Entry, **stated: Any) -> list[dict[str, Any]]:
    return violations(render("gitlab", ledger(*entries, **stated), PLAIN))


def test_a_finding_has_its_place_its_fingerprint_and_what_is_wrong() -> None:
    assert report(entry(4, message="so it is")) == [
        {
            "description": "so it is.",
            "check_name": "some-rule",
            "fingerprint": "0" * 32,
            "severity": "critical",
            "location": {"path": "SECURITY.md", "lines": {"begin": 4}},
        }
    ]


def test_a_finding_in_another_file_names_its_promise() -> None:
    (made,) = report(entry(4, message="so it is", location=Location("src/a.py", 7)))

    assert made["location"] == {"path": "src/a.py", "lines": {"begin": 7}}
    assert made["description"] == "so it is. Promised in SECURITY.md:4."


@pytest.mark.parametrize(("level", "severity"), [("error", "critical"), ("warning", "minor"), ("note", "info")])
def test_the_severity_is_that_of_the_level(level: str, severity: str) -> None:
    assert report(entry(level=Level(level)))[0]["severity"] == severity


def test_what_is_upheld_or_waived_is_not_in_it_and_what_is_unverified_only_where_it_counts() -> None:
    waived = Waiver(("some-rule",), "soon", "ours", "2026-12-31", None, Location(".upheld.yml"))
    others = (entry(verdict=Verdict.UPHELD), replace(entry(), waiver=waived))

    assert report(*others, entry(verdict=Verdict.UNVERIFIED)) == []
    assert [each["severity"] for each in report(*others, entry(verdict=Verdict.UNVERIFIED), strict=True)] == ["info"]


def test_two_findings_of_one_fingerprint_are_both_shown_the_first_with_its_own() -> None:
    first, second = report(entry(3), entry(4))

    assert first["fingerprint"] == "0" * 32
    assert second["fingerprint"] == report(entry(3), entry(9))[1]["fingerprint"]


def test_a_run_that_could_not_tell_is_no_clean_report() -> None:
    crash = Notification(NotificationKind.CRASH, "a check crashed", rule="some-rule")
    lacking = Notification(NotificationKind.INCOMPLETE, "a file cannot be read", Location("go.sum", 3))
    note = Notification(NotificationKind.NOTE, "a waiver expires soon")
    made = report(notifications=(crash, lacking, note))

    assert [(each["check_name"], each["severity"], each["location"]["path"]) for each in made] == [
        ("some-rule", "major", "SECURITY.md"),
        ("upheld", "minor", "go.sum"),
    ]


@pytest.mark.parametrize(
    "source", [PolicySource(None, "none"), PolicySource("https://github.com/o/.github", "owner-default")]
)
def test_what_has_no_place_stands_where_the_policy_would_be(source: PolicySource) -> None:
    told = Notification(NotificationKind.NOTHING_TO_CHECK, "no security policy could be read")

    assert report(policy=source, notifications=(told,))[0]["location"]["path"] == "SECURITY.md"


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.name.startswith("broken")][::6], ids=named)
def test_the_report_of_an_example_is_of_that_shape(example: Any, tmp_path: Any) -> None:
    described = read_example(example)
    build(described, tmp_path / "repository")
    done = upheld("check", tmp_path / "repository", *described.given, "--format", "gitlab")

    assert violations(done.stdout)
