"""Builds a real git repository out of an example folder: its files, and the tags, branches and dates that `repository.yml` states."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

DESCRIPTION = "repository.yml"
EXPECTED = "expected.txt"
_DATE = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Example:
    """An example: the day on which it is judged, and what its git history holds."""

    folder: Path
    as_of: str
    tags: tuple[str, ...]
    branches: tuple[str, ...]
    """The first one is checked out."""


def read_example(folder: Path) -> Example:
    """Read an example's `repository.yml`; every key has a default."""
    loaded: Any = yaml.safe_load((folder / DESCRIPTION).read_text(encoding="utf-8")) or {}
    stated = cast("dict[str, Any]", loaded)
    tags, branches = (tuple(str(name) for name in stated.get(key, ())) for key in ("tags", "branches"))
    return Example(folder, str(stated.get("as_of", "2026-01-31")), tags, branches or ("main",))


def build(example: Example, target: Path) -> None:
    """Make the repository in `target`, which must not exist yet: a commit a tag, then one with the files."""
    ignored = shutil.ignore_patterns(DESCRIPTION, EXPECTED)
    target.mkdir(parents=True)
    _git(target, "init", "-q", "-b", example.branches[0])
    for tag in example.tags:
        _git(target, "commit", "-q", "--allow-empty", "-m", f"Release {tag}")
        _git(target, "tag", tag)
    shutil.copytree(example.folder, target, ignore=ignored, dirs_exist_ok=True, symlinks=True)
    _git(target, "add", "-A")
    _git(target, "commit", "-q", "--allow-empty", "-m", "The example as it stands")
    for branch in example.branches[1:]:
        _git(target, "branch", branch)


def _git(folder: Path, *arguments: str) -> None:
    who = {"NAME": "An example", "EMAIL": "example@example.invalid", "DATE": _DATE}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S607 - git is found on PATH


if __name__ == "__main__":
    source, destination = map(Path, sys.argv[1:3])
    shutil.rmtree(destination, ignore_errors=True)
    build(read_example(source), destination)
