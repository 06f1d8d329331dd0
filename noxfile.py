# /// script
# dependencies = ["nox>=2025.5"]
# ///
"""What a developer can do here: `nox -l` lists it. Without nox, `python3 noxfile.py -s tests` sets itself up."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent
EXAMPLE = "checks/upheld_checks/supported_versions/examples/broken-never-released"
SARIF_VALIDATOR = "5.7.0"
PAGE_TOOLS = {"axe-core": "4.14.1", "puppeteer-core": "24.43.1"}
GO_PROGRAMS = {
    "actionlint": "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
    "act": "github.com/nektos/act@v0.2.87",
    "gitleaks": "github.com/zricethezav/gitleaks/v8@v8.30.0",
}

if sys.version_info < (3, 11):  # noqa: UP036 - told here, before pip says it in a page of text
    sys.exit(f"Upheld needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable})")

try:
    import nox
except ModuleNotFoundError:
    environment = ROOT / ".nox" / "bootstrap"
    program = environment / ("Scripts/nox.exe" if os.name == "nt" else "bin/nox")
    if not program.exists():  # also where an earlier try was interrupted
        sys.stderr.write("nox is not installed; it is fetched into .nox/bootstrap\n")
        try:
            venv.create(environment, with_pip=True, clear=True)
        except subprocess.CalledProcessError:
            sys.exit("this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv")
        pip = [str(program.with_name("python")), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        if subprocess.run([*pip, "nox>=2025.5"], check=False).returncode:
            sys.exit("nox could not be fetched; see above what pip says")
    sys.exit(subprocess.run([program, "-f", __file__, *sys.argv[1:]], check=False).returncode)

nox.needs_version = ">=2025.5"
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
    shutil.rmtree(target, ignore_errors=True)
    session.run("python", "-m", "upheld.examples", EXAMPLE, str(target))
    session.run("upheld", "check", "--offline", str(target), success_codes=[1])


@nox.session(default=False)
def dev(session: nox.Session) -> None:
    """Make `.nox/dev`, an environment for development: Upheld editable, with all that its tests and linters use."""
    project = nox.project.load_toml("pyproject.toml")
    session.install("-e", ".", *nox.project.dependency_groups(project, "tests", "lint", "types"))


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
    """Check types with mypy and pyright, both strict."""
    session.install("-e", ".", *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "types"))
    session.run("mypy")
    session.run("pyright", env={"PYRIGHT_PYTHON_IGNORE_WARNINGS": "true"})  # pinned: a newer one is no news


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist and the wheel, and try the wheel in an environment where nothing else is."""
    session.install("build")
    folder = Path(session.create_tmp())
    for old in ("dist", "example"):
        shutil.rmtree(folder / old, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(folder / "dist"))
    session.run("python", "-m", "venv", "--clear", str(folder / "clean"))
    programs = folder / "clean" / ("Scripts" if os.name == "nt" else "bin")
    python, upheld = str(programs / "python"), str(programs / "upheld")
    wheel = next((folder / "dist").glob("*.whl"))
    session.run(python, "-m", "pip", "install", "--quiet", str(wheel), external=True)
    session.run(upheld, "--version", external=True)
    session.run(upheld, "explain", external=True)
    session.run(python, "-m", "upheld.examples", EXAMPLE, str(folder / "example"), external=True)
    session.run(upheld, "check", "--offline", str(folder / "example"), external=True, success_codes=[1])


@nox.session(default=False)
def sarif(session: nox.Session) -> None:
    """Hold the SARIF of every example against its JSON Schema and Microsoft's validator; CONTRIBUTING.md lists exceptions."""
    if shutil.which("npm") is None:
        session.skip(
            "npm, which installs Microsoft's validator, is not here; `tests` asks the JSON Schema all the same"
        )
    session.install(".", *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests"))
    package = f"@microsoft/sarif-multitool-{sys.platform}"
    folder = Path(session.create_tmp()).resolve() / SARIF_VALIDATOR
    program = folder / "node_modules" / package / ("Sarif.Multitool.exe" if os.name == "nt" else "Sarif.Multitool")
    if not program.exists():
        install = ("npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund")
        session.run(*install, f"{package}@{SARIF_VALIDATOR}", external=True)
    program.chmod(0o755)  # the package leaves it to a script of its own
    files = [f"tests/report/test_sarif{name}.py" for name in ("", "_validator")]
    session.run(
        "python",
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        *files,
        env={"UPHELD_SARIF_VALIDATOR": str(program)},
    )


@nox.session(default=False)
def action(session: nox.Session) -> None:
    """Hold action.yml and the workflows against what others know of them, install the Action, and run it with act."""
    session.install(".", *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests", "action"))
    workflows = ".github/workflows"
    schema = ("check-jsonschema", "--builtin-schema")
    session.run(*schema, "vendor.github-actions", "action.yml")
    session.run(*schema, "vendor.gitlab-ci", "templates/gitlab.yml")
    files = [*map(str, sorted(Path(workflows).glob("*.yml"))), "templates/review.yml"]
    session.run(*schema, "vendor.github-workflows", *files)
    # --strict-collection: a file that cannot be read is passed over with a warning otherwise.
    zizmor = ("zizmor", "--offline", "--strict-collection", "--no-progress", "--persona", "auditor")
    session.run(*zizmor, "action.yml", workflows, "templates/review.yml")
    path = _path_with(session, "actionlint", "act")
    if actionlint := shutil.which("actionlint", path=path):
        session.run(actionlint, external=True)
        session.run(actionlint, "templates/review.yml", external=True)
    pytest = ("python", "-m", "pytest", "-q", "-rs", "-n", "auto", "tests/action")
    session.run(*pytest, env={"PATH": path, "UPHELD_TEST_INSTALL": "1"})


def _path_with(session: nox.Session, *programs: str) -> str:
    return os.pathsep.join([*(_go_program(session, name) for name in programs), os.environ.get("PATH", os.defpath)])


def _go_program(session: nox.Session, name: str) -> str:
    """Build a program that neither PyPI nor npm has, where Go is; return the folder that it is in."""
    folder = Path(session.create_tmp()).resolve() / GO_PROGRAMS[name].rpartition("/")[2]
    if not list(folder.glob(f"{name}*")) and (go := shutil.which("go")):
        build = (go, "install", "-tags=WITHOUT_DOCKER", GO_PROGRAMS[name])
        session.run(*build, env={"GOBIN": str(folder)}, external=True, success_codes=[0, 1])
    if not shutil.which(name, path=os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])):
        session.warn(f"skipped: {name} is not installed, and Go, which would build it, is absent or cannot")
    return str(folder)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Lock what action.yml installs, by version and hash; `nox -s lock -- --upgrade` takes newer versions."""
    project = nox.project.load_toml("pyproject.toml")
    session.install(*nox.project.dependency_groups(project, "action"))
    build = Path(session.create_tmp()) / "build.in"
    build.write_text("\n".join(project["build-system"]["requires"]), encoding="utf-8")
    options = ["--universal", "--generate-hashes", "--no-annotate", "--no-emit-index-url", "--quiet"]
    options += ["--python-version", project["project"]["requires-python"].removeprefix(">=")]
    options += ["--output-file", "requirements-action.txt", *session.posargs]
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", str(build), *options),
        env={"UV_CUSTOM_COMPILE_COMMAND": "nox -s lock"},
    )


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure start-up, the reading of policies, a small and a large repository, growth and the Action; asks an index."""
    session.install(".")
    session.run("python", "benchmarks/run.py", *session.posargs)
    session.run("python", "benchmarks/dependencies.py")
    session.run("python", "benchmarks/secret_scan.py")
    session.run("python", "benchmarks/pull_requests.py")
    session.run("python", "benchmarks/exposure.py", "--megabytes", "20")
    # Last, since what is installed for it would take part in what is measured before.
    session.install(*nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests", "action"))
    session.run("python", "benchmarks/whole_action.py")


@nox.session(default=False)
def corpus(session: nox.Session) -> None:
    """Score labelled policies in FOLDER, and labelled servers in checkouts in $UPHELD_PEERS: `nox -s corpus -- FOLDER`."""
    session.install("-e", ".")
    folder = Path(session.posargs[0])
    session.run("python", "benchmarks/corpus.py", str(folder / "corpus"))
    session.run("python", "benchmarks/seeds.py", str(folder / "seeds"))
    session.run("python", "benchmarks/promises.py", str(folder / "seeds"), "--at-least", "1.0", "1.0")
    session.run("python", "benchmarks/promises.py", str(folder / "corpus"), "--at-least", "0.95", "0.85")
    servers = os.environ.get("UPHELD_PEERS") or session.create_tmp()
    session.run("python", "benchmarks/exposure_corpus.py", str(folder / "corpus-mcp" / "labels.json"), servers)


@nox.session(default=False)
def parity(session: nox.Session) -> None:
    """Hold the audit against osv-scanner and pip-audit: `nox -s parity -- FOLDER/advisories [LOCK ...]`."""
    session.install("-e", ".[pip-audit]")
    folder, *locks = session.posargs
    session.run("python", "benchmarks/parity.py", "--advisories", folder, *locks)


@nox.session(default=False)
def probes(session: nox.Session) -> None:
    """Probe real servers from npm and PyPI: `nox -s probes -- --install FOLDER`; needs npm for most of them."""
    session.install("-e", ".")
    session.run("python", "benchmarks/probes.py", *session.posargs)


@nox.session(default=False)
def leaks(session: nox.Session) -> None:
    """Score the scan for secrets on the examples of other scanners, in packages or checkouts: `nox -s leaks -- --help`."""
    session.install("-e", ".", "pip")
    cache = Path(session.create_tmp()).resolve() / "peers"
    arguments = ("--cache", str(cache), *session.posargs)
    session.run("python", "benchmarks/leaks.py", *arguments, env={"PATH": _path_with(session, "gitleaks")})


@nox.session(default=False)
def history(session: nox.Session) -> None:
    """Measure the scan of every commit for secrets beside gitleaks: `nox -s history -- REPOSITORY`."""
    session.install("-e", ".")
    session.run("python", "benchmarks/history.py", *session.posargs, env={"PATH": _path_with(session, "gitleaks")})


@nox.session(default=False)
def additions(session: nox.Session) -> None:
    """Replay the history of repositories, which commits would be told of: `nox -s additions -- REPOSITORY ...`."""
    session.install("-e", ".")
    session.run("python", "benchmarks/additions.py", *session.posargs)


@nox.session(default=False)
def pages(session: nox.Session) -> None:
    """Show the pages of six reviews to Chromium and axe-core, in light and dark, wide and narrow; measure their making."""
    session.install(".")
    session.run("python", "benchmarks/review.py")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not (chromium and shutil.which("npm")):
        session.skip("Chromium or npm is not here, so that no page is shown; `tests` looks at their HTML all the same")
    folder = Path(session.create_tmp()).resolve()
    packages = [f"{name}@{version}" for name, version in PAGE_TOOLS.items()]
    install = ("npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund")
    session.run(*install, *packages, external=True)
    session.run("python", "benchmarks/review_pages.py", str(folder / "pages"))
    shown = map(str, sorted((folder / "pages").iterdir()))
    where = {"NODE_PATH": str(folder / "node_modules"), "CHROMIUM": chromium}
    session.run("node", "benchmarks/review_pages.cjs", *shown, env=where, external=True)


@nox.session(default=False)
def versions(session: nox.Session) -> None:
    """Compare the order of versions with the ecosystems' own tools, where they are: `nox -s versions -- --count 5000`."""
    session.install("-e", ".")
    session.run("python", "benchmarks/versions.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
