"""What is built and installed: the wheel, the sdist and the editable install each give the whole tool."""

import ast
import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from environments import ROOT, Environment, build
from upheld import __version__
from upheld.examples import EXPECTED

CHECKS = ROOT / "checks" / "upheld_checks"
EXAMPLE = CHECKS / "supported_versions" / "examples" / "broken-never-released"
PAGES = {page.parent.name.replace("_", "-"): page for page in sorted(CHECKS.glob("*/README.md"))}
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("built")
    return {target: build(ROOT, target, folder) for target in ("sdist", "wheel")}


@pytest.fixture
def sdist(built: dict[str, Path]) -> Path:
    return built["sdist"]


@pytest.fixture
def wheel(built: dict[str, Path]) -> Path:
    return built["wheel"]


@pytest.fixture
def installed(built: dict[str, Path], tmp_path: Path) -> Callable[[str], Environment]:
    """Install Upheld as a wheel, an sdist or editable."""

    def install(way: str) -> Environment:
        environment = Environment(tmp_path / "environment")
        what: list[str | Path] = ["--editable", ROOT] if way == "editable" else [built[way]]
        environment.install(*what)
        return environment

    return install


@pytest.mark.parametrize("way", ["wheel", "sdist", "editable"])
def test_every_way_to_install_gives_the_whole_tool(
    way: str, installed: Callable[[str], Environment], tmp_path: Path
) -> None:
    environment = installed(way)
    repository = tmp_path / "repository"

    place = environment.python(
        "-c", "import upheld, upheld_checks; print(upheld.__file__, upheld_checks.__file__)"
    ).stdout
    assert place.count(str(ROOT if way == "editable" else environment.packages)) == 2
    assert environment.upheld("--version").stdout == f"upheld {__version__}\n"
    assert environment.python("-m", "upheld.examples", EXAMPLE, repository).returncode == 0
    options = ("--offline", "--format", "concise", "--select", "supported-versions")
    checked = environment.upheld("check", *options, repository)
    assert (checked.stdout, checked.stderr) == ((EXAMPLE / EXPECTED).read_text(encoding="utf-8"), "")
    assert checked.returncode == 1


@pytest.mark.parametrize("way", ["wheel", "editable"])
def test_every_rule_brings_its_page(way: str, installed: Callable[[str], Environment]) -> None:
    environment = installed(way)

    listed = environment.upheld("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(PAGES)
    for rule, page in PAGES.items():
        assert environment.upheld("explain", rule).stdout == page.read_text(encoding="utf-8")


def test_the_wheel_holds_all_files_of_the_two_packages_but_the_examples_and_nothing_else(wheel: Path) -> None:
    ours = {*_files(ROOT / "src"), *_files(ROOT / "checks")}
    wanted = {path for path in ours if "examples" not in Path(path).parts[:3]}

    held = {name for name in _contents(wheel) if ".dist-info/" not in name}
    assert held == wanted
    assert {"upheld/py.typed", "upheld_checks/py.typed"} < held
    assert {Path(name).parts[0] for name in held} == {"upheld", "upheld_checks"}


def test_the_sdist_holds_all_that_the_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}

    for folder in (".ci", ".github", "src", "checks", "tests", "benchmarks"):
        assert {f"{folder}/{path}" for path in _files(ROOT / folder)} <= held
    assert {"noxfile.py", "pyproject.toml", "action.yml", "LICENSE", "README.md", "CONTRIBUTING.md"} <= held


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")

    again = build(next(tmp_path.iterdir()), "wheel", tmp_path / "again")
    assert again.name == wheel.name
    assert _contents(again) == _contents(wheel)


def test_every_third_party_import_is_a_declared_dependency_and_the_other_way_round() -> None:
    distributions = packages_distributions()
    roots = {root for folder in ("src", "checks") for path in (ROOT / folder).rglob("*.py") for root in _imported(path)}
    third_party = roots - sys.stdlib_module_names - {"upheld", "upheld_checks"}

    # What is not installed here is for other systems; its distribution bears the module's name.
    imported = {canonicalize_name(distributions.get(root, [root])[0]) for root in third_party}
    assert imported == _names(PROJECT["project"]["dependencies"])


def test_every_dependency_has_its_reason_in_contributing() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = page.split("\n## Dependencies\n")[1].split("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    reasons = {canonicalize_name(name): why for name, why in rows if name not in {"Package", "---"}}

    groups = [each for group in PROJECT["dependency-groups"].values() for each in group if isinstance(each, str)]
    extras = [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
    assert set(reasons) == _names([*PROJECT["project"]["dependencies"], *extras, *groups])
    assert all(reasons.values())


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _imported(path: Path) -> Iterator[str]:
    """Yield what a module imports, the grammars too, which it names in texts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Constant) and re.fullmatch(r"tree_sitter_\w+", str(node.value)):
            yield str(node.value)


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}
