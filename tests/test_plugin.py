"""The door for third parties: a package of checks is installed beside the built Upheld, and used."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from environments import PLUGIN, ROOT, Environment, build

RULE = "release-notes"
DISTRIBUTION = "upheld-release-notes"
CHECK = PLUGIN / "upheld_release_notes" / "release_notes"
FORGOTTEN = "2 of 2 releases have no entry in CHANGELOG.md, the last of them v1.1.0"
HEADER = """
from upheld.check import Finding, Verdict, check
from upheld_faulty.release_notes.promise import ReleaseNotes

@check(ReleaseNotes)
def release_notes(promise, context):
"""
FAULTY = f"check '{RULE}' of upheld-faulty"
CRASHING = f"{HEADER}    raise SystemExit(0)"
GULLIBLE = f"{HEADER}    yield Finding(verdict=Verdict.UPHELD, message='surely', subject='release notes')"
UNREADABLE = """
from upheld.model import Promise

class ReleaseNotes(Promise):
    kind = "release-notes"

    @classmethod
    def read(cls, document):
        raise ValueError(document.path)
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def upheld_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("upheld"))


@pytest.fixture(scope="session")
def plugged(tmp_path_factory: pytest.TempPathFactory, upheld_wheel: Path) -> Environment:
    """Return an environment that holds Upheld and the example package."""
    environment = Environment(tmp_path_factory.mktemp("plugged"))
    environment.install(upheld_wheel, build(PLUGIN, "wheel", tmp_path_factory.mktemp("plugin")))
    return environment


@pytest.fixture
def beside(tmp_path: Path, upheld_wheel: Path) -> Callable[..., Environment]:
    """Install Upheld and packages that are given as folders."""

    def install(*packages: Path) -> Environment:
        environment = Environment(tmp_path / "environment")
        wheels = [build(package, "wheel", tmp_path / "wheels" / package.name) for package in packages]
        environment.install(upheld_wheel, *wheels)
        return environment

    return install


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Copy the example package under another name, with changed files."""

    def copy(name: str, changed: dict[str, str] | None = None) -> Path:
        folder = tmp_path / name
        shutil.copytree(PLUGIN, folder, ignore=shutil.ignore_patterns("__pycache__"))
        module = name.replace("-", "_")
        (folder / "upheld_release_notes").rename(folder / module)
        for path in [folder / "pyproject.toml", *folder.rglob("*.py")]:
            text = path.read_text(encoding="utf-8")
            renamed = text.replace("upheld_release_notes", module).replace(DISTRIBUTION, name)
            path.write_text(renamed, encoding="utf-8")
        for file, text in (changed or {}).items():
            (folder / module / "release_notes" / file).write_text(text, encoding="utf-8")
        return folder

    return copy


@pytest.fixture
def repository(tmp_path: Path, plugged: Environment) -> Path:
    """Return a repository that promises release notes and forgot them, and keeps what it says of versions."""
    source = tmp_path / "source"
    shutil.copytree(CHECK / "examples" / "broken-forgotten-release", source)
    with (source / "SECURITY.md").open("a", encoding="utf-8") as policy:
        policy.write("\nOnly the latest release gets security fixes.\n")
    (source / "CHANGELOG.md").write_text("# Changelog\n\nTo be written.\n", encoding="utf-8")
    target = tmp_path / "repository"
    assert plugged.python("-m", "upheld.examples", source, target).returncode == 0
    return target


def concise(environment: Environment, repository: Path) -> subprocess.CompletedProcess[str]:
    return environment.upheld("check", "--offline", "--format", "concise", repository)


def test_check_reports_what_the_package_finds_beside_our_own(plugged: Environment, repository: Path) -> None:
    done = concise(plugged, repository)

    assert done.stderr == ""
    assert f"SECURITY.md:3: error: {FORGOTTEN} [{RULE}]" in done.stdout.splitlines()
    assert "[supported-versions]" in done.stdout
    assert done.returncode == 1


def test_explain_lists_the_rule_and_shows_its_page(plugged: Environment) -> None:
    page = (CHECK / "README.md").read_text(encoding="utf-8")

    assert plugged.upheld("explain", RULE).stdout == page
    listed = dict(line.split(maxsplit=1) for line in plugged.upheld("explain").stdout.splitlines())
    assert listed[RULE] == page.splitlines()[0].removeprefix("# ")


def test_promises_shows_the_kind_with_its_fields(plugged: Environment, repository: Path) -> None:
    done = plugged.upheld("promises", "--offline", "--format", "json", repository)

    read = [each for each in json.loads(done.stdout)["promises"] if each["kind"] == RULE]
    assert read == [
        {
            "kind": RULE,
            "line": 3,
            "column": 1,
            "quote": "Every release has an entry in CHANGELOG.md, security fixes first.",
            "force": "commitment",
            "fields": {"file": "CHANGELOG.md"},
        }
    ]
    assert RULE in plugged.upheld("promises", "--offline", repository).stdout


def test_sarif_lists_the_rule_with_the_distribution_that_brought_it(plugged: Environment, repository: Path) -> None:
    done = plugged.upheld("check", "--offline", "--format", "sarif", repository)

    run: dict[str, Any] = json.loads(done.stdout)["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules[RULE]["properties"]["distribution"] == f"{DISTRIBUTION} 1.0"
    assert rules["supported-versions"]["properties"]["distribution"].startswith("upheld ")
    assert [result["ruleId"] for result in run["results"]] == [RULE]


def test_the_rule_can_be_ignored_by_its_id(plugged: Environment, repository: Path) -> None:
    done = plugged.upheld("check", "--offline", "--format", "concise", "--ignore", RULE, repository)

    assert RULE not in done.stdout
    assert done.returncode == 0


def test_the_package_runs_its_examples_in_its_own_tests(plugged: Environment) -> None:
    examples = len(list((CHECK / "examples").iterdir()))

    done = plugged.python("-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", PLUGIN, PLUGIN / "tests")
    assert f"{examples} passed" in done.stdout
    assert done.returncode == 0


def test_two_packages_with_one_rule_are_both_named(
    beside: Callable[..., Environment], package: Callable[..., Path], repository: Path
) -> None:
    environment = beside(PLUGIN, package("upheld-other-notes"))

    done = concise(environment, repository)
    assert done.stderr == (
        f"upheld: upheld-other-notes and {DISTRIBUTION} both bring a check '{RULE}'; uninstall one of them\n"
    )
    assert (done.stdout, done.returncode) == ("", 2)


def test_a_package_cannot_take_the_place_of_our_own_rule(
    beside: Callable[..., Environment], package: Callable[..., Path], repository: Path
) -> None:
    folder = package("upheld-impostor")
    (folder / "upheld_impostor" / "release_notes").rename(folder / "upheld_impostor" / "supported_versions")

    done = concise(beside(folder), repository)
    assert "upheld and upheld-impostor both bring a check 'supported-versions'" in done.stderr
    assert done.returncode == 2


def test_a_package_that_is_not_there_is_an_error_that_names_its_distribution(
    beside: Callable[..., Environment], package: Callable[..., Path], repository: Path
) -> None:
    folder = package("upheld-half")
    metadata = folder / "pyproject.toml"
    named = metadata.read_text(encoding="utf-8").replace('notes = "upheld_half"', 'notes = "upheld_elsewhere"')
    metadata.write_text(named, encoding="utf-8")

    done = concise(beside(folder), repository)
    assert done.stderr == (
        "upheld: upheld-half names the package 'upheld_elsewhere', which is not installed; install it anew\n"
    )
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("check.py", "import nobody_has_this", f"{FAULTY} cannot be imported: ModuleNotFoundError("),
        ("check.py", "raise SystemExit(0)", f"{FAULTY} cannot be imported: SystemExit(0)"),
        ("../__init__.py", "1 / 0", f"{FAULTY} cannot be imported: ZeroDivisionError("),
        ("check.py", "release_notes = 1", f"{FAULTY} has no function release_notes made with @check"),
        ("promise.py", "class ReleaseNotes: pass", f"{FAULTY} takes ReleaseNotes, which names no `kind`"),
        ("check.py", CRASHING, f"{FAULTY} crashed: SystemExit(0)"),
        ("check.py", GULLIBLE, f"{FAULTY} crashed: NoEvidenceError("),
        (
            "promise.py",
            UNREADABLE,
            "promises of the kind 'release-notes' of upheld-faulty could not be read: ValueError(",
        ),
    ],
    ids=["import", "exit-on-import", "package", "no-check", "no-kind", "exit", "no-evidence", "unread"],
)
def test_a_package_that_fails_is_named_and_silences_nobody(
    file: str,
    text: str,
    message: str,
    beside: Callable[..., Environment],
    package: Callable[..., Path],
    repository: Path,
) -> None:
    environment = beside(package("upheld-faulty", {file: f"{text}\n"}))

    done = concise(environment, repository)
    told = [line for line in done.stdout.splitlines() if ": crash: " in line]
    assert len(told) == 1
    assert message in told[0]
    assert "[supported-versions]" in done.stdout
    assert (done.stderr, done.returncode) == ("", 4)
    assert environment.upheld("explain", RULE).returncode == 0
