"""Runs the real command as a stranger would, and holds of every run what must hold of all."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from upheld.cli import main

BROKEN = (
    "# Security\n\n## Supported versions\n\n| Version | Supported |\n| ------- | --------- |\n| 1.x     | yes       |\n"
)
"""A policy that a release 2.0.0 breaks."""

_PATIENCE_SECONDS = 120
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_OBEYED = re.compile(r"^\s*(?:::[a-z]|##\[)", re.MULTILINE)
_MAIN = "from upheld.cli import main; main()"


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    errors: str


@dataclass(frozen=True)
class Checked:
    """What `check` told in all of its formats."""

    code: int
    text: str
    errors: str
    concise: str
    markdown: str
    json: dict[str, Any]
    sarif: dict[str, Any]

    @property
    def verdicts(self) -> dict[str, list[str]]:
        """The verdicts by rule."""
        found: dict[str, list[str]] = {}
        for finding in self.json["findings"]:
            found.setdefault(finding["rule"], []).append(finding["verdict"])
        return found

    def said(self, rule: str) -> str:
        """The messages of a rule."""
        return "\n".join(finding["message"] for finding in self.json["findings"] if finding["rule"] == rule)


def upheld(
    *arguments: str | Path,
    cwd: Path | None = None,
    path: str | None = None,
    launcher: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
) -> Ran:
    """Run the command; whatever it was given, it never fails with a traceback.

    Where nothing about its process matters it runs in this one, which saves starting Python anew.
    """
    words = [os.fspath(each) for each in arguments]
    changed = dict(variables or {}) | ({"PATH": path} if path is not None else {})
    in_a_process = cwd or launcher or changed
    ran = _in_a_process(words, cwd, launcher, changed) if in_a_process else _in_this_process(words)
    assert "Traceback" not in ran.out + ran.errors, ran.errors
    assert ran.code in range(5)
    return ran


def _in_this_process(words: list[str]) -> Ran:
    result = CliRunner().invoke(main, words)
    return Ran(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())


def _in_a_process(words: list[str], cwd: Path | None, launcher: tuple[str, ...], changed: Mapping[str, str]) -> Ran:
    command = [*launcher, sys.executable, "-c", _MAIN, *words]
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | changed, capture_output=True, check=False, timeout=_PATIENCE_SECONDS
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_harmless(text: str) -> bool:
    """Tell whether nothing in a text would be obeyed by a terminal, or by a runner that reads its log."""
    return not _HARMFUL.search(text) and not _OBEYED.search(text)


def checked(
    repository: Path,
    *options: str,
    path: str | None = None,
    launcher: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
) -> Checked:
    """Check a repository that can be checked, offline, and write every report in the same run."""
    formats = ("json", "sarif", "concise", "markdown")
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in formats}
        outputs = [f"--output={name}={file}" for name, file in files.items()]
        arguments = ["check", "--offline", *outputs, *options, os.fspath(repository)]
        ran = upheld(*arguments, path=path, launcher=launcher, variables=variables)
        texts = {name: file.read_text(encoding="utf-8") if file.exists() else "" for name, file in files.items()}
    assert texts["json"], ran.errors
    told = Checked(
        ran.code,
        ran.out,
        ran.errors,
        texts["concise"],
        texts["markdown"],
        json.loads(texts["json"]),
        json.loads(texts["sarif"]),
    )
    assert all(map(is_harmless, (told.text, told.errors, told.concise, told.markdown)))
    assert told.json["exit_code"] == told.code
    assert told.sarif["runs"][0]["invocations"][0]["exitCode"] == told.code
    return told


def refused(*arguments: str | Path, cwd: Path | None = None, launcher: tuple[str, ...] = ()) -> str:
    """Check what cannot be checked, and return the one message that says why."""
    ran = upheld("check", "--offline", *arguments, cwd=cwd, launcher=launcher)
    assert (ran.code, ran.out) == (2, "")
    assert is_harmless(ran.errors)
    return ran.errors
