"""The scan for secrets against its limits, and beside other scanners; ends with 1 when one is exceeded.

    python benchmarks/secret_scan.py [--repository FOLDER] [--rounds COUNT] [--detect-secrets]

Every program reads the same copy of the repository's files in the same run. Where no repository is given, 12 MB of the
standard library are. Scanners that are not on PATH are left out; detect-secrets is asked for, as it takes minutes.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from adversaries import slowest
from commands import python
from sources import copy, gather

from upheld.secrets import all_rules, scan

LEAST_SPEED = 60.0
LEAST_RATIO = 4.0
MOST_GROWTH = 1.25
MOST_PER_KILOBYTE_MS = 1.0
_MEGABYTE = 1_000_000
_WHOLE = """
import os, sys
from upheld.secrets import all_rules, scan
root = sys.argv[1]
for folder, _, names in os.walk(root):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, "rb", buffering=0) as file:
            for hit in scan(file.read(), all_rules(), path=path[len(root) + 1 :]):
                pass
"""


class Limit(NamedTuple):
    """A figure and the bound that it has to keep."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = True

    @property
    def kept(self) -> bool:
        """Whether the value is within its bound."""
        return self.bound is None or (self.value >= self.bound if self.at_least else self.value <= self.bound)


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the scan for secrets.")
    parser.add_argument("--repository", type=Path, metavar="FOLDER", help="a checkout of at least 10 MB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--detect-secrets", action="store_true", help="measure detect-secrets too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="upheld-secrets-", ignore_cleanup_errors=True) as folder:
        files = Path(folder) / "files"
        size = copy(options.repository, files) if options.repository else gather(files)
        limits = [
            *_speeds(files, size, options.rounds, ask_slow=options.detect_secrets),
            _growth(files),
            _adversarial(),
        ]
    print("\n".join(_table(limits)))
    return any(not limit.kept for limit in limits)


def _speeds(files: Path, size: int, rounds: int, *, ask_slow: bool) -> Iterator[Limit]:
    commands: dict[str, Callable[[], float]] = {
        "upheld's engine": lambda: _engine(_read(files)),
        "upheld's engine, whole process": lambda: _process([*python(_WHOLE), str(files)]),
    }
    if gitleaks := shutil.which("gitleaks"):
        commands["gitleaks"] = lambda: _process([gitleaks, "dir", "--no-banner", "--exit-code", "0", str(files)])
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, measure in commands.items():
            seconds[name].append(measure())
    if ask_slow and (slow := shutil.which("detect-secrets")):
        seconds["detect-secrets"] = [_process([slow, "scan", "--all-files", "-n", "."], files)]
    speeds = {name: size / _MEGABYTE / median(taken) for name, taken in seconds.items()}
    yield Limit("size of the files", size / _MEGABYTE, "MB")
    for name, speed in speeds.items():
        yield Limit(name, speed, "MB/s", LEAST_SPEED if name.startswith("upheld") else None)
    for name in speeds.keys() & {"gitleaks", "detect-secrets"}:
        ratio = speeds["upheld's engine, whole process"] / speeds[name]
        yield Limit(f"whole process, in terms of {name}", ratio, "x", LEAST_RATIO if name == "gitleaks" else None)


def _read(files: Path) -> list[tuple[str, bytes]]:
    return [(path.relative_to(files).as_posix(), path.read_bytes()) for path in files.rglob("*") if path.is_file()]


def _engine(contents: list[tuple[str, bytes]]) -> float:
    rules = all_rules()
    start = perf_counter()
    for path, data in contents:
        for _ in scan(data, rules, path=path):
            pass
    return perf_counter() - start


def _process(command: list[str], folder: Path | None = None) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return perf_counter() - start


def _growth(files: Path) -> Limit:
    """Return how much longer a byte takes in a file that holds another one ten times."""
    tenth = b"\n".join(data for _, data in _read(files) if b"\0" not in data)[:_MEGABYTE]
    whole = tenth * 10
    taken = {len(data): min(_engine([("all.txt", data)]) for _ in range(3)) / len(data) for data in (tenth, whole)}
    return Limit(
        "time of a byte in a file of 10 MB, in terms of one of 1 MB",
        taken[len(whole)] / taken[len(tenth)],
        "x",
        MOST_GROWTH,
        at_least=False,
    )


def _adversarial() -> Limit:
    rule, milliseconds = slowest(all_rules())
    return Limit(
        f"slowest pattern on adversarial text ({rule})", milliseconds, "ms/kB", MOST_PER_KILOBYTE_MS, at_least=False
    )


def _table(limits: list[Limit]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| Figure | Value | Limit | |"
    yield "| --- | --- | --- | --- |"
    for limit in limits:
        sign = "at least" if limit.at_least else "at most"
        bound = "" if limit.bound is None else f"{sign} {limit.bound:g} {limit.unit}"
        verdict = "" if limit.bound is None else "kept" if limit.kept else "EXCEEDED"
        yield f"| {limit.name} | {limit.value:.2f} {limit.unit} | {bound} | {verdict} |"


if __name__ == "__main__":
    sys.exit(main())
