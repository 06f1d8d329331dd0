import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.composer import read
from upheld.facts.locks.pins import LockError

# Written by Composer 2.5, cut down.
LOCK = """\
{
    "_readme": ["This file is @generated automatically"],
    "content-hash": "1b199ed85d51c034d2de6d7a9167b429",
    "packages": [
        {
            "name": "acme/branch",
            "version": "dev-main",
            "source": {"type": "git", "url": "https://example.org/b.git", "reference": "abc"},
            "type": "library"
        },
        {
            "name": "acme/local",
            "version": "1.0.0",
            "dist": {"type": "path", "url": "local", "reference": "6911dd91"},
            "type": "library"
        },
        {
            "name": "Monolog/Monolog",
            "version": "v2.0.1",
            "dist": {"type": "zip", "url": "https://example.org/m.zip"},
            "require": {"psr/log": "^1.0"}
        }
    ],
    "packages-dev": [
        {
            "name": "symfony/yaml",
            "version": "5.4.0"
        }
    ],
    "aliases": [],
    "stability-flags": {"acme/branch": 20},
    "plugin-api-version": "2.3.0"
}
"""


def test_each_package_is_a_pin_at_the_line_of_its_version() -> None:
    lock = read("php/composer.lock", LOCK, EMPTY)

    assert [(str(pin.package), str(pin.location), pin.development) for pin in lock.pins] == [
        ("Monolog/Monolog 2.0.1", "php/composer.lock:19", False),
        ("symfony/yaml 5.4.0", "php/composer.lock:27", True),
    ]
    assert {pin.package.ecosystem for pin in lock.pins} == {"Packagist"}
    assert lock.form == "composer.lock"


def test_branches_and_folders_are_told_as_unaudited() -> None:
    lock = read("composer.lock", LOCK, EMPTY)

    assert [(each.name, each.location.line, each.reason) for each in lock.unaudited] == [
        ("acme/branch", 7, "is taken from a branch, not from a version"),
        ("acme/local", 13, "is a folder, not a published package"),
    ]


@pytest.mark.parametrize("version", ["dev-main", "2.x-dev", "9999999-dev", "DEV-x", "1.0.x.dev"])
def test_every_spelling_of_a_branch_is_one(version: str) -> None:
    lock = read("composer.lock", f'{{"packages": [{{"name": "a/b", "version": "{version}"}}]}}', EMPTY)

    assert lock.pins == ()
    assert "branch" in lock.unaudited[0].reason


def test_a_project_without_packages_for_development_has_null_there() -> None:
    lock = read("composer.lock", '{"packages": [], "packages-dev": null}', EMPTY)

    assert (lock.pins, lock.unaudited) == ((), ())


def test_a_package_that_is_shipped_and_used_for_development_is_shipped() -> None:
    package = '[{"name": "a/b", "version": "1.0"}]'

    lock = read("composer.lock", f'{{"packages": {package}, "packages-dev": {package}}}', EMPTY)

    assert [pin.development for pin in lock.pins] == [False]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "is"),
        ("[]", 1, "is"),
        ('{"packages-dev": []}', 1, "has no `packages`, which every composer.lock has"),
        ('{"packages":\n {}}', 2, "has something else where a list was expected"),
        ('{"packages": [\n\n7]}', 3, "is"),
        ('{"packages": [],\n"packages": []}', 2, "packages"),
        ('{"packages": [\n<<<<<<< ours\n', 2, "merge"),
        ('{"packages": [],\n "x": }', 2, "JSON"),
    ],
)
def test_what_is_no_lock_is_told_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        read("composer.lock", text, EMPTY)

    assert caught.value.line == line


@pytest.mark.parametrize(
    ("package", "reason"),
    [
        ('{"name": "a/\\u001b[31m", "version": "1"}', "has a name that no package can have"),
        ('{"name": "../../etc/passwd", "version": "1"}', "has a path in place of a name"),
        ('{"version": "1"}', "has no name"),
        ('{"name": 7, "version": "1"}', "has no name"),
    ],
)
def test_a_name_that_can_be_none_is_not_shown(package: str, reason: str) -> None:
    lock = read("composer.lock", f'{{"packages": [{package}]}}', EMPTY)

    assert [(each.name, each.reason) for each in lock.unaudited] == [("an entry", reason)]
    assert lock.pins == ()


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("null", "states no version"),
        ("[]", "states no version"),
        ('">=1.0"', "states a range, not a version"),
        ('"1\\u0007"', "has a version that cannot be one"),
    ],
)
def test_a_version_that_is_none_is_unaudited(version: str, reason: str) -> None:
    lock = read("composer.lock", f'{{"packages": [{{"name": "a/b", "version": {version}}}]}}', EMPTY)

    assert [(each.name, each.reason) for each in lock.unaudited] == [("a/b", reason)]


@given(mutated(LOCK))
def test_a_damaged_lock_never_crashes(text: str) -> None:
    holds(read, text)
