"""Corrections overrule what was read from a line, never in silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from making import repository
from produced import upheld

POLICY = """# Security

Critical issues are fixed within 7 days.

We will guarantee the moon within two weeks.

Thank you for your time.

We acknowledge reports within 48 hours. Report vulnerabilities to team@acme.example.

Only the latest release is supported.

| Version | Supported |
| --- | --- |
| 1.x | yes |
| 0.x | yes |
"""
HIGH = {"kind": "fix-time", "fields": {"severity": "high", "days": 30}}


class Said:
    """What the commands say of a repository whose configuration holds corrections."""

    def __init__(self, folder: Path, *corrections: dict[str, Any], policy: str | None = POLICY) -> None:
        config = json.dumps({"corrections": [{"reason": "misread", **each} for each in corrections]}, indent=1)
        files = {".upheld.yml": config} | ({"SECURITY.md": policy} if policy else {})
        self.folder = repository(folder, files, tags=["v1.0.0"]).root
        self.promises = json.loads(upheld("promises", "--offline", "--format", "json", self.folder).stdout)
        self.checked = json.loads(upheld("check", "--offline", "--format", "json", self.folder).stdout)

    def read(self) -> list[tuple[int, str]]:
        return [(each["line"], each["kind"]) for each in self.promises["promises"]]

    def rows(self) -> list[tuple[int, str]]:
        return [(row["line"], row["version"]) for row in self.promises["supported_versions"]["rows"]]

    def notes(self) -> list[str]:
        return [each["message"] for each in self.checked["notifications"] if each["kind"] == "note"]


UNTOUCHED = [(3, "fix-time"), (9, "acknowledgement-time"), (9, "reporting-channel")]


def test_without_corrections_the_policy_is_read_as_it_stands(tmp_path: Path) -> None:
    said = Said(tmp_path)

    assert said.read() == UNTOUCHED
    assert said.rows() == [(15, "1.x"), (16, "0.x")]
    assert [each["line"] for each in said.promises["not_understood"]] == [5]
    assert said.notes() == []


def test_a_line_that_means_nothing_makes_no_promise(tmp_path: Path) -> None:
    said = Said(tmp_path, {"quote": "48 hours", "means": "nothing"})

    assert said.read() == [(3, "fix-time")]
    (note,) = said.notes()
    assert note.startswith("the correction of '48 hours' makes SECURITY.md:9 mean no promise instead of ")
    assert note.endswith(
        "acknowledgement-time (hours 48), reporting-channel (channels email:team@acme.example), because: misread"
    )
    assert [each["line"] for each in said.promises["not_understood"]] == [5]
    assert "corrected: no promise |    9 We acknowledge" in upheld("promises", "--offline", said.folder).stdout


def test_a_promise_takes_the_place_of_what_was_read(tmp_path: Path) -> None:
    said = Said(tmp_path, {"quote": "Critical issues", "means": HIGH})

    (promise,) = (each for each in said.promises["promises"] if each["line"] == 3)
    assert promise == {
        **HIGH,
        "line": 3,
        "column": 1,
        "quote": "Critical issues",
        "force": "commitment",
        "corrected": True,
    }
    assert said.read() == UNTOUCHED
    (note,) = said.notes()
    assert note.startswith(
        "the correction of 'Critical issues' makes SECURITY.md:3 mean fix-time (severity high, days 30)"
    )
    assert note.endswith(" instead of fix-time (severity critical, days 7), because: misread")
    assert "corrected: fix-time 30 days high" in upheld("promises", "--offline", said.folder).stdout


def test_a_note_points_at_the_correction(tmp_path: Path) -> None:
    said = Said(tmp_path, {"quote": "Critical issues", "means": HIGH})

    (note,) = said.checked["notifications"]
    assert (note["location"]["path"], note["location"]["line"]) == (".upheld.yml", 3)


def test_a_line_can_be_named_by_its_number(tmp_path: Path) -> None:
    said = Said(tmp_path, {"line": 3, "means": {**HIGH, "force": "practice"}})

    (promise,) = (each for each in said.promises["promises"] if each["line"] == 3)
    assert (promise["quote"], promise["force"]) == ("Critical issues are fixed within 7 days.", "practice")


def test_a_line_can_mean_several_promises(tmp_path: Path) -> None:
    said = Said(tmp_path, {"line": 3, "means": HIGH}, {"line": 3, "means": {"kind": "no-public-issues"}})

    assert [kind for line, kind in said.read() if line == 3] == ["fix-time", "no-public-issues"]
    assert len(said.notes()) == 2


def test_a_line_that_was_not_understood_can_be_said_to_mean_something_or_nothing(tmp_path: Path) -> None:
    nothing = Said(tmp_path / "a", {"quote": "the moon", "means": "nothing"})
    window = Said(tmp_path / "b", {"quote": "the moon", "means": {"kind": "disclosure-window", "fields": {"days": 14}}})

    assert nothing.promises["not_understood"] == window.promises["not_understood"] == []
    assert (nothing.read(), window.read()[1]) == (UNTOUCHED, (5, "disclosure-window"))
    assert [note.split(" instead of ")[1] for note in (*nothing.notes(), *window.notes())] == [
        "what was not understood, because: misread"
    ] * 2


def test_a_row_of_supported_versions_is_corrected_alone(tmp_path: Path) -> None:
    said = Said(tmp_path, {"quote": "| 0.x |", "means": "nothing"})

    assert said.rows() == [(15, "1.x")]
    assert "instead of supported-versions (0.x), because: misread" in said.notes()[0]


def test_without_its_rows_a_table_leaves_the_sentences(tmp_path: Path) -> None:
    said = Said(tmp_path, {"line": 15, "means": "nothing"}, {"line": 16, "means": "nothing"})

    assert said.promises["supported_versions"]["form"] == "prose"
    assert [line for line, _ in said.rows()] == [11]


def test_without_any_row_nothing_is_said_of_versions(tmp_path: Path) -> None:
    said = Said(tmp_path, *({"line": line, "means": "nothing"} for line in (11, 15, 16)))

    assert said.promises["supported_versions"] == {"form": "none", "rows": []}
    (finding,) = (each for each in said.checked["findings"] if each["rule"] == "supported-versions")
    assert (finding["verdict"], finding["promise"]["quote"]) == ("unverified", "")


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        ({"quote": "no such words", "means": "nothing"}, "corrects nothing; remove it"),
        ({"line": 99, "means": "nothing"}, "corrects nothing; remove it"),
        ({"line": 4, "means": HIGH}, "corrects nothing; remove it"),
        ({"quote": "Thank you", "means": "nothing"}, "corrects nothing: line 7 is read so without it; remove it"),
        (
            {"line": 3, "means": {"kind": "fix-time", "fields": {"severity": "critical", "days": 7}}},
            "corrects nothing: line 3 is read so without it; remove it",
        ),
        (
            {"quote": "e", "means": "nothing"},
            "corrects nothing: these words stand on 9 lines (1, 3, 5, ...); quote more of the one that is meant",
        ),
    ],
)
def test_a_correction_of_nothing_is_told_and_changes_nothing(
    tmp_path: Path, correction: dict[str, Any], why: str
) -> None:
    said = Said(tmp_path, correction)

    (note,) = said.notes()
    assert note.endswith(f" {why}")
    assert said.read() == UNTOUCHED
    assert not any("corrected" in each for each in said.promises["promises"])


def test_what_is_read_so_in_another_force_is_corrected(tmp_path: Path) -> None:
    means = {"kind": "fix-time", "fields": {"severity": "critical", "days": 7}, "force": "practice"}
    said = Said(tmp_path, {"line": 3, "means": means})

    assert [each["force"] for each in said.promises["promises"] if each["line"] == 3] == ["practice"]


def test_without_a_policy_a_correction_corrects_nothing(tmp_path: Path) -> None:
    said = Said(tmp_path, {"quote": "x", "means": "nothing"}, policy=None)

    assert said.notes() == ["the correction of 'x' corrects nothing; remove it"]


def test_mistakes_in_all_that_is_stated_are_told_together(tmp_path: Path) -> None:
    config = """promises:
  - {kind: no-public-isues, reason: so}
attestations:
  - {kind: courtesy, by: maintainers, date: 2026-05-01, evidence: nowhere, expires: 2026-08-01}
corrections:
  - quote: Critical
    means: {kind: fix-time, fields: {severity: high}}
    reason: so
  - quote: no such words
    means: {kind: fixtime}
    reason: so
"""
    folder = repository(tmp_path, {"SECURITY.md": POLICY, ".upheld.yml": config}).root
    for command in ("check", "promises"):
        done = upheld(command, "--offline", "--as-of", "2026-06-01", folder)

        places = [line.removeprefix("upheld: ").split(": error: ")[0] for line in done.stderr.splitlines()]
        assert places == [f".upheld.yml:{place}" for place in ("2:12", "4:67", "7:37", "10:19")]
        assert done.exit_code == 2


def test_what_the_configuration_promises_is_shown_after_the_policy_s_lines(tmp_path: Path) -> None:
    config = "promises:\n  - kind: key-rotation\n    fields: {days: 90}\n    reason: on the website\n"
    folder = repository(tmp_path, {"SECURITY.md": POLICY, ".upheld.yml": config}).root
    text, markdown = (upheld("promises", "--offline", "--format", name, folder).stdout for name in ("text", "markdown"))
    read = json.loads(upheld("promises", "--offline", "--format", "json", folder).stdout)

    assert text.splitlines()[0].endswith("1 promise of the configuration")
    assert text.splitlines()[-1] == ".upheld.yml:2: key-rotation 90 days | - kind: key-rotation"
    assert "| .upheld.yml:2 | key\\-rotation 90 days | commitment | \\- kind: key\\-rotation |" in markdown
    assert (read["promises"][-1]["path"], read["promises"][-1]["line"]) == (".upheld.yml", 2)
    assert [each["line"] for each in read["not_understood"]] == [5]


def test_a_configuration_can_promise_where_there_is_no_policy(tmp_path: Path) -> None:
    config = "promises: [{kind: no-public-issues, reason: on the website}]\n"
    folder = repository(tmp_path, {".upheld.yml": config}).root

    text = upheld("promises", "--offline", folder).stdout
    assert text.splitlines()[-1].startswith(".upheld.yml:1: no-public-issues | promises: [")
    checked = json.loads(upheld("check", "--offline", "--format", "json", folder).stdout)
    assert [each["location"]["path"] for each in checked["findings"] if each["rule"] == "unchecked"] == [".upheld.yml"]
