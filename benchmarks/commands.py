"""The commands that are measured: the installed `upheld` and the bare interpreter beside it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

Command = tuple[str, ...]


def upheld(*arguments: str) -> Command:
    """Return the command of this interpreter's own `upheld`."""
    found = shutil.which("upheld", path=str(Path(sys.executable).parent))
    return (found, *arguments) if found else _give_up(f"upheld is not installed in {sys.prefix}; run pip install -e .")


def check(repository: Path) -> Command:
    """Return the whole run on a repository."""
    return upheld("check", "--offline", str(repository))


def python(statement: str) -> Command:
    """Return what an interpreter needs for one statement."""
    return (sys.executable, "-c", statement)


def run(command: Command) -> str:
    """Run a command that must end with 0, and return what it said on standard error."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        _give_up(f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stderr


def _give_up(message: str) -> NoReturn:
    sys.exit(f"benchmarks: {message}")
