from datetime import date
from pathlib import Path

import pytest

from making import git, repository
from upheld.facts.lock_history import InUse, ecosystems_in_use, lock_history
from upheld.repository import Repository

NPM = InUse("npm", "", "package.json")
PACKAGE = '{"dependencies": {"left-pad": "^1.0.0"}}'


def lock(version: str, own: str = "1.0.0") -> str:
    return f'{{\n"version": "{own}",\n"own": "{own}",\n"version": "{version}",\n"resolved": "{version}",\n"integrity": "{version}"\n}}\n'


def committed(folder: Path, *texts: str, path: str = "package-lock.json", message: str = "A commit") -> Repository:
    made = repository(folder, {"package.json": PACKAGE, path: texts[0]})
    for text in texts[1:]:
        (folder / path).write_text(text, encoding="utf-8")
        git(folder, "commit", "-q", "-a", "-m", message)
    return made


def test_the_newest_commit_that_replaces_an_entry_is_the_last_update(tmp_path: Path) -> None:
    made = committed(tmp_path, lock("1.0.0"), lock("1.1.0"), lock("1.1.0", "2.0.0"))

    history = lock_history(made, NPM)

    assert history.last is not None
    assert history.last.commit == git(tmp_path, "rev-parse", "HEAD~1").strip()
    assert (history.last.author, history.last.path) == ("A tester", "package-lock.json")
    assert isinstance(history.last.day, date)


@pytest.mark.parametrize(
    "texts", [(lock("1.0.0"),), (lock("1.0.0"), lock("1.0.0", "2.0.0")), (lock("1"), lock("1") + "\n\n\n\n")]
)
def test_the_first_commit_a_release_and_what_is_only_added_are_no_updates(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    history = lock_history(committed(tmp_path, *texts), NPM)

    assert (history.locks, history.last, history.unknown_because) == (("package-lock.json",), None, None)


def test_a_changed_pin_is_an_update(tmp_path: Path) -> None:
    made = committed(tmp_path, "flask==1.0\n", "flask==2.0\n", path="requirements.txt")

    assert lock_history(made, InUse("pip", "", "requirements.txt")).last is not None


def test_a_lock_whose_lines_git_does_not_count_is_not_known(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("package-lock.json -diff\n", encoding="utf-8")

    history = lock_history(committed(tmp_path, lock("1"), lock("2")), NPM)

    assert (history.last, "git counts no lines" in (history.unknown_because or "")) == (None, True)


def test_without_a_lock_or_the_whole_history_nothing_is_known(tmp_path: Path) -> None:
    made = committed(tmp_path / "full", lock("1"), lock("2"))
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path / 'full'}", "shallow")

    assert "no lock file" in (lock_history(made, InUse("cargo", "", "Cargo.toml")).unknown_because or "")
    assert "whole history" in (lock_history(Repository(tmp_path / "shallow"), NPM).unknown_because or "")


def test_names_of_files_are_no_patterns(tmp_path: Path) -> None:
    made = committed(tmp_path, lock("1"), lock("2"), path="a*/package-lock.json")
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab/package-lock.json").write_text(lock("1"), encoding="utf-8")

    assert [change.files[0][0] for change in made.changes(("a*/package-lock.json",)) or ()] == [
        "a*/package-lock.json"
    ] * 2


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"package.json": PACKAGE, "web/Cargo.toml": "[dependencies]"}, ["npm"]),
        ({"web/package.json": PACKAGE, "core/Cargo.toml": "[dependencies]"}, ["cargo", "npm"]),
        ({"tests/package.json": PACKAGE, "docs/requirements.txt": "x==1"}, []),
        ({"package.json": '{"name": "widget"}', "pyproject.toml": "[tool.ruff]\n"}, []),
        ({"pyproject.toml": '[project]\ndependencies = [\n  "flask",\n]\n'}, ["pip"]),
        ({"pyproject.toml": "[project]\ndependencies = []\n"}, []),
        ({"pyproject.toml": "[tool.poetry.dependencies]\nflask = '*'\n"}, ["pip"]),
        ({"go.mod": "module x\n\nrequire example.org/y v1.0.0\n"}, ["gomod"]),
        ({"go.mod": "module x\n"}, []),
        ({"Widget.csproj": "<Project/>", "pom.xml": "<project/>"}, ["nuget", "maven"]),
        ({"README.md": ""}, []),
    ],
)
def test_ecosystems_in_use_are_those_of_the_manifests(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    assert sorted(each.ecosystem for each in ecosystems_in_use(repository(tmp_path, files))) == sorted(expected)
