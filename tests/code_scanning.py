"""What GitHub makes of a SARIF report on a pull request, as far as its documentation and upload-sarif tell.

- Of a result only the first location counts.
- An alert is one of the base where rule, file and `primaryLocationLineHash` are; where the report has no hash, the action
  that uploads it computes it.
- A pull request shows an alert that the base does not have, where every line of it stands in the diff, context included.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from making import git
from produced import upheld
from upheld.report.line_hash import line_hashes

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")


@dataclass(frozen=True)
class Alert:
    """A result as GitHub keeps it."""

    rule: str
    path: str
    line: int
    hash: str
    state: str
    message: str


@dataclass(frozen=True)
class Review:
    """What a pull request gets to see, and how the run ended."""

    code: int
    alerts: list[Alert]
    """All of the head's report."""
    shown: list[Alert]
    """Those that the pull request shows."""
    changed: frozenset[tuple[str, int]]
    """The lines that the change writes; where it only takes lines away, those beside the gap."""


def reviewed(root: Path, base: str, *options: str | Path) -> Review:
    """Judge the checkout as the change of a commit of it, and the commit by itself, as a push to its branch had."""
    before = root.parent / "base"
    git(root, "worktree", "add", "--quiet", "--detach", str(before), base)
    known, _ = alerts(before, *options)
    found, code = alerts(root, "--base", base, *options)
    new = {(each.rule, each.path, each.hash) for each in found} - {(each.rule, each.path, each.hash) for each in known}
    diff = lines_of_diff(root, base, context=3)
    shown = [each for each in found if (each.rule, each.path, each.hash) in new and (each.path, each.line) in diff]
    return Review(code, found, shown, lines_of_diff(root, base, context=0))


def alerts(root: Path, *options: str | Path) -> tuple[list[Alert], int]:
    """Return what the report of a checkout comes to, and how the run ended."""
    file = root.parent / f"{root.name}.sarif"
    result = upheld("check", root, "--offline", f"--output=sarif={file}", *options)
    assert result.exit_code in {0, 1, 3}, result.output
    (run,) = json.loads(file.read_text(encoding="utf-8"))["runs"]
    return [_alert(each, root) for each in run["results"]], result.exit_code


def _alert(result: dict[str, Any], root: Path) -> Alert:
    place = result["locations"][0]["physicalLocation"]
    path, line = unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"]
    assert place["region"]["endLine"] == line
    text = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
    computed = line_hashes(text)[line - 1] if text else ""
    assert result["partialFingerprints"].get("primaryLocationLineHash", computed) == computed
    state = result.get("baselineState", "")
    return Alert(result["ruleId"], path, line, computed, state, result["message"]["text"])


def lines_of_diff(root: Path, base: str, *, context: int) -> frozenset[tuple[str, int]]:
    """Return the lines of the checkout that a diff shows; without context, of a gap the lines beside it."""
    found: set[tuple[str, int]] = set()
    path = ""
    for line in git(root, "diff", f"-U{context}", "--no-renames", "--no-prefix", base, "HEAD").splitlines():
        if line.startswith("+++ "):
            path = line.removeprefix("+++ ")
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            lines = range(first, first + count) if count else (first, first + 1)  # beside the gap
            found.update((path, each) for each in lines)
    return frozenset(found)
