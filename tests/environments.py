"""Packages built from source, and virtual environments to install them in; no index is asked."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLUGIN = Path(__file__).parent / "plugin"


class Environment:
    """A virtual environment of its own; what Upheld depends on is borrowed from the one that runs the tests."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, symlinks=os.name != "nt")
        scheme = {"base": str(folder), "platbase": str(folder)}
        self.packages = Path(sysconfig.get_path("purelib", "venv", scheme))
        self.programs = Path(sysconfig.get_path("scripts", "venv", scheme))
        # Comes after this environment's own packages on sys.path: a package that is installed here is never borrowed.
        (self.packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def install(self, *what: str | Path) -> None:
        """Install packages without their dependencies."""
        here = str(Path(sys.executable).parent)
        uv = shutil.which("uv", path=os.pathsep.join((here, os.environ.get("PATH", os.defpath))))
        program = [uv, "pip"] if uv else [sys.executable, "-m", "pip", "--python", self._python]
        # pip takes what is borrowed for installed, and would leave it at that.
        into = ["--python", self._python] if uv else ["--ignore-installed", "--disable-pip-version-check"]
        options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
        done = run(*program, "install", *into, *options, *map(str, what))
        assert done.returncode == 0, done.stderr

    def python(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(self._python, *map(str, arguments))

    def upheld(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(str(self.programs / "upheld"), *map(str, arguments))

    def shell(self, commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run lines for a shell as if this environment were activated."""
        path = os.pathsep.join((str(self.programs), os.environ.get("PATH", ""), os.defpath))
        return run("/bin/sh", "-e", "-c", commands, cwd=folder, path=path)

    @property
    def _python(self) -> str:
        return str(self.programs / "python")


def build(source: Path, target: str, folder: Path) -> Path:
    """Build the `wheel` or the `sdist` of a project and return the file."""
    done = run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder), cwd=source)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl" if target == "wheel" else "*.tar.gz"))


def run(*command: str, cwd: Path | None = None, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command outside the project, so that nothing is found just because it lies there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"PATH": path} if path else {}
    folder = cwd or Path(sys.executable).parent
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
