"""The scan of every commit for secrets beside gitleaks; ends with 1 when it takes longer than it may.

    python benchmarks/history.py REPOSITORY [--rounds COUNT] [--commits COUNT]

Each program is run as a whole on the same clone, by turns. Where gitleaks is not on PATH, nothing is measured, and why
is told.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from commands import upheld

MOST_RATIO = 1.5
LEAST_COMMITS = 3_000
_POLICY = "# Security policy\n\nNo API keys, private keys or passwords are committed to this repository.\n"


def main() -> int:
    """Measure, print the table, and tell whether the limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the scan of a history beside gitleaks.")
    parser.add_argument("repository", type=Path, help="a clone of at least 3,000 commits, with a checkout or bare")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--commits", type=int, default=LEAST_COMMITS, help="how many commits there are at the least")
    options = parser.parse_args()
    gitleaks = shutil.which("gitleaks")
    if gitleaks is None:
        print("skipped: gitleaks is not on PATH; `go install github.com/zricethezav/gitleaks/v8@latest` makes it")
        return 0
    with tempfile.TemporaryDirectory(prefix="upheld-history-", ignore_cleanup_errors=True) as folder:
        clone = Path(folder) / "clone"
        _git("clone", "--quiet", str(options.repository.resolve()), str(clone))
        commits = int(_git("-C", str(clone), "rev-list", "--count", "--all"))
        if commits < options.commits:
            parser.error(f"{options.repository} has {commits:,} commits; at least {options.commits:,} are needed")
        (clone / ".github").mkdir(exist_ok=True)
        (clone / ".github" / "SECURITY.md").write_text(_POLICY, encoding="utf-8")  # the first that is looked for
        commands = {
            "upheld": upheld("check", "--offline", "--history", "--select", "no-committed-secrets", str(clone)),
            "gitleaks": (gitleaks, "git", "--no-banner", "--exit-code", "0", "--log-opts=--all", str(clone)),
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                seconds[name].append(_timed(command))
    return _told(commits, {name: median(taken) for name, taken in seconds.items()})


def _timed(command: tuple[str, ...]) -> float:
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    taken = perf_counter() - start
    if done.returncode not in {0, 1}:  # 1: what upheld finds is broken
        sys.exit(f"benchmarks: {command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return taken


def _told(commits: int, seconds: dict[str, float]) -> int:
    ratio = seconds["upheld"] / seconds["gitleaks"]
    print("| Figure | Value | Limit | |")
    print("| --- | --- | --- | --- |")
    print(f"| commits | {commits:,} | | |")
    for name, taken in seconds.items():
        print(f"| {name} on the history, whole process | {taken:.2f} s | | |")
    verdict = "kept" if ratio <= MOST_RATIO else "EXCEEDED"
    print(f"| upheld, in terms of gitleaks | {ratio:.2f} x | at most {MOST_RATIO:g} x | {verdict} |")
    return ratio > MOST_RATIO


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
