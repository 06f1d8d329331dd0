"""How long a job waits for the whole Action on the example repository, when nothing of it is in any cache.

    python benchmarks/whole_action.py

The scripts of action.yml run in bash, as they stand there, once with uv and once with pip; both ask the package index.
Code scanning takes no part. What the installed Upheld spends on checking and on its reports is measured by itself.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from figures import Figure, table

from action.outputs import outputs_in
from action.steps import ROOT, Run, run_steps

EXAMPLE = ROOT / "checks/upheld_checks/supported_versions/examples/broken-never-released"
SECONDS = 15.0
ROUNDS = 3
_STEPS = {"Install upheld": "installing", "Check": "the step that checks", "Verdict": "the step that ends the job"}
_PARTS = """import sys, time
from datetime import UTC, datetime
from pathlib import Path
begun = time.perf_counter()
from upheld.run import Options, check
ledger = check(Options(path=Path(sys.argv[1]), as_of=datetime.now(UTC)))
checked = time.perf_counter()
from upheld.report import render
from upheld.report.style import PLAIN
for report in ("sarif", "json", "markdown", "github"):
    render(report, ledger, PLAIN)
print(checked - begun, time.perf_counter() - checked)
"""


def main() -> int:
    """Measure with each installer, print the table, and tell whether every limit is kept."""
    with tempfile.TemporaryDirectory(prefix="upheld-benchmarks-", ignore_cleanup_errors=True) as folder:
        made = Path(folder)
        subprocess.run([sys.executable, "-m", "upheld.examples", str(EXAMPLE), str(made / "example")], check=True)
        figures = [figure for installer in ("uv", "pip") for figure in _figures(made, installer)]
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _figures(folder: Path, installer: str) -> Iterator[Figure]:
    if installer == "uv" and shutil.which("uv") is None:
        print("uv is not on PATH, so that only pip is measured")
        return
    runs = [_run(folder / f"{installer}-{number}", folder / "example", installer) for number in range(ROUNDS)]
    for step, name in _STEPS.items():
        yield Figure(f"{installer}: {name}", median(run.seconds[step] for run, _ in runs), "s")
    for number, name in enumerate(("of it, checking", "of it, the summary and the other reports")):
        yield Figure(f"{installer}: {name}", median(parts[number] for _, parts in runs), "s")
    yield Figure(f"{installer}: the whole Action", median(sum(run.seconds.values()) for run, _ in runs), "s", SECONDS)


def _run(folder: Path, example: Path, installer: str) -> tuple[Run, tuple[float, ...]]:
    """Run the Action in a folder of its own, in which every cache is; return it with the parts of its check."""
    environment = _environment(folder, example, installer)
    output = Path(environment["GITHUB_OUTPUT"])
    run = run_steps(environment, {"upload-sarif": "false"}, lambda: outputs_in(output.read_text(encoding="utf-8")))
    if run.outputs.get("verdict") != "broken":
        sys.exit(f"benchmarks: the Action did not find the example broken:\n{run.log}")
    python = outputs_in(output.read_text(encoding="utf-8"))["python"]
    # By itself, after the run that was measured has compiled what it imports.
    parts = subprocess.run(
        [python, "-c", _PARTS, str(example)], check=True, text=True, stdout=subprocess.PIPE, env=environment
    )
    return run, tuple(map(float, parts.stdout.split()))


def _environment(folder: Path, example: Path, installer: str) -> Mapping[str, str]:
    """Return the variables of a runner that has one of the installers; uv is told by nothing but PATH."""
    programs = folder / "programs"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(getattr(sys, "_base_executable", sys.executable))
    if installer == "uv":
        (programs / "uv").symlink_to(shutil.which("uv") or "")
    for name in ("output", "summary.md"):
        (folder / name).touch()
    others = (each for each in os.get_exec_path() if not (Path(each) / "uv").exists())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON", "VIRTUAL_"))}
    caches = {name: str(folder / "cache") for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME")}
    return {
        **kept,
        **caches,
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_WORKSPACE": str(example),
        "PATH": os.pathsep.join([str(programs), *others]),
        "RUNNER_TEMP": str(folder),
    }


if __name__ == "__main__":
    sys.exit(main())
