"""What only one of Poetry, PDM, Pipenv and the standard's own lock can say."""

from collections.abc import Callable

import pytest
from hypothesis import given

from facts.locks import python_samples
from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks import pdm, pipfile, poetry, pylock
from upheld.facts.locks.pins import Lock, LockError
from upheld.tree import Tree

Read = Callable[[str, str, Tree], Lock]


def poetry_lock(rest: str, lock_version: str = "2.1") -> Lock:
    text = f'[[package]]\nname = "attrs"\nversion = "23.1.0"\n{rest}\n[metadata]\nlock-version = "{lock_version}"\n'
    return poetry.read("poetry.lock", text, EMPTY)


def pdm_lock(rest: str) -> Lock:
    text = f'[metadata]\nlock_version = "4.5.0"\n\n[[package]]\nname = "attrs"\nversion = "23.1.0"\n{rest}'
    return pdm.read("pdm.lock", text, EMPTY)


def standard_lock(rest: str, version: str = 'version = "23.1.0"') -> Lock:
    text = f'lock-version = "1.0"\ncreated-by = "me"\n\n[[packages]]\nname = "attrs"\n{version}\n{rest}'
    return pylock.read("pylock.toml", text, EMPTY)


def pipenv_lock(package: str, spec: str = "6") -> Lock:
    text = f'{{"_meta": {{"pipfile-spec": {spec}}},\n"default": {{\n"attrs": {package}\n}}}}'
    return pipfile.read("Pipfile.lock", text, EMPTY)


@pytest.mark.parametrize(
    ("lock", "reason"),
    [
        (poetry_lock('\n[package.source]\ntype = "git"\nurl = "https://example.org/a.git"\n'), "a git repository"),
        (poetry_lock('\n[package.source]\ntype = "directory"\nurl = "../a"\n'), "a folder"),
        (poetry_lock('\n[package.source]\ntype = "file"\nurl = "a.whl"\n'), "a file"),
        (poetry_lock('\n[package.source]\ntype = "url"\nurl = "https://example.org/a.whl"\n'), "an address"),
        (pdm_lock('git = "https://example.org/a.git"\n'), "a git repository"),
        (pdm_lock('path = "./a"\n'), "a file or a folder"),
        (pdm_lock('url = "https://example.org/a.whl"\n'), "an address"),
        (standard_lock('vcs = { type = "git", url = "https://example.org/a.git" }\n'), "a repository of sources"),
        (standard_lock('[packages.vcs]\ntype = "git"\n'), "a repository of sources"),
        (standard_lock('directory = { path = "." }\n', ""), "a folder"),
        (standard_lock('archive = { url = "https://example.org/a.zip" }\n'), "an address"),
        (pipenv_lock('{"git": "https://example.org/a.git", "ref": "1"}'), "a git repository"),
        (pipenv_lock('{"path": ".", "editable": true}'), "a file or a folder"),
        (pipenv_lock('{"file": "https://example.org/a.whl"}'), "an address"),
    ],
)
def test_what_comes_from_elsewhere_cannot_be_audited(lock: Lock, reason: str) -> None:
    assert [(entry.name, entry.reason) for entry in lock.unaudited] == [("attrs", f"is taken from {reason}")]
    assert lock.pins == ()


@pytest.mark.parametrize(
    ("lock", "reason"),
    [
        (standard_lock("", ""), "states no version"),
        (pipenv_lock("{}"), "states no version"),
        (pipenv_lock('{"version": "*"}'), "states a range, not a version"),
        (pipenv_lock('{"version": ">=1"}'), "states a range, not a version"),
        (pipenv_lock('{"version": "==1.*"}'), r"states 1.*, not a version"),
    ],
)
def test_an_entry_without_a_version_cannot_be_audited(lock: Lock, reason: str) -> None:
    assert [entry.reason for entry in lock.unaudited] == [reason]


@pytest.mark.parametrize(
    ("marker", "development"),
    [
        ("sys_platform == 'win32'", None),
        ("'default' in dependency_groups", False),
        ("'dev' in dependency_groups", True),
        ("'dev' in dependency_groups or 'default' in dependency_groups", False),
        ("'cli' in extras", False),
        ("'cli' in extras or 'dev' in dependency_groups", False),
    ],
)
def test_the_marker_of_the_standards_lock_tells_what_is_for_development(
    marker: str,
    development: bool | None,  # noqa: FBT001
) -> None:
    (pin,) = standard_lock(f'marker = "{marker}"\n').pins

    assert (pin.development, pin.note) == (development, f"only where {marker}")


def test_another_category_of_pipenv_is_neither_for_use_nor_for_development() -> None:
    text = '{"_meta": {"pipfile-spec": 6},\n"docs": {\n"attrs": {\n"version": "==23.1.0"}}}'

    (pin,) = pipfile.read("Pipfile.lock", text, EMPTY).pins
    assert (pin.development, pin.location.line) == (None, 4)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (poetry.read, '[metadata]\nlock-version = "3.0"\n', "states version 3.0 of its format; 1.x and 2.x are read"),
        (poetry.read, "[metadata]\n", "states no version of its format"),
        (poetry.read, "", "states no version of its format"),
        (pdm.read, '[metadata]\nlock_version = "5.0"\n', "states version 5.0 of its format; 2, 3.x and 4.x are read"),
        (pdm.read, "[metadata]\nlock_version = 4\n", "states no version of its format"),
        (pylock.read, 'lock-version = "2.0"\n', "states version 2.0 of its format; 1.x is read"),
        (pylock.read, "", "states no version of its format"),
        (pipfile.read, "{}", "states no version of its format"),
        (pipfile.read, '{"_meta": {"pipfile-spec": 7}}', "states version 7 of its format; 6 is read"),
        (pipfile.read, "[]", "object"),
        (pipfile.read, '{"_meta": {"pipfile-spec": 6}, "default": {"a": {}, "a": {}}}', "twice"),
        (pipfile.read, '{"_meta": {"pipfile-spec": ' + "[" * 100_000, "nested too deep"),
        (poetry.read, "<<<<<<< HEAD\n", "merge"),
        (pdm.read, "<<<<<<< HEAD\n", "merge"),
        (pylock.read, "<<<<<<< HEAD\n", "merge"),
        (pipfile.read, "<<<<<<< HEAD\n", "merge"),
    ],
)
def test_what_is_not_known_is_refused(read: Read, text: str, message: str) -> None:
    with pytest.raises(LockError, match=message):
        read("lock", text, EMPTY)


@given(mutated(python_samples.POETRY_1, python_samples.POETRY_2))
def test_whatever_a_lock_of_poetry_says_it_is_told(text: str) -> None:
    holds(poetry.read, text)


@given(mutated(python_samples.PDM_2, python_samples.PDM_4))
def test_whatever_a_lock_of_pdm_says_it_is_told(text: str) -> None:
    holds(pdm.read, text)


@given(mutated(python_samples.PYLOCK))
def test_whatever_a_standard_lock_says_it_is_told(text: str) -> None:
    holds(pylock.read, text)


@given(mutated(python_samples.PIPFILE))
def test_whatever_a_lock_of_pipenv_says_it_is_told(text: str) -> None:
    holds(pipfile.read, text)
