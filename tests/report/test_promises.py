import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from making import TODAY
from upheld.policy.kinds import built_in_kinds
from upheld.policy.policy import read_policy
from upheld.policy.supported_versions import SupportedVersions
from upheld.report.promises import ReadPolicy, render
from upheld.report.style import PLAIN, Style
from upheld.repository import Repository

POLICY = """
# Security

## Supported versions

| Version | Supported        |
| ------- | ---------------- |
| 2.x     | until 2026-06-30 |
| 1.x     | until 2026-05-31 |
| 0.x     | no               |
| ask us  | no               |

## Reports

We answer every report within 3 days.
"""


@pytest.fixture
def read(tmp_path: Path) -> ReadPolicy:
    return made(tmp_path, dedent(POLICY).lstrip("\n"))


def made(folder: Path, text: str | None) -> ReadPolicy:
    if text is not None:
        (folder / "SECURITY.md").write_text(text, encoding="utf-8")
    policy = read_policy(Repository(folder))
    kinds = dict.fromkeys((*built_in_kinds(), SupportedVersions))
    return ReadPolicy(policy, policy.promises(kinds), TODAY)


def in_json(read: ReadPolicy) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(render(read, "json", PLAIN))
    return values


def test_rows_of_supported_versions_are_judged_on_the_day(read: ReadPolicy) -> None:
    assert in_json(read)["supported_versions"] == {
        "form": "table",
        "rows": [
            {"line": 7, "version": "2.x", "supported": True},
            {"line": 8, "version": "1.x", "supported": False},
            {"line": 9, "version": "0.x", "supported": False},
            {"line": 10, "version": "ask us", "supported": False},
        ],
    }


def test_a_promise_comes_with_its_place_words_and_fields(read: ReadPolicy) -> None:
    (promise,) = (each for each in in_json(read)["promises"] if each["kind"] == "acknowledgement-time")

    assert (promise["line"], promise["force"], promise["fields"]["hours"]) == (14, "commitment", 72)
    assert promise["quote"] in "We answer every report within 3 days."
    assert promise["column"] == "We answer every report within 3 days.".index(promise["quote"]) + 1


def test_what_was_not_understood_is_told(read: ReadPolicy) -> None:
    assert {"line": 10, "text": "ask us"} in in_json(read)["not_understood"]


def test_the_source_is_told_with_its_hidden_copies(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "SECURITY.md").write_text("copy", encoding="utf-8")

    report = in_json(made(tmp_path, "# Security\n"))

    assert report["schema_version"] == 1
    assert report["policy"] == {"path": "SECURITY.md", "source": "repository", "shadowed": ["docs/SECURITY.md"]}
    assert report["supported_versions"] == {"form": "none", "rows": []}


def test_without_a_policy_there_is_nothing(tmp_path: Path) -> None:
    read = made(tmp_path, None)

    assert in_json(read)["policy"] == {"path": None, "source": "none", "shadowed": []}
    assert render(read, "text", PLAIN) == "no security policy could be read\n"
    assert "No security policy could be read" in render(read, "markdown", PLAIN)


def test_every_line_of_the_policy_is_shown_with_what_was_read_from_it(read: ReadPolicy) -> None:
    lines = render(read, "text", PLAIN).splitlines()
    shown = {
        int(number): (note.strip(), text)
        for note, _, rest in (line.partition("|") for line in lines[1:])
        for number, _, text in [rest.strip().partition(" ")]
    }

    assert list(shown) == list(range(1, 15))
    assert shown[7] == ("supported 2.x", "| 2.x     | until 2026-06-30 |")
    assert shown[8][0] == "unsupported 1.x"
    assert "not understood" in shown[10][0]
    assert "acknowledgement-time" in shown[14][0]
    assert shown[12] == ("", "## Reports")


def test_the_first_line_counts(read: ReadPolicy) -> None:
    assert render(read, "text", PLAIN).startswith("SECURITY.md: 1 promise, ")
    assert "4 rows of supported versions" in render(read, "text", PLAIN).splitlines()[0]


@pytest.mark.parametrize("separator", ["\f", "\x85", "\u2028"])
def test_lines_are_counted_as_git_counts_them(tmp_path: Path, separator: str) -> None:
    read = made(tmp_path, f"# Security\n\none{separator}two\n\nWe answer every report within 3 days.\n")

    assert len(render(read, "text", PLAIN).splitlines()) == 1 + 5
    assert in_json(read)["promises"][0]["line"] == 5


@pytest.mark.parametrize("report_format", ["text", "markdown"])
@pytest.mark.parametrize("harmful", ["\x1b[31mred", "\u202edrow", "\x9b2J"])
def test_text_from_outside_cannot_steer_the_terminal(tmp_path: Path, report_format: str, harmful: str) -> None:
    text = f"# Security\n\n| Version | Supported |\n| --- | --- |\n| 1.x {harmful} | yes |\n| {harmful} | no |\n| 2.x | no |\n"

    assert all(line.isprintable() for line in render(made(tmp_path, text), report_format, PLAIN).splitlines())


def test_colours_are_only_wanted_on_a_terminal(read: ReadPolicy) -> None:
    assert "\x1b[" in render(read, "text", Style(colour=True))
    assert "\x1b[" not in render(read, "text", PLAIN)
    assert "\x1b[" not in render(read, "json", Style(colour=True))


def test_markdown_is_a_table_of_lines(read: ReadPolicy) -> None:
    text = render(read, "markdown", PLAIN)

    assert "| 7 | supported\\-versions supported | commitment | 2.x |" in text
    assert "| 9 | supported\\-versions unsupported | commitment | 0.x |" in text
