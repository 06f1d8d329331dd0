"""Reviews: what a page takes of a processor from a ledger, how that grows with the promises, and a roll-up of many ledgers.

python benchmarks/review.py
"""

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commands import Command, python, run
from figures import Figure, table

from review_records import ledger_of, record

SIZES = (10, 100, 1_000, 10_000)
WRITTEN_LIMIT_MS = 300
"""For 100 promises, from the bytes of a ledger to all files but OSCAL, modules and templates loaded on the way."""
GROWTH_LIMIT = 12
LEDGERS = 1_000
ROLL_UP_LIMIT_S = 5
SIZE_LIMITS = {30: 60_000, 1_000: 1_500_000}
_ROUNDS = 5
_WRITE = """
import pathlib, sys
from upheld.report.review.files import files_of
files_of(pathlib.Path({file!r}).read_text(encoding="utf-8"), oscal=False)
"""
_ROLL_UP = """
import pathlib
from upheld.report.review.files import roll_up_files
from upheld.review.rollup import rolled_up
folder = pathlib.Path({folder!r})
together = rolled_up(sorted(folder.glob("*/ledger.json")), folder)
roll_up_files(together)
assert len(together.lines) == {count}
"""


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    with tempfile.TemporaryDirectory(prefix="upheld-benchmarks-", ignore_cleanup_errors=True) as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        figures = [*_sizes(), *_written(Path(folder)), *_rolled_up(Path(folder))]
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _processor_time(command: Command) -> float:
    """Return the median of the seconds that a processor works for a command: others may be busy beside it."""
    run(command)  # compiles what is imported
    times: list[float] = []
    for _ in range(_ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(times)


def _sizes() -> Iterator[Figure]:
    from upheld.report.review.html import render  # noqa: PLC0415 - the timings are of processes of their own

    for count, limit in SIZE_LIMITS.items():
        yield Figure(f"page of {count:,} promises", len(render(record(count)).encode()) / 1e3, "kB", limit / 1e3)


def _written(folder: Path) -> Iterator[Figure]:
    commands: dict[int, Command] = {0: python("pass")}
    for count in SIZES:
        file = folder / f"{count}.json"
        file.write_text(ledger_of(record(count)), encoding="utf-8")
        commands[count] = python(_WRITE.format(file=str(file)))
    times = {count: _processor_time(command) for count, command in commands.items()}
    above = {count: times[count] - times[0] for count in SIZES}
    for count in SIZES:
        limit = WRITTEN_LIMIT_MS if count == 100 else None  # noqa: PLR2004 - the size that the limit is of
        yield Figure(f"{count:,} promises: ledger to page and text", above[count] * 1e3, "ms", limit)
    for small, large in pairwise(SIZES[1:]):
        yield Figure(f"{small:,} to {large:,} promises", above[large] / above[small], "x", GROWTH_LIMIT)


def _rolled_up(folder: Path) -> Iterator[Figure]:
    text = ledger_of(record(100))
    for number in range(LEDGERS):
        (folder / "all" / str(number)).mkdir(parents=True)
        (folder / "all" / str(number) / "ledger.json").write_text(text, encoding="utf-8")
    command = python(_ROLL_UP.format(folder=str(folder / "all"), count=LEDGERS))
    seconds = _processor_time(command)
    yield Figure(f"roll-up of {LEDGERS:,} ledgers of 100 promises", seconds, "s", ROLL_UP_LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
