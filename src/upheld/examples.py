"""Builds a real git repository out of an example folder: its files, and the tags, branches and dates that `repository.yml` states."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, cast

import yaml

from upheld.nouns import dataclass

DESCRIPTION = "repository.yml"
EXPECTED = "expected.txt"
ADVISORIES = "advisories"
_DATE = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Example:
    """An example: the day on which it is judged, and what its git history holds."""

    folder: Path
    as_of: str
    tags: tuple[str, ...]
    branches: tuple[str, ...]
    """The first one is checked out."""
    planted: Mapping[str, str] = field(default_factory=dict[str, str])
    """Secrets of nobody by the name that stands for them in the files, as `<planted name>`."""
    removed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Files that a commit of their own brings before all others."""
    before: Mapping[str, str] = field(default_factory=dict[str, str])
    """Files as they were in the commit on which the change is based; those that it brings are not among them."""
    probe: bool = False
    """Whether the server is started."""
    history: str | None = None
    """Whether the history is looked at too: `whole`, or `shallow` in a clone that lacks what is older than one commit."""

    @property
    def given(self) -> tuple[str, ...]:
        """What every run on it is given."""
        advisories = self.folder / ADVISORIES
        snapshot = ("--advisories", str(advisories)) if advisories.is_dir() else ()
        history = ("--history",) if self.history else ()
        base = ("--base", "HEAD~1") if self.before else ()
        probe = ("--probe", "--settle", "0.2") if self.probe else ()
        return ("--offline", *snapshot, *history, *base, *probe, "--as-of", self.as_of)


def read_example(folder: Path) -> Example:
    """Read an example's `repository.yml`; the file may be missing, and every key has a default."""
    description = folder / DESCRIPTION
    text = description.read_text(encoding="utf-8") if description.exists() else ""
    # The base loader leaves every value a text: a tag 1.10 is not the number 1.1.
    loaded: Any = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - it makes texts, lists and mappings only
    stated = cast("dict[str, Any]", loaded)
    tags, branches = (tuple(stated.get(key, ())) for key in ("tags", "branches"))
    planted = {name: "".join(pieces) for name, pieces in stated.get("planted", {}).items()}
    day, removed, history = stated.get("as_of", "2026-01-31"), stated.get("removed", {}), stated.get("history")
    before, probe = stated.get("before", {}), "probe" in stated
    return Example(folder, day, tags, branches or ("main",), planted, removed, before, probe, history)


def build(example: Example, target: Path) -> None:
    """Make the repository in `target`, which must not exist yet: a commit a tag, then one with the files."""
    ignored = shutil.ignore_patterns(DESCRIPTION, EXPECTED, ADVISORIES)
    target.mkdir(parents=True)
    _git(target, "init", "-q", "-b", example.branches[0])
    for tag in example.tags:
        _git(target, "commit", "-q", "--allow-empty", "-m", f"Release {tag}")
        _git(target, "tag", tag)
    if example.removed:
        for path, text in example.removed.items():
            (target / path).write_text(_planted(text, example), encoding="utf-8")
        _git(target, "add", "-A")
        _git(target, "commit", "-q", "-m", "What is removed later")
        for path in example.removed:
            (target / path).unlink()
    shutil.copytree(example.folder, target, ignore=ignored, dirs_exist_ok=True, symlinks=True)
    if example.before:
        _commit_before(example, target)
        shutil.copytree(example.folder, target, ignore=ignored, dirs_exist_ok=True, symlinks=True)
    _plant(example, target)
    _git(target, "add", "-A")
    _git(target, "commit", "-q", "--allow-empty", "-m", "The example as it stands")
    for branch in example.branches[1:]:
        _git(target, "branch", branch)
    if example.history == "shallow":
        # What `git clone --depth 1` leaves behind.
        (target / ".git" / "shallow").write_text(_git(target, "rev-parse", "HEAD"), encoding="utf-8")


def _commit_before(example: Example, target: Path) -> None:
    """Commit the files as they were before the change; an empty one was not there."""
    for path, text in example.before.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
        if not text:
            (target / path).unlink()
    _git(target, "add", "-A")
    _git(target, "commit", "-q", "-m", "Before the change")


def _plant(example: Example, target: Path) -> None:
    """Write the planted secrets into the files, where they are from now on."""
    for file in target.rglob("*") if example.planted else ():
        if file.is_file() and not file.is_symlink() and ".git" not in file.relative_to(target).parts:
            text = file.read_text(encoding="utf-8")
            file.write_text(_planted(text, example), encoding="utf-8")


def _planted(text: str, example: Example) -> str:
    for name, secret in example.planted.items():
        text = text.replace(f"<planted {name}>", secret)
    return text


def examples_in(package: Path) -> tuple[Path, ...]:
    """Return every example of every check in the folder of a package of checks."""
    return tuple(sorted(package.glob("*/examples/*/")))


def judged(example: Path, target: Path) -> "subprocess.CompletedProcess[str]":
    """Build an example in `target` and run `upheld check` on it: a concise report of the rule that it belongs to."""
    described = read_example(example)
    build(described, target)
    rule = example.resolve().parents[1].name.replace("_", "-")
    options = (*described.given, "--format", "concise", "--select", rule)
    command = [sys.executable, "-c", "from upheld.cli import main; main()", "check", *options, str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _git(folder: Path, *arguments: str) -> str:
    who = {"NAME": "An example", "EMAIL": "example@example.invalid", "DATE": _DATE}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)  # noqa: S607 - git is found on PATH
    return done.stdout


def _main(example: Path, target: Path | None = None) -> None:
    """Build an example in `target`; without one, print what Upheld says of it."""
    if target is None:
        with tempfile.TemporaryDirectory() as folder:
            said = judged(example, Path(folder) / "repository")
            sys.stdout.write(said.stdout)
            sys.stderr.write(said.stderr)
    elif target.exists():
        sys.exit(f"{target} exists already; name a folder that does not")
    else:
        build(read_example(example), target)


if __name__ == "__main__":
    _main(*map(Path, sys.argv[1:3]))
