"""Files full of secrets: nothing of any value is in what a run writes, wherever it writes it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from making import git, repository
from planting import github_token, planted, private_key
from upheld.secrets import all_rules

_WINDOW = 6
_IN_A_FILE = 12
POLICY = """# Security

This repository contains no API keys, private keys, passwords, internal hosts or production configuration.
API keys are rotated every 90 days and after any suspected compromise.

| Version | Supported |
| --- | --- |
| 1.x | yes |
"""
FORMATS = ("text", "json", "sarif", "markdown", "concise")


def public() -> str:
    """Return what a report may say: names of rules, pages, words, paths."""
    rules = " ".join(f"{rule.id} {rule.title}" for rule in all_rules().all)
    pages = (path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "checks").rglob("*.md"))
    code = (
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[2] / "src" / "upheld" / "report").rglob("*.py")
    )
    return f"{rules} {' '.join(pages)} {' '.join(code)}".casefold()


def _grams(text: str) -> set[str]:
    return {text[at : at + _WINDOW] for at in range(len(text) - _WINDOW + 1)}


def _without_names(text: str, report: str, folder: Path) -> str:
    """Return a text without fingerprints and names of commits: what is drawn by chance may be in those by chance."""
    names = {finding["fingerprint"] for finding in json.loads(report)["findings"]}
    commits = git(folder, "log", "--format=%H").split()
    for name in (*names, *commits, *(commit[:12] for commit in commits)):
        text = text.replace(name, "")
    return text


@pytest.fixture(scope="module")
def values() -> list[tuple[str, str, str]]:
    """Each rule with a text in which it finds something, and the value."""
    found = [(rule.id, text.decode(), value.decode()) for rule, text, value in planted()]
    found.append(("github-token", github_token(9) + "\n", github_token(9)))
    found.append(("private-key", private_key(9), "".join(private_key(9).splitlines()[1:-1])))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str, str, str]]) -> Path:
    texts = [text for _, text, _ in values]
    files = {f"app/f{at}.txt": "\n".join(texts[at : at + _IN_A_FILE]) for at in range(0, len(texts), _IN_A_FILE)}
    files |= {
        ".env.production": "".join(
            f"A_{at}_TOKEN={value}\n" for at, (_, _, value) in enumerate(values) if "\n" not in value
        )
    }
    names = "".join(f"  - {{name: A_{at}_TOKEN, created: 2020-01-01}}\n" for at in range(0, len(values), 40))
    before = {"SECURITY.md": POLICY + "\n" + texts[-2], "x.txt": "x", "keys.yml": f"keys:\n{names}"}
    made = repository(tmp_path_factory.mktemp("planted") / "r", before)
    git(made.root, "branch", "base")
    for path, text in files.items():
        (made.root / path).parent.mkdir(exist_ok=True)
        (made.root / path).write_text(text, encoding="utf-8")
    git(made.root, "add", "-A")
    git(made.root, "commit", "-qm", "Plant them")
    git(made.root, "rm", "-q", "app/f0.txt", "app/f12.txt")
    git(made.root, "commit", "-qm", "Remove some")
    return made.root


def test_most_rules_are_planted(values: list[tuple[str, str, str]]) -> None:
    every = {rule.id for rule in all_rules().all}

    assert len({name for name, _, _ in values} & every) >= 0.95 * len(every)


@pytest.mark.parametrize("options", [(), ("--history",), ("--base", "base"), ("--evidence",)], ids=str)
def test_nothing_of_any_value_is_written(
    tmp_path: Path, folder: Path, values: list[tuple[str, str, str]], options: tuple[str, ...]
) -> None:
    if options == ("--evidence",):
        report = tmp_path / "report.json"
        entries = [
            {"RuleID": "some-rule", "File": "x.txt", "StartLine": at + 1, "Secret": value, "Match": value, "Commit": ""}
            for at, (_, _, value) in enumerate(values)
        ]
        report.write_text(json.dumps(entries))
        options = ("--evidence", str(report))
    written = _run(tmp_path / "out", folder, options)
    known = (public() + "".join(path.as_posix() for path in folder.rglob("*"))).casefold()
    seen = {where: _grams(_without_names(text, written["json"], folder)) for where, text in written.items()}
    shown = [
        (rule, where)
        for rule, _, value in values
        for where, grams in seen.items()
        if any(window in grams and window.casefold() not in known for window in _grams(value))
    ]

    assert any("GitHub token" in text for text in written.values())
    assert any("may have leaked" in text or "and was not rotated since" in text for text in written.values())
    assert shown == []


def _run(out: Path, folder: Path, options: tuple[str, ...]) -> dict[str, str]:
    out.mkdir()
    outputs = [f"--output={name}={out / name}" for name in FORMATS]
    places = {"XDG_CACHE_HOME": str(out / "cache"), "HOME": str(out / "home"), "TMPDIR": str(out)}
    command = [sys.executable, "-c", "from upheld.cli import main; main()"]
    given = ["check", "--offline", *options, *outputs, str(folder)]
    done = subprocess.run([*command, *given], capture_output=True, text=True, check=False, env=os.environ | places)
    assert done.returncode == 1, done.stderr
    written = {
        path.relative_to(out).as_posix(): path.read_text(errors="replace")
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith("patterns-")  # words of our own, some of which a value has too
    }
    sarif = json.dumps(json.loads(written["sarif"]), ensure_ascii=False).replace("\\\\", "\\").replace('\\"', '"')
    return written | {"stdout": done.stdout, "stderr": done.stderr, "unescaped": sarif}
