"""How long a pull request waits: `upheld check --base` on a change of 20 files, in a small and in a large repository.

    python benchmarks/pull_requests.py

The change and everything but the number of files are the same, and both are measured in turns.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from commands import upheld
from figures import Figure, table
from timing import medians

SMALL, LARGE = 1_000, 100_000
CHANGED = 20
SECONDS = 2.0
RATIO = 1.5

_FILES_A_FOLDER = 50
_POLICY = """# Security policy

## Supported versions

| Version | Supported |
| --- | --- |
| 2.x | yes |
| < 2.0 | no |

## Reporting a vulnerability

Write to <security@relay.dev>, not in public. We acknowledge reports within 72 hours.

## Practices

- We never commit API keys or other secrets to the repository.
- The MCP server communicates over stdio by default (no network exposure).
- Dependencies are audited with `npm audit` on every pull request.
- We rotate our API keys every 90 days.
"""
_FILES = {
    "SECURITY.md": _POLICY,
    "package.json": '{"name": "relay", "version": "2.0.0", "dependencies": {"wick": "^1.0.0"}}\n',
    "package-lock.json": '{"name": "relay", "lockfileVersion": 3, "packages": {"node_modules/wick": {"version": "1.0.0"}}}\n',
}
_ENDINGS = ("py", "ts", "md", "json", "go", "txt", "yml", "tsx", "py", "ts")


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    parser = ArgumentParser(description="Measure `upheld check --base` against its limits.")
    parser.add_argument("--rounds", type=int, default=11, help="how often each is measured")
    rounds = parser.parse_args().rounds
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="upheld-benchmarks-", ignore_cleanup_errors=True) as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        figures = list(_figures(Path(folder), rounds))
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _figures(folder: Path, rounds: int) -> Iterator[Figure]:
    commands = {
        size: upheld("check", "--offline", "--base", "HEAD~1", str(_repository(folder / str(size), size)))
        for size in (SMALL, LARGE)
    }
    times = medians(commands, rounds)
    yield Figure(f"{SMALL:,} files, {CHANGED} of them changed: check --base", times[SMALL], "s", SECONDS)
    yield Figure(f"{LARGE:,} files, {CHANGED} of them changed: check --base", times[LARGE], "s", SECONDS)
    yield Figure(f"{SMALL:,} to {LARGE:,} files", times[LARGE] / times[SMALL], "x", RATIO)


def _repository(folder: Path, files: int) -> Path:
    """Make a repository whose last commit changes some files that the small and the large one have alike."""
    names = [_name(number) for number in range(files)]
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    commits = [_commit({**_FILES, **{name: f"{name}\n" for name in names}}, (), "Begin")]
    commits.append(_commit(*_change(names[: SMALL : SMALL // CHANGED]), "Change"))
    _git(folder, "fast-import", "--quiet", given="".join(commits))
    _git(folder, "reset", "--quiet", "--hard", "main")
    _git(folder, "tag", "v2.0.0")
    return folder


def _name(number: int) -> str:
    part, ending = number // _FILES_A_FOLDER, _ENDINGS[number % len(_ENDINGS)]
    return f"src/part{part // _FILES_A_FOLDER}/piece{part}/thing{number}.{ending}"


def _change(names: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what a change writes and what it removes: most files are edited, one is renamed, some are new."""
    removed, *edited = names[2:]
    written = {name: f"{name}\nchanged\n" for name in edited}
    return {**written, f"{removed}.txt": f"{removed}\n", f"{names[0]}.md": "new\n"}, (removed,)


def _commit(files: dict[str, str], removed: Iterable[str], message: str) -> str:
    author = "committer Benchmark <benchmark@example.org> 1767225600 +0000"
    lines = [f"commit refs/heads/main\n{author}\n{_data(message)}"]
    lines += [f"M 100644 inline {name}\n{_data(text)}" for name, text in files.items()]
    lines += [f"D {name}\n" for name in removed]
    return "".join(lines)


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _git(folder: Path, *arguments: str, given: str = "") -> None:
    subprocess.run(["git", *arguments], cwd=folder, input=given, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
