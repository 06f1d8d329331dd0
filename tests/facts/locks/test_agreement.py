"""One project locked by several tools: what is read of each lock has to be the same."""

import pytest

from facts.locks import python_samples
from facts.locks.files import Files
from upheld.facts.locks.formats import format_of
from upheld.facts.locks.pins import Lock

SAMPLES = {
    "uv": ("uv.lock", python_samples.UV),
    "poetry 1": ("poetry.lock", python_samples.POETRY_1),
    "poetry 2": ("poetry.lock", python_samples.POETRY_2),
    "poetry 2.0": ("poetry.lock", python_samples.POETRY_WITHOUT_GROUPS),
    "poetry before": ("poetry.lock", python_samples.POETRY_BEFORE),
    "pdm 4": ("pdm.lock", python_samples.PDM_4),
    "pdm 2": ("pdm.lock", python_samples.PDM_2),
    "pylock": ("pylock.toml", python_samples.PYLOCK),
    "pipenv": ("Pipfile.lock", python_samples.PIPFILE),
    "uv export": ("requirements.txt", python_samples.UV_EXPORT),
    "pip-compile": ("requirements.txt", python_samples.PIP_COMPILE),
}
TELL_DEVELOPMENT = {"uv", "poetry 1", "poetry 2", "poetry before", "pdm 4", "pdm 2", "pipenv"}
TELL_DIRECT = {"uv", "pip-compile"}


def read(tool: str) -> tuple[Lock, list[str]]:
    path, text = SAMPLES[tool]
    form = format_of(path)
    assert form
    return form.read(path, text, Files({path: text})), text.split("\n")


@pytest.mark.parametrize("tool", SAMPLES)
def test_every_tool_locks_the_same_packages(tool: str) -> None:
    lock, _ = read(tool)

    assert {(pin.package.name, pin.package.version) for pin in lock.pins} == python_samples.EVERYWHERE
    assert {pin.package.ecosystem for pin in lock.pins} == {"PyPI"}
    assert (lock.unaudited, lock.problem) == ((), None)


@pytest.mark.parametrize("tool", SAMPLES)
def test_the_line_of_a_pin_states_its_version(tool: str) -> None:
    lock, lines = read(tool)

    assert all(pin.package.version in lines[pin.location.line - 1] for pin in lock.pins)
    assert len({pin.location.line for pin in lock.pins}) == len(lock.pins) == len(python_samples.EVERYWHERE)


@pytest.mark.parametrize("tool", SAMPLES)
def test_what_is_for_development_only_is_told_where_the_lock_says_so(tool: str) -> None:
    lock, _ = read(tool)

    development = {pin.package.name for pin in lock.pins if pin.development}
    assert development == ({"pytest", "iniconfig"} if tool in TELL_DEVELOPMENT else set())
    assert all((pin.development is None) == (tool not in TELL_DEVELOPMENT) for pin in lock.pins)


@pytest.mark.parametrize("tool", sorted(TELL_DIRECT))
def test_what_the_project_asks_for_itself_is_told_where_the_lock_says_so(tool: str) -> None:
    lock, _ = read(tool)

    direct = {pin.package.name for pin in lock.pins if pin.direct} - {"colorama"}
    assert direct == {"click", "jinja2", "pytest", "requests"}
    assert {pin.package.name for pin in lock.pins if pin.direct is False} - {"colorama"} == {
        "iniconfig",
        "markupsafe",
        "pysocks",
    }


def test_the_condition_of_a_pin_is_noted() -> None:
    for tool in ("poetry 2", "pdm 4", "pylock", "uv export"):
        lock, _ = read(tool)
        (note,) = (pin.note for pin in lock.pins if pin.package.name == "colorama")
        assert note
        assert note.replace('"', "'") == "only where sys_platform == 'win32'", tool
