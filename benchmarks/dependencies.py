"""The audit of dependencies against its limits, and beside other tools; ends with 1 when a limit is exceeded.

    python benchmarks/dependencies.py [--advisories FOLDER] [--rounds COUNT]

A server on loopback speaks the OSV API and takes 100 ms for each answer. Every tool asks the same server for the same 300 pins
in the same run; a tool that is not installed is left out. "Both records": the server names the records of the Python
Packaging Advisory Database and those of GitHub, as OSV does; FOLDER may hold only one of them. FOLDER has the layout of OSV's bulk data; where there is none,
advisories are invented.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from commands import Command, python, upheld
from figures import Figure, table
from locked import pins, records, repository, snapshot, uv_project, with_twins

from osv_server import Database, OsvServer

LATENCY = 0.1
PINS = 300
MANY = 3_000
HITS = 45
RECORDS = 21_000
COLD_MS, WARM_MS, OFFLINE_MS, MEMORY_MB = 500, 150, 200, 80
AT_LEAST_AS_FAST = 1.0
FIFTIETH = 1 / 50
LINEAR = MANY / PINS * 1.2
_NEVER_TO_END_WITH = frozenset({2, 4, 101, 127})
_CHECK = ("check", "--select", "dependency-audit", "--format", "json")

_STARTER = """
import os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=2, stderr=2)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - began
print(seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


class Run(NamedTuple):
    """What is measured: a command, its environment, and what to do before each round."""

    command: Command
    environment: Mapping[str, str]
    before: Callable[[], object] = lambda: None


class Measured(NamedTuple):
    """The medians of a command."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the audit of dependencies.")
    parser.add_argument("--advisories", type=Path, default=Path("../shared/advisories"), metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="upheld-dependencies-", ignore_cleanup_errors=True) as folder:
        figures = list(_figures(Path(folder), given.advisories, given.rounds))
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _figures(folder: Path, advisories: Path, rounds: int) -> Iterator[Figure]:
    some = records(advisories)
    known = Database(some)
    few, many = pins(known, PINS, HITS), pins(known, MANY, 10 * HITS)
    small, large = repository(folder / "small", few), repository(folder / "large", many)
    pinned = snapshot(folder / "snapshot", some, len(some))
    both = Database(with_twins(some))
    with OsvServer(known, latency=LATENCY) as server, OsvServer(both, latency=LATENCY) as server_of_both:
        environment = _environment(folder, server.address)
        runs = dict(_ours(environment, small, large, pinned))
        runs["cold, both records"] = runs["cold"]._replace(
            environment={**environment, "UPHELD_OSV_URL": server_of_both.address}
        )
        runs |= dict(_others(environment, folder, small, uv_project(folder / "uv", few), server.address))
        times = _measure(runs, rounds)
    yield from _times(times)
    big = snapshot(folder / "big", some, RECORDS)
    memory = _measure({"memory": Run(_offline(small, big), environment)}, 1)["memory"]
    yield Figure(f"offline, {RECORDS:,} records: memory", memory.megabytes, "MB", MEMORY_MB)
    yield Figure(f"offline, {RECORDS:,} records: first time", memory.seconds * 1e3, "ms")


def _environment(folder: Path, address: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"UPHELD_OSV_URL": address, "XDG_CACHE_HOME": str(folder / "cache")}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}  # modules are compiled, as after an installation
    return {**kept, **ours, **compiled, "NO_PROXY": "127.0.0.1", "UV_CACHE_DIR": str(folder / "uv-cache")}


def _ours(environment: Mapping[str, str], small: Path, large: Path, pinned: Path) -> Iterator[tuple[str, Run]]:
    def forget() -> None:
        shutil.rmtree(environment["XDG_CACHE_HOME"], ignore_errors=True)

    yield "python", Run(python("pass"), environment)
    for size, where in (("", small), (", many", large)):
        yield f"cold{size}", Run(upheld(*_CHECK, str(where)), environment, forget)
        yield f"warm{size}", Run(upheld(*_CHECK, str(where)), environment)
        yield f"offline, nothing kept{size}", Run(_offline(where, pinned), environment, forget)
        yield f"offline{size}", Run(_offline(where, pinned), environment)


def _offline(where: Path, pinned: Path) -> Command:
    return upheld(*_CHECK, "--offline", "--advisories", str(pinned), str(where))


def _others(
    environment: Mapping[str, str], folder: Path, small: Path, project: Path, address: str
) -> Iterator[tuple[str, Run]]:
    if found := _tool("pip-audit"):
        options = ("--no-deps", "--disable-pip", "-s", "osv", "--progress-spinner", "off", "-f", "json")
        command = (found, *options, "-r", str(small / "requirements.txt"))
        yield "pip-audit", Run(command, {**environment, "PIP_AUDIT_OSV_URL": f"{address}/v1/query"})
    if found := _tool("uv"):
        asked = ("--frozen", "--no-config", "--output-format", "json", "--service-url", address)
        audit = (found, "audit", *asked, "--project", str(project))
        forget: Callable[[], object] = lambda: shutil.rmtree(folder / "uv-cache", ignore_errors=True)  # noqa: E731
        yield "uv audit, cold", Run(audit, environment, forget)
        yield "uv audit, warm", Run(audit, environment)


def _tool(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


def _times(times: Mapping[str, Measured]) -> Iterator[Figure]:
    limits = {"cold": COLD_MS, "cold, both records": COLD_MS, "warm": WARM_MS, "offline": OFFLINE_MS}
    for name, measured in times.items():
        size = f"{MANY:,}" if "many" in name else f"{PINS}"
        what = name if name == "python" else f"{name.removesuffix(', many')}, {size} pins"
        yield Figure(what, measured.seconds * 1e3, "ms", limits.get(name))
    for name in ("cold", "warm", "offline"):
        yield Figure(f"{name}, growth from {PINS} to {MANY:,} pins", _ratio(times, f"{name}, many", name), "x", LINEAR)
    if "pip-audit" in times:
        yield Figure("cold, in terms of pip-audit", _ratio(times, "cold", "pip-audit"), "x", FIFTIETH)
    for name in ("cold", "warm"):
        if f"uv audit, {name}" in times:
            ratio = _ratio(times, name, f"uv audit, {name}")
            yield Figure(f"{name}, in terms of uv audit", ratio, "x", AT_LEAST_AS_FAST)


def _ratio(times: Mapping[str, Measured], one: str, other: str) -> float:
    return times[one].seconds / times[other].seconds


def _measure(runs: Mapping[str, Run], rounds: int) -> dict[str, Measured]:
    """Return the medians of several rounds, interleaved; the slow one is run once."""
    found: dict[str, list[Measured]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            if number and not (name == "pip-audit" and number > 1):
                run.before()
                found[name].append(_measured(run))
            elif not number and name != "pip-audit":
                _measured(run)  # compiles, and fills the caches
    return {
        name: Measured(median(each.seconds for each in all_), max(each.megabytes for each in all_))
        for name, all_ in found.items()
    }


def _measured(run: Run) -> Measured:
    """Run a command from a small process of its own: the memory of who starts it would count as the command's."""
    with tempfile.TemporaryFile() as output:
        started = subprocess.run(
            (sys.executable, "-S", "-c", _STARTER, *run.command),
            env=run.environment,
            stdout=subprocess.PIPE,
            stderr=output,
            check=True,
        )
        seconds, memory, status = map(float, started.stdout.split())
        if status < 0 or status in _NEVER_TO_END_WITH:
            output.seek(0)
            said = output.read().decode(errors="replace")
            sys.exit(f"benchmarks: {' '.join(run.command)} ended with {status:g}:\n{said}")
    return Measured(seconds, memory / (1024 * 1024 if sys.platform == "darwin" else 1024))


if __name__ == "__main__":
    sys.exit(main())
