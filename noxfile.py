# /// script
# dependencies = ["nox>=2025.5"]
# ///
"""What a developer can do here: `nox -l` lists it. Without nox, `python3 noxfile.py -s demo` and `-s tests` set themselves up."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent
EXAMPLE = "checks/upheld_checks/supported_versions/examples/broken-never-released"

try:
    import nox
except ModuleNotFoundError:
    environment = ROOT / ".nox" / "bootstrap"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "nox>=2025.5"], check=True)
    sys.exit(subprocess.run([python, "-m", "nox", "-f", __file__, *sys.argv[1:]], check=False).returncode)

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True
nox.options.sessions = ["lint", "typecheck", "tests", "package"]


@nox.session(default=False)
def security(session: nox.Session) -> None:
    """Run Upheld on the repository that you stand in; arguments after `--` go to `upheld`."""
    session.install("-e", ".")
    session.run("upheld", *(session.posargs or ["check", "."]))


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Build the example repository and let Upheld judge its policy: it is broken, and that is what is shown."""
    session.install("-e", ".")
    target = Path(session.create_tmp()) / "example"
    session.run("python", "-m", "upheld.examples", EXAMPLE, str(target))
    session.run("upheld", "check", "--offline", str(target), success_codes=[1])


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests against the built wheel."""
    session.install(".", *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests"))
    session.run("python", "-m", "pytest", "-q", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def typecheck(session: nox.Session) -> None:
    """Check types with mypy, strict."""
    session.install("-e", ".", *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "types"))
    session.run("mypy")


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist and the wheel."""
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(Path(session.create_tmp()) / "dist"))


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure start-up, a small and a large repository, and growth; ratios within one run."""
    session.install(".")
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session(default=False)
def corpus(session: nox.Session) -> None:
    """Score a labelled corpus: `nox -s corpus -- FOLDER`."""
    session.install("-e", ".")
    session.run("python", "benchmarks/corpus.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
