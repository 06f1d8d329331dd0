from collections.abc import Mapping

import pytest

from facts.locks import python_samples
from facts.locks.files import Files
from upheld.ecosystems import Package
from upheld.facts.locks import Locks, discovery, locks
from upheld.facts.locks.pins import Lock


def found(files: Mapping[str, str | None], **options: tuple[str, ...]) -> Locks:
    return locks(Files(dict(files)), **options)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def by_path(here: Locks) -> dict[str, Lock]:
    return {lock.path: lock for lock in here.locks}


def test_every_lock_is_read_and_one_package_has_all_its_pins() -> None:
    here = found({"uv.lock": python_samples.UV, "requirements.txt": python_samples.UV_EXPORT, "README.md": "a==1"})

    assert by_path(here).keys() == {"uv.lock", "requirements.txt"}
    pins = here.packages[Package("PyPI", "jinja2", "3.1.6")]
    assert [str(pin.location) for pin in pins] == ["uv.lock:26", "requirements.txt:15"]
    assert len(here.packages) == len(python_samples.EVERYWHERE)


def test_a_lock_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    here = found(
        {
            "a/uv.lock": "version = 2\n",
            "b/poetry.lock": "= 1\n",
            "c/pdm.lock": None,
            "d/uv.lock": "a = " + "[" * 5000,
            "e/uv.lock": python_samples.UV,
            "f/requirements.txt": None,
            "g/requirements.txt": "a==1",
            "h/package-lock.json": "{",
        }
    )

    problems = {path: (lock.problem, lock.problem_line) for path, lock in by_path(here).items()}
    assert problems.pop("e/uv.lock") == problems.pop("g/requirements.txt") == (None, 1)
    assert problems["a/uv.lock"] == ("states version 2 of its format; 1 is read", 1)
    assert problems["c/pdm.lock"] == ("is binary, not text", 1)
    assert problems["d/uv.lock"] == ("is nested too deeply", 1)
    assert problems["f/requirements.txt"] == ("is binary, not text", 1)
    assert all(problem for problem, _ in problems.values())


def test_a_lock_of_too_many_bytes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_BYTES", 1000)

    (lock,) = found({"uv.lock": python_samples.UV}).locks
    assert lock.problem
    assert "at most 1,000 are read" in lock.problem


def test_locks_beyond_a_number_are_told_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_LOCKS", 2)
    files = {
        "a/uv.lock": python_samples.UV,
        "b/requirements.txt": "a==1",
        "c/requirements.txt": "a==1",
        "d/uv.lock": python_samples.UV,
    }

    here = found(files)
    assert {path for path, lock in by_path(here).items() if lock.problem} == {
        "b/requirements.txt",
        "c/requirements.txt",
    }
    assert {lock.problem for lock in here.locks if lock.problem} == {"is not read: there are more than 2 locks"}


def test_locks_beyond_a_size_of_all_are_told_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_CHARACTERS", len(python_samples.UV) - 1)

    first, second = found({"a/uv.lock": python_samples.UV, "b/uv.lock": python_samples.UV}).locks
    assert (first.problem, second.pins) == (None, ())
    assert second.problem
    assert "the locks before it have" in second.problem


def test_what_is_no_lock_of_the_project_is_left_out_and_told() -> None:
    files = {"uv.lock": python_samples.UV, "examples/a/uv.lock": "version = 1", "tests/data/b/Cargo.lock": ""}

    here = found(files)
    assert by_path(here).keys() == {"uv.lock"}
    assert here.left_out == (("examples/a/uv.lock", "an example"), ("tests/data/b/Cargo.lock", "in the data of tests"))


def test_the_configuration_decides_what_is_left_out() -> None:
    files = {"uv.lock": python_samples.UV, "examples/a/uv.lock": python_samples.UV}

    here = found(files, include=("examples",), exclude=("uv.lock",))
    assert by_path(here).keys() == {"examples/a/uv.lock"}
    assert here.left_out == (("uv.lock", "excluded by the configuration"),)
    assert not locks(Files(dict(files)), leave_out=lambda path: None).left_out  # noqa: ARG005 - takes all


@pytest.mark.parametrize(
    ("files", "read"),
    [
        ({"requirements.txt": "a==1", "requirements-dev.txt": "-r requirements.txt\nb==1"}, {"requirements-dev.txt"}),
        ({"requirements.txt": "a==1", "requirements-dev.txt": "b==1"}, {"requirements.txt", "requirements-dev.txt"}),
        (
            {"requirements-a.txt": "-r requirements-b.txt", "requirements-b.txt": "-r requirements-a.txt\nb==1"},
            {"requirements-a.txt"},
        ),
        ({"requirements.txt": "a==1\n-r requirements.txt"}, {"requirements.txt"}),
        ({"requirements.txt": "a>=1"}, set[str]()),
        ({"requirements.txt": "-e ."}, set[str]()),
        ({"requirements/dev.txt": "-r base.txt", "requirements/base.txt": "a==1"}, {"requirements/dev.txt"}),
        ({"requirements.txt": "-c requirements-b.txt\na", "requirements-b.txt": "a==1\nb==1"}, {"requirements.txt"}),
    ],
)  # fmt: skip
def test_a_list_of_requirements_is_a_lock_of_what_it_installs_with_those_it_includes(
    files: dict[str, str | None], read: set[str]
) -> None:
    here = found(files)

    assert by_path(here).keys() == read
    assert not [lock for lock in here.locks if lock.problem]


def test_nothing_is_read_twice_and_nothing_else_is_read() -> None:
    tree = Files(
        {"uv.lock": python_samples.UV, "pyproject.toml": python_samples.PYPROJECT, "src/main.py": "import sys"}
    )

    locks(tree)
    assert tree.read == ["uv.lock"]


def test_a_repository_without_locks_and_manifests_has_nothing() -> None:
    here = found({"src/main.c": "int main() {}"})

    assert (here.locks, here.left_out, here.unlocked, dict(here.packages)) == ((), (), (), {})
