import json
from dataclasses import replace
from typing import Any

import pytest

from ledgers import entry, ledger
from upheld.model import (
    Edit,
    Evidence,
    Level,
    Location,
    Notification,
    NotificationKind,
    PolicySource,
    Standing,
    Verdict,
)
from upheld.report import render
from upheld.report.style import PLAIN, Style


def written(*entries: Any, **stated: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(render("json", ledger(*entries, **stated), PLAIN))
    return read


def test_the_frame_of_a_report() -> None:
    report = written(
        commit="a" * 40,
        branch="main",
        base="b" * 40,
        policy=PolicySource("SECURITY.md", "repository", ("docs/SECURITY.md",)),
    )

    expected = {
        "schema_version": 1,
        "tool": {"name": "upheld", "version": "1.0"},
        "repository": {"commit": "a" * 40, "branch": "main", "base": "b" * 40},
        "policy": {"path": "SECURITY.md", "source": "repository", "shadowed": ["docs/SECURITY.md"]},
        "as_of": "2026-01-31T23:59:59+00:00",
        "exit_code": 0,
        "findings": [],
        "notifications": [],
    }
    assert {**report, **expected} == report
    assert set(report["counts"].values()) == {0}


def test_a_finding_with_all_that_it_can_have() -> None:
    (finding,) = written(
        entry(
            4,
            message="so it is",
            subject="it",
            location=Location("SECURITY.md", 5, 3, 6),
            related=(Location("SECURITY.md", 2),),
            evidence=(Evidence("git tags", "3 tags"), Evidence("manifest", "1.0", Location("VERSION", 1))),
            help="mend it",
            fix=(Edit("SECURITY.md", 5, 5, ("new",)),),
        )
    )["findings"]

    expected = {
        "rule": "some-rule",
        "verdict": "broken",
        "level": "error",
        "message": "so it is",
        "subject": "it",
        "promise": {"kind": "some-kind", "path": "SECURITY.md", "line": 4, "quote": "first row", "force": "commitment"},
        "location": {"path": "SECURITY.md", "line": 5, "column": 3, "end_column": 6},
        "related": [{"path": "SECURITY.md", "line": 2, "column": 1, "end_column": None}],
        "evidence": [
            {"source": "git tags", "text": "3 tags", "location": None},
            {
                "source": "manifest",
                "text": "1.0",
                "location": {"path": "VERSION", "line": 1, "column": 1, "end_column": None},
            },
        ],
        "fingerprint": "0" * 32,
        "waiver": None,
        "fix": [{"path": "SECURITY.md", "first": 5, "last": 5, "lines": ["new"]}],
        "help": "mend it",
    }
    assert {**finding, **expected} == finding
    assert finding["page"].endswith("/some_rule/README.md")


def test_counts_and_exit_code_are_those_of_the_ledger() -> None:
    report = written(entry(1), entry(2, verdict=Verdict.UNVERIFIED), entry(3, verdict=Verdict.UPHELD))

    assert [report["counts"][name] for name in ("upheld", "broken", "unverified", "waived")] == [1, 1, 1, 0]
    assert report["exit_code"] == 1


@pytest.mark.parametrize("location", [None, Location(".upheld.yml", 3, 5)])
def test_a_notification(location: Location | None) -> None:
    note = Notification(NotificationKind.NOTE, "soon", location, "some-rule")
    (told,) = written(notifications=(note,))["notifications"]

    assert (told["kind"], told["message"], told["rule"]) == ("note", "soon", "some-rule")
    assert (told["location"] is None) == (location is None)


@pytest.mark.parametrize("text", ["✅ é", 'a "quoted" \\ b', "a\x1b[31m\u202e", "a\nb", "</script>"])
def test_text_from_outside_comes_back_as_it_was(text: str) -> None:
    assert written(entry(message=text))["findings"][0]["message"] == text


def test_it_is_one_object_that_ends_its_line_and_never_coloured() -> None:
    text = render("json", ledger(entry(level=Level.NOTE)), Style(colour=True))

    assert text.startswith("{")
    assert text.endswith("}\n")
    assert "\x1b" not in text


def test_what_a_change_brings_and_what_it_mends() -> None:
    new, known = (replace(entry(subject=each), standing=each) for each in (Standing.NEW, Standing.EXISTING))
    report = written(new, known, fixed=(entry(4, message="it was so"),))

    assert [finding["standing"] for finding in report["findings"]] == ["new", "existing"]
    assert [finding["message"] for finding in report["fixed"]] == ["it was so"]
    assert written(entry())["findings"][0]["standing"] is None


@pytest.mark.parametrize("lost", [True, False])
def test_what_nobody_can_tell_any_more_is_told_apart_from_what_nobody_could_tell(*, lost: bool) -> None:
    entries = replace(entry(verdict=Verdict.UNVERIFIED), standing=Standing.NEW, lost=lost)

    assert written(entries)["findings"][0]["lost"] is lost
