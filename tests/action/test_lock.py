"""The Action's lock file: it agrees with pyproject.toml, and nothing in it can come from elsewhere than it says."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from action.steps import ROOT, STEPS

LOCK = ROOT / "requirements-action.txt"
TEXT = LOCK.read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
_ENTRY = re.compile(r"(?P<requirement>[^\s#][^\\\n]*?) \\\n(?P<hashes>(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")

LOCKED = {
    canonicalize_name(requirement.name): requirement
    for requirement in (Requirement(match["requirement"]) for match in _ENTRY.finditer(TEXT))
}


def _version(requirement: Requirement) -> str:
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    return pin.version


def _lacking(wanted: Requirement) -> bool:
    locked = LOCKED.get(canonicalize_name(wanted.name))
    return locked is None or not wanted.specifier.contains(_version(locked), prereleases=True)


@pytest.mark.parametrize("needed", NEEDED)
def test_every_dependency_is_locked_at_a_version_that_pyproject_allows(needed: str) -> None:
    assert not _lacking(Requirement(needed)), "`nox -s lock` makes the lock file anew"


@pytest.mark.parametrize("name", LOCKED)
def test_what_a_locked_package_itself_needs_is_locked(name: str) -> None:
    try:
        needed = [Requirement(text) for text in requires(name) or ()]
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed here, so its needs cannot be read")
    assert [str(each) for each in needed if _is_due(each) and _lacking(each)] == []


def test_the_lock_file_holds_pins_with_hashes_and_no_address_of_an_index() -> None:
    assert re.sub(r"^#.*\n", "", _ENTRY.sub("", TEXT), flags=re.MULTILINE) == ""
    assert not re.search(r"[/@]|--(?!hash=)", TEXT)


def test_the_action_installs_what_is_locked_and_builds_nothing_that_is_not() -> None:
    install = next(step["run"] for step in STEPS if step["name"] == "Install upheld")
    lines = [line.strip() for line in install.splitlines() if line.strip().startswith('"${install[@]}"')]
    first, second = (line.partition(" || ")[0].removeprefix('"${install[@]}" ').split() for line in lines)
    assert first == ["--require-hashes", "--only-binary", ":all:", "-r", LOCK.name]
    assert second == ["--no-deps", "--no-build-isolation", "."]


def _is_due(requirement: Requirement) -> bool:
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate({"extra": "", "python_version": python, "python_full_version": f"{python}.0", **system})
        for python in PYTHONS
        for system in SYSTEMS
    )
