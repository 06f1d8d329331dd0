import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest

from upheld.facts.workflows.following import Follower
from upheld.facts.workflows.runs import Use
from upheld.model import Location
from upheld.repository import Repository

PLACE = Location(".github/workflows/ci.yml", 9)
PACKAGE = """{
  "scripts": {
    "audit": "npm audit --omit=dev",
    "ci": "npm run audit && npm run lint",
    "pretest": "npm audit",
    "test": "node test.js",
    "loop": "npm run loop"
  }
}
"""
MAKEFILE = """\
.PHONY: all
all: check
check: lint audit  # everything
lint:
\truff check
audit: ## look for known vulnerabilities
\t-@$(PYTHON) -m pip_audit
VERSION := 1
"""
NOXFILE = """\
import nox

@nox.session
def tests(session):
    session.run("pytest")

@nox.session(name="security", default=False)
def look(session: nox.Session) -> None:
    session.install("pip-audit")
    session.run("pip-audit", "-r", "requirements.txt")
"""
TOX = """\
[tox]
env_list = py, audit
[testenv]
commands = pytest
[testenv:audit]
commands =
    - pip-audit {posargs}
"""
HOOKS = """\
repos:
  - repo: https://github.com/pypa/pip-audit
    rev: v2.7.0
    hooks:
      - id: pip-audit
        args: [-r, requirements.txt]
  - repo: local
    hooks:
      - id: later
        entry: cargo audit
        stages: [manual]
"""


def followed(folder: Path, files: Mapping[str, str], command: str, within: str = "") -> list[Use]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    use = Use(PLACE, tuple(shlex.split(command)))
    return list(Follower(Repository(folder)).uses(use, within))[1:]


@pytest.mark.parametrize(
    ("path", "text", "command", "expected"),
    [
        ("package.json", PACKAGE, "npm run audit", "npm audit --omit=dev"),
        ("package.json", PACKAGE, "yarn audit", "npm audit --omit=dev"),
        ("package.json", PACKAGE, "pnpm run ci", "npm audit --omit=dev"),
        ("package.json", PACKAGE, "npm t", "npm audit"),
        ("package.json", PACKAGE, "npx npm-run-all audit", "npm audit --omit=dev"),
        ("web/package.json", PACKAGE, "npm --prefix web run audit", "npm audit --omit=dev"),
        ("Makefile", MAKEFILE, "make audit", "$PYTHON -m pip_audit"),
        ("Makefile", MAKEFILE, "make", "$PYTHON -m pip_audit"),
        (
            "Makefile",
            "PY = .venv/bin/python\naudit:\n\t$(PY) -m pip_audit\n",
            "make audit",
            ".venv/bin/python -m pip_audit",
        ),
        ("sub/Makefile", MAKEFILE, "make -C sub check", "$PYTHON -m pip_audit"),
        ("justfile", "audit flag='x': build\n  cargo audit\n\nbuild:\n  cargo build\n", "just audit", "cargo audit"),
        ("noxfile.py", NOXFILE, "nox -s security", "pip-audit -r requirements.txt"),
        ("tox.ini", TOX, "tox -e audit", "pip-audit"),
        ("tox.ini", TOX, "tox", "pip-audit"),
        (".pre-commit-config.yaml", HOOKS, "pre-commit run --all-files", "pip-audit -r requirements.txt"),
        (".pre-commit-config.yaml", HOOKS, "pre-commit run later", "cargo audit"),
        ("ci/audit.sh", "#!/bin/bash\nset -e\ncargo audit\n", "bash ci/audit.sh", "cargo audit"),
        ("ci/audit", "#!/bin/sh\ncargo audit\n", "./ci/audit", "cargo audit"),
        ("README", "", "bash -c 'cd x && cargo audit'", "cargo audit"),
    ],
)
def test_a_command_leads_to_others(tmp_path: Path, path: str, text: str, command: str, expected: str) -> None:
    found = [" ".join(use.words) for use in followed(tmp_path, {path: text}, command)]

    assert expected in found


@pytest.mark.parametrize(
    ("path", "text", "command"),
    [
        ("package.json", PACKAGE, "npm run lint"),
        ("package.json", PACKAGE, "npm ci"),
        ("package.json", "[]", "npm run audit"),
        ("package.json", "{", "npm run audit"),
        ("package.json", '{"scripts": {"audit": 3}}', "npm run audit"),
        ("Makefile", MAKEFILE, "make nothing"),
        ("noxfile.py", NOXFILE, "nox -s docs"),
        ("noxfile.py", "def (", "nox"),
        ("tox.ini", "no section", "tox"),
        (".pre-commit-config.yaml", "[", "pre-commit run"),
        (".pre-commit-config.yaml", HOOKS, "pre-commit install"),
        ("audit.py", "#!/usr/bin/env python3\nprint()\n", "./audit.py"),
        ("README", "", "bash ../outside.sh"),
        ("README", "", "bash /etc/profile"),
        ("README", "", "bash"),
    ],
)
def test_what_leads_nowhere_is_left(tmp_path: Path, path: str, text: str, command: str) -> None:
    assert followed(tmp_path, {path: text}, command) == []


def test_hooks_and_sessions_that_do_not_run_by_default_are_left(tmp_path: Path) -> None:
    files = {".pre-commit-config.yaml": HOOKS, "noxfile.py": NOXFILE}

    assert "cargo audit" not in [" ".join(use.words) for use in followed(tmp_path, files, "pre-commit run")]
    assert [use.words for use in followed(tmp_path, files, "nox")] == [("pytest",)]


def test_it_is_told_how_a_command_was_reached_and_where_that_stands(tmp_path: Path) -> None:
    found = followed(tmp_path, {"package.json": PACKAGE}, "npm run ci")
    (audit,) = (use for use in found if use.words[:2] == ("npm", "audit"))

    assert audit.location == PLACE
    assert audit.through == ("`npm run ci` (package.json:4)", "`npm run audit` (package.json:3)")


def test_what_a_makefile_passes_over_is_told(tmp_path: Path) -> None:
    (audit,) = (use for use in followed(tmp_path, {"Makefile": MAKEFILE}, "make audit") if "-m" in use.words)

    assert audit.passed_over == "`|| true`"


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"package.json": PACKAGE}, "npm run loop"),
        ({"Makefile": "a: b\n\tmake b\nb: a\n\tmake a\n"}, "make a"),
        ({"a.sh": "bash b.sh\nbash b.sh\n" * 30, "b.sh": "bash a.sh\nbash a.sh\n" * 30}, "bash a.sh"),
    ],
)
def test_circles_come_to_an_end(tmp_path: Path, files: dict[str, str], command: str) -> None:
    assert len(followed(tmp_path, files, command)) < 10_000
