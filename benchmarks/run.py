"""Benchmarks: ratios within one run, to mean the same on every machine; ends with 1 when one exceeds its limit.

    python benchmarks/run.py [--quick]

Run it from the repository's root with the interpreter that upheld is installed in.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from commands import check, python, upheld
from figures import Figure, table
from growth import growth
from imports import third_party_modules
from reading import reading
from repositories import build
from timing import medians

STARTUP_LIMIT_MS = 60
SMALL_LIMIT = 3
LARGE_LIMIT = 1.5
SIZES = (100, 1_000, 10_000, 100_000)


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Measure upheld against its limits.")
    parser.add_argument("--quick", action="store_true", help="leave out the step of 100,000 tags and files")
    sizes = SIZES[:-1] if parser.parse_args().quick else SIZES
    with tempfile.TemporaryDirectory(prefix="upheld-benchmarks-", ignore_cleanup_errors=True) as folder:
        _keep_what_is_compiled(Path(folder))
        figures = list(_figures(Path(folder), sizes))
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _keep_what_is_compiled(folder: Path) -> None:
    """Let every command find its modules and patterns compiled, as after a run, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")


def _figures(folder: Path, sizes: tuple[int, ...]) -> Iterator[Figure]:
    yield from _startup()
    yield from reading(folder)
    yield from _whole_runs(folder)
    for what in ("tags", "files"):
        yield from growth(what, sizes, folder)


def _startup() -> Iterator[Figure]:
    bare, version, explain = "python -c pass", "upheld --version", "upheld explain supported-versions"
    commands = {bare: python("pass"), version: upheld("--version"), explain: upheld("explain", "supported-versions")}
    times = medians(commands)
    yield Figure(bare, times[bare] * 1e3, "ms")
    for name in (version, explain):
        yield Figure(f"{name}, above it", (times[name] - times[bare]) * 1e3, "ms", STARTUP_LIMIT_MS)


def _whole_runs(folder: Path) -> Iterator[Figure]:
    small = build(folder / "small", tags=8, files=20)
    large = build(folder / "large", tags=2_000, files=10_000)
    modules = third_party_modules(small)
    times = medians(
        {
            "imports": python(f"import {', '.join(modules)}" if modules else "pass"),
            "small": check(small),
            "large": check(large),
        }
    )
    yield Figure(f"import of the {len(modules)} third-party modules of a check", times["imports"] * 1e3, "ms")
    yield Figure("small repository: check", times["small"] * 1e3, "ms")
    yield Figure("large repository: check", times["large"] * 1e3, "ms")
    yield Figure("small, in terms of those imports", times["small"] / times["imports"], "x", SMALL_LIMIT)
    yield Figure("large, in terms of small", times["large"] / times["small"], "x", LARGE_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
