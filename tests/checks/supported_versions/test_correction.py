"""What `upheld fix` proposes, before and after: the author's form, marks and columns stay."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from making import repository, statement
from upheld.check import Context, Finding, Verdict
from upheld.edits import applied
from upheld.services import Services
from upheld_checks.supported_versions.check import supported_versions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MARKDOWN = {
    "one series falls behind": (
        """
        | Version | Supported          |
        | ------- | ------------------ |
        | 1.x     | :white_check_mark: |
        | < 1.0   | :x:                |
        """,
        "v0.9.0 v1.0.0 v2.0.0 v2.1.0",
        """
        | Version | Supported          |
        | ------- | ------------------ |
        | 2.x     | :white_check_mark: |
        | < 2.0   | :x:                |
        """,
    ),
    "a window of two slides": (
        """
        Version | Supported
        --------|----------
        1.1.x   | yes
        1.0.x   | yes
        < 1.0   | no
        """,
        "v0.9 v1.0.0 v1.1.0 v1.2.0 v1.3.0 v1.3.1",
        """
        Version | Supported
        --------|----------
        1.3.x   | yes
        1.2.x   | yes
        < 1.2   | no
        """,
    ),
    "what is retired is listed": (
        """
        | Version | Supported |
        | ------- | --------- |
        | 1.1.x   | ✅        |
        | 1.0.x   | ❌        |
        """,
        "v1.0.0 v1.1.0 v1.2.0 v1.3.0",
        """
        | Version | Supported |
        | ------- | --------- |
        | 1.3.x   | ✅        |
        | 1.2.x   | ❌        |
        | 1.1.x   | ❌        |
        | 1.0.x   | ❌        |
        """,
    ),
    "oldest first": (
        "| Version | Supported |\n|---|---|\n| 1.x | no |\n| 2.x | yes |\n",
        "v1.0.0 v2.0.0 v3.0.0",
        "| Version | Supported |\n|---|---|\n| 1.x | no |\n| 2.x | no  |\n| 3.x | yes |\n",
    ),
    "support first": (
        "| Supported | Version |\n|---|---|\n| ✅ | v1 |\n| ❌ | < v1 |\n",
        "v1.0.0 v2.0.0",
        "| Supported | Version |\n|---|---|\n| ✅ | v2 |\n| ❌ | < v2 |\n",
    ),
    "a wider version": (
        """
        | Version | Supported |
        | ------- | --------- |
        | 0.9.x   | yes       |
        | < 0.9   | no        |
        """,
        "v0.9.0 v0.10.0",
        """
        | Version | Supported |
        | ------- | --------- |
        | 0.10.x  | yes       |
        | < 0.10  | no        |
        """,
    ),
    "exact releases": (
        "| Version | Supported |\n|---|---|\n| 1.2.0 | yes |\n| < 1.2.0 | no |\n",
        "v1.1.0 v1.2.0 v1.3.1",
        "| Version | Supported |\n|---|---|\n| 1.3.1 | yes |\n| < 1.3.1 | no |\n",
    ),
    "markup in the cells": (
        "| Version | Supported |\n|---|---|\n| **1.x** | *yes* |\n| `< 1.0` | *no* |\n",
        "v1.0.0 v2.0.0",
        "| Version | Supported |\n|---|---|\n| **2.x** | *yes* |\n| `< 2.0` | *no* |\n",
    ),
    "an excluded latest release": (
        "| Version | Supported |\n|---|---|\n| 3.x | ❌ |\n| 2.x | ✅ |\n",
        "v2.0.0 v3.1.0",
        "| Version | Supported |\n|---|---|\n| 3.x | ✅ |\n| 2.x | ❌ |\n",
    ),
    "nothing is supported": (
        "| Version | Supported |\n|---|---|\n| 1.x | No |\n",
        "v1.0.0 v2.0.0",
        "| Version | Supported |\n|---|---|\n| 2.x | Yes |\n| 1.x | No |\n",
    ),
    "never released": (
        "| Version | Supported |\n|---|---|\n| 5.x | ✅ |\n| 2.x | ✅ |\n",
        "v1.0.0 v2.0.0",
        "| Version | Supported |\n|---|---|\n| 2.x | ✅ |\n",
    ),
    "ranges that touch": (
        "| Version | Supported |\n|---|---|\n| 2.x | ✅ |\n| <= 2.0 | ❌ |\n",
        "v1.0.0 v2.0.0 v2.1.0",
        "| Version | Supported |\n|---|---|\n| 2.x | ✅ |\n| < 2.0  | ❌ |\n",
    ),
    "a branch that is gone": (
        "| Version | Supported |\n|---|---|\n| develop | ✅ |\n",
        "v1.0.0",
        "| Version | Supported |\n|---|---|\n| main    | ✅ |\n",
    ),
    "an end date is kept": (
        "| Version | Supported |\n|---|---|\n| 1.x | until 2027-01-01 |\n| 0.x | no |\n",
        "v0.1.0 v1.0.0 v2.0.0",
        "| Version | Supported |\n|---|---|\n| 2.x | yes              |\n| 1.x | until 2027-01-01 |\n| 0.x | no |\n",
    ),
    "dates of another series are not copied": (
        "| Version | Released | Supported |\n|---|---|---|\n| 2.x | May 2025 | ✅ |\n| 1.x | May 2024 | ❌ |\n",
        "v1.0.0 v2.0.0 v3.0.0",
        (
            "| Version | Released | Supported |\n|---|---|---|\n"
            "| 3.x |          | ✅ |\n| 2.x | May 2025 | ❌ |\n| 1.x | May 2024 | ❌ |\n"
        ),
    ),
    "each package by itself": (
        "| Package | Version | Supported |\n|---|---|---|\n| widget | 1.x | yes |\n| gadget | 7.x | yes |\n",
        "v1.0.0 v2.0.0 gadget@7.0.0",
        "| Package | Version | Supported |\n|---|---|---|\n| widget | 2.x | yes |\n| gadget | 7.x | yes |\n",
    ),
    "drawn": (
        """
        ```
        ┌─────────┬───────────┐
        │ Version │ Supported │
        ├─────────┼───────────┤
        │ 1.x     │ ✓         │
        │ < 1.0   │ ✗         │
        └─────────┴───────────┘
        ```
        """,
        "v1.0.0 v2.0.0",
        """
        ```
        ┌─────────┬───────────┐
        │ Version │ Supported │
        ├─────────┼───────────┤
        │ 2.x     │ ✓         │
        │ < 2.0   │ ✗         │
        └─────────┴───────────┘
        ```
        """,
    ),
    "HTML": (
        """
        <table>
        <tr><th>Version</th><th>Supported</th></tr>
        <tr>
          <td><b>1.x</b></td>
          <td>yes</td>
        </tr>
        <tr>
          <td>0.x</td>
          <td>no</td>
        </tr>
        </table>
        """,
        "v0.1.0 v1.0.0 v2.0.0",
        """
        <table>
        <tr><th>Version</th><th>Supported</th></tr>
        <tr>
          <td><b>2.x</b></td>
          <td>yes</td>
        </tr>
        <tr>
          <td><b>1.x</b></td>
          <td>no</td>
        </tr>
        <tr>
          <td>0.x</td>
          <td>no</td>
        </tr>
        </table>
        """,
    ),
    "a list": (
        "## Versions\n\n- 1.x: supported\n- 0.x: unsupported\n",
        "v0.1.0 v1.0.0 v2.0.0",
        "## Versions\n\n- 2.x: supported\n- 0.x: unsupported\n",
    ),
    "an item that calls a release unreleased": (
        "## Versions\n\n- v1: unreleased, fixes go to main branch only\n",
        "v1.0.0",
        "## Versions\n\n- v1: supported\n",
    ),
    "a sentence": (
        "## Supported versions\n\nWe only support\nversion 1.4.x of it.\n",
        "v1.4.0 v1.5.0",
        "## Supported versions\n\nWe only support\nversion 1.5.x of it.\n",
    ),
}
RESTRUCTURED = {
    "grid": (
        """
        +---------+-----------+
        | Version | Supported |
        +=========+===========+
        | 1.x     | yes       |
        +---------+-----------+
        | 0.x     | no        |
        +---------+-----------+
        """,
        "v0.1.0 v1.0.0 v2.0.0",
        """
        +---------+-----------+
        | Version | Supported |
        +=========+===========+
        | 2.x     | yes       |
        +---------+-----------+
        | 1.x     | no        |
        +---------+-----------+
        | 0.x     | no        |
        +---------+-----------+
        """,
    ),
    "simple": (
        """
        =======  =========
        Version  Supported
        =======  =========
        1.x      yes
        0.x      no
        =======  =========
        """,
        "v0.1.0 v1.0.0 v2.0.0",
        """
        =======  =========
        Version  Supported
        =======  =========
        2.x      yes
        1.x      no
        0.x      no
        =======  =========
        """,
    ),
    "list-table": (
        """
        .. list-table::
           :header-rows: 1

           * - Version
             - Supported
           * - 1.x
             - yes
           * - 0.x
             - no
        """,
        "v0.1.0 v1.0.0 v2.0.0",
        """
        .. list-table::
           :header-rows: 1

           * - Version
             - Supported
           * - 2.x
             - yes
           * - 1.x
             - no
           * - 0.x
             - no
        """,
    ),
}
ALL = [
    pytest.param(path, *(dedent(part).lstrip("\n") for part in case), id=f"{path}-{name}")
    for path, cases in (("SECURITY.md", MARKDOWN), ("SECURITY.rst", RESTRUCTURED))
    for name, case in cases.items()
]


def found(folder: Path, path: str, text: str, tags: str) -> list[Finding]:
    made = repository(folder, {path: text}, tags=tags.split())
    return list(supported_versions(statement(text, path), Context(made, Services(offline=True), NOW)))


def corrected(text: str, findings: Sequence[Finding]) -> str:
    return applied(text, {edit for finding in findings for edit in finding.fix})


@pytest.mark.parametrize(("path", "before", "tags", "after"), ALL)
def test_what_is_proposed(tmp_path: Path, path: str, before: str, tags: str, after: str) -> None:
    findings = found(tmp_path, path, before, tags)

    assert {finding.verdict for finding in findings} == {Verdict.BROKEN}
    assert corrected(before, findings) == after


@pytest.mark.parametrize(("path", "before", "tags", "after"), ALL)
def test_what_was_proposed_is_upheld_and_needs_nothing_more(
    tmp_path: Path, path: str, before: str, tags: str, after: str
) -> None:
    findings = found(tmp_path, path, after, tags)

    assert before != after
    assert [finding.verdict for finding in findings] == [Verdict.UPHELD]
    assert corrected(after, findings) == after


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay_as_they_are(tmp_path: Path, end: str) -> None:
    before, tags, after = (dedent(part).lstrip("\n") for part in MARKDOWN["one series falls behind"])
    text = before.replace("\n", end)

    assert corrected(text, found(tmp_path, "SECURITY.md", text, tags)) == after.replace("\n", end)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("| Version | Supported until |\n|---|---|\n| 1.x | 2026-01-01 |\n", "v1.0.0"),
        ("<table><tr><td>1<b>.x</b></td><td>yes</td></tr><tr><td>0.x</td><td>no</td></tr></table>\n", "v0.1 v1.0 v2.0"),
    ],
)
def test_where_no_correction_is_known_none_is_proposed(tmp_path: Path, text: str, tags: str) -> None:
    findings = found(tmp_path, "SECURITY.md", text, tags)

    assert {finding.verdict for finding in findings} == {Verdict.BROKEN}
    assert corrected(text, findings) == text


def test_only_the_rows_are_touched(tmp_path: Path) -> None:
    before, tags, after = (dedent(part).lstrip("\n") for part in MARKDOWN["one series falls behind"])
    around = "# Policy of 1.x\n\nVersion 1.x is old.\n\n{}\n\n- 1.x\n\n`1.x` and < 1.0\n"

    findings = found(tmp_path, "SECURITY.md", around.format(before), tags)

    assert corrected(around.format(before), findings) == around.format(after)
