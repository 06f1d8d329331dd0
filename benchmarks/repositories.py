"""Repositories to measure with: a policy that is upheld, so many tags, so many files."""

import subprocess
from pathlib import Path

_FILES_A_FOLDER = 1000
_TAGS_A_MAJOR = 100
_POLICY = """# Security policy

## Supported versions

| Version | Supported          |
| ------- | ------------------ |
| {major}.x | :white_check_mark: |
| < {major}.0 | :x: |

## Reporting a vulnerability

Please use GitHub's private vulnerability reporting. We answer within 3 days.
"""


def build(folder: Path, *, tags: int, files: int) -> Path:
    """Make a repository with one commit; its policy and what it does not say otherwise count as files too."""
    folder.mkdir(parents=True)
    (folder / "SECURITY.md").write_text(_POLICY.format(major=_major(tags - 1)), encoding="utf-8")
    for number in range(files - 1):
        _write(folder, number)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message=Begin")
    lines = (f"create refs/tags/{_tag(number)} HEAD\n" for number in range(tags))
    _git(folder, "update-ref", "--stdin", given="".join(lines))
    _git(folder, "pack-refs", "--all")  # as a clone has them
    return folder


def _write(folder: Path, number: int) -> None:
    file = folder / f"part-{number // _FILES_A_FOLDER:03}" / f"file-{number:06}.txt"
    if number % _FILES_A_FOLDER == 0:
        file.parent.mkdir()
    file.write_text(f"{number}\n", encoding="utf-8")


def _major(number: int) -> int:
    return 1 + number // _TAGS_A_MAJOR


def _tag(number: int) -> str:
    minor, patch = divmod(number % _TAGS_A_MAJOR, 10)
    return f"v{_major(number)}.{minor}.{patch}"


def _git(folder: Path, *arguments: str, given: str = "") -> None:
    author = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")
    settings = (
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.hooksPath=",
        "-c",
        "gc.auto=0",
        "-c",
        "maintenance.auto=false",
    )
    subprocess.run(["git", *author, *settings, *arguments], cwd=folder, input=given, text=True, check=True)
