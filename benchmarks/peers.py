"""Where the examples of other scanners are: a checkout that is given, else a package that its own client fetches."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

VARIABLE = "UPHELD_PEERS"
"""Names a folder that holds checkouts, each called as its project is."""
GITLEAKS = "github.com/zricethezav/gitleaks/v8@v8.30.0"
# The last wheels before Kingfisher left its examples out of the program.
KINGFISHER = "kingfisher-bin==1.92.0"
_SECONDS = 300


class NoExamplesError(Exception):
    """Why a project's examples cannot be had."""


def place_of(name: str, given: Path | None, cache: Path) -> Path:
    """Return where a project's examples are: the folder that is given, one in `UPHELD_PEERS`, or its package.

    Raises:
        NoExamplesError: there is none of them.
    """
    beside = Path(os.environ[VARIABLE], name) if os.environ.get(VARIABLE) else None
    for folder in (given, beside):
        if folder is not None and folder.exists():
            return folder
    if given is not None:
        raise NoExamplesError(f"{given} does not exist")
    return _PACKAGES[name](cache)


def _module(_: Path) -> Path:
    """Return the source of gitleaks, by Go: its module cache keeps it."""
    told = json.loads(_asked("go", "mod", "download", "-json", GITLEAKS))
    return Path(told["Dir"])


def _wheel(cache: Path) -> Path:
    """Return a wheel of Kingfisher, by pip: its program holds the rules with their examples."""
    cache.mkdir(parents=True, exist_ok=True)
    if not list(cache.glob("kingfisher*.whl")):
        pip = ("-m", "pip", "download", "--quiet", "--disable-pip-version-check")
        _asked(sys.executable, *pip, "--no-deps", "--only-binary", ":all:", "--dest", str(cache), KINGFISHER)
    return next(cache.glob("kingfisher*.whl"))


def _none(_: Path) -> Path:
    raise NoExamplesError(f"no package holds its tests, and ${VARIABLE} names no checkout")


_PACKAGES: dict[str, Callable[[Path], Path]] = {"gitleaks": _module, "detect-secrets": _none, "kingfisher": _wheel}


def _asked(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise NoExamplesError(f"{program}, which fetches its package, is not here")
    try:
        done = subprocess.run(
            [found, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            cwd=Path(__file__).parent,
        )
    except subprocess.TimeoutExpired as error:
        raise NoExamplesError(f"{Path(program).name} took longer than {_SECONDS} seconds") from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise NoExamplesError(f"{Path(program).name} could not fetch its package: {said}")
    return done.stdout
