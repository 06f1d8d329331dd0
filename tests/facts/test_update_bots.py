import json
from pathlib import Path

import pytest

from making import repository
from upheld.facts.update_bots import Updates, read_json_with_comments, update_bots

DEPENDABOT = ".github/dependabot.yml"


def read(folder: Path, path: str, text: str) -> tuple[Updates, ...]:
    return update_bots(repository(folder, {path: text})).updates


def entry(more: str = "", ecosystem: str = "npm", where: str = "directory: /", interval: str = "weekly") -> str:
    return f"version: 2\nupdates:\n  - package-ecosystem: {ecosystem}\n    {where}\n    schedule:\n      interval: {interval}\n{more}"


def test_an_entry_of_dependabot_says_what_it_updates_and_how_often(tmp_path: Path) -> None:
    (found,) = read(tmp_path, DEPENDABOT, entry())

    assert (found.bot, found.ecosystem, found.every, found.days, found.location.line) == (
        "Dependabot",
        "npm",
        "weekly",
        7,
        3,
    )
    assert found.covers("npm", "")
    assert not found.covers("npm", "web")
    assert not found.covers("pip", "")


@pytest.mark.parametrize(
    ("where", "folder", "covered"),
    [
        ("directory: /web", "web", True),
        ("directory: web/", "web", True),
        ("directory: /web", "", False),
        ("directories: [/, /web]", "web", True),
        ("directories: ['**/*']", "a/b", True),
        ("directories: ['/packages/*']", "packages/a", True),
        ("directories: ['/packages/*']", "web", False),
    ],
)
def test_folders_are_patterns(tmp_path: Path, where: str, folder: str, *, covered: bool) -> None:
    (found,) = read(tmp_path, DEPENDABOT, entry(where=where))

    assert found.covers("npm", folder) is covered


@pytest.mark.parametrize(
    ("more", "limited"),
    [
        ("    open-pull-requests-limit: 0\n", "security updates only"),
        ("    open-pull-requests-limit: 10\n", None),
        ("    ignore:\n      - dependency-name: '*'\n", "every dependency ignored"),
        ("    ignore:\n      - dependency-name: '*'\n        update-types: ['version-update:semver-major']\n", None),
        ("    ignore:\n      - dependency-name: left-pad\n", None),
    ],
)
def test_an_entry_may_bring_no_updates_in_general(tmp_path: Path, more: str, limited: str | None) -> None:
    (found,) = read(tmp_path, DEPENDABOT, entry(more))

    assert found.limited == limited
    assert found.covers("npm", "") is (limited is None)


@pytest.mark.parametrize(("ecosystem", "other"), [("uv", "pip"), ("pip", "uv"), ("bun", "npm")])
def test_two_names_of_one_ecosystem_cover_each_other(tmp_path: Path, ecosystem: str, other: str) -> None:
    (found,) = read(tmp_path, DEPENDABOT, entry(ecosystem=ecosystem))

    assert found.covers(other, "")


def test_a_schedule_of_its_own_is_evaluated(tmp_path: Path) -> None:
    (found,) = read(tmp_path, DEPENDABOT, entry("      cronjob: '0 0 1 * *'\n", interval="cron"))

    assert found.days == 31


@pytest.mark.parametrize(
    ("path", "text", "limited"),
    [
        ("renovate.json", "{}", None),
        (".github/renovate.json5", "// all\n{extends: ['config:base',],}", None),
        (".renovaterc", '{"enabled": false}', "switched off"),
        ("package.json", '{"renovate": {"enabled": false}}', "switched off"),
        ("package.json", '{\n"renovate": {"extends": ["config:base"]}}', None),
        ("renovate.json", '{"enabledManagers": ["github-actions"]}', "without packages"),
        ("renovate.json", '{"extends": ["security:only-security-updates"]}', "security updates only"),
    ],
)
def test_renovate_updates_all_that_it_knows(tmp_path: Path, path: str, text: str, limited: str | None) -> None:
    (found,) = read(tmp_path, path, text)

    assert (found.bot, found.ecosystem, found.limited) == ("Renovate", None, limited)
    assert found.covers("cargo", "any/where") is (limited is None)


def test_a_package_without_renovate_configures_no_bot(tmp_path: Path) -> None:
    assert read(tmp_path, "package.json", '{"name": "renovate"}') == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [(DEPENDABOT, "updates: ["), ("renovate.json", "{"), ("renovate.json5", "[" * 50_000), (DEPENDABOT, "a: \0")],
)
def test_a_configuration_that_cannot_be_read_is_told(tmp_path: Path, path: str, text: str) -> None:
    found = update_bots(repository(tmp_path, {path: text}))

    assert (found.updates, len(found.problems)) == ((), 1)
    assert found.problems[0].startswith(path)


@pytest.mark.parametrize("text", ["3", "updates: 3", "updates: [3]", "updates: {}", "version: 2"])
def test_odd_configurations_cover_nothing(tmp_path: Path, text: str) -> None:
    assert not any(each.covers("npm", "") for each in read(tmp_path, DEPENDABOT, text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "// no comment"} // one', {"a": "// no comment"}),
        ("{a: 'it\\'s', /* b */ c: [1, 2,],}", {"a": "it's", "c": [1, 2]}),
        ('{"a": "b, }"}', {"a": "b, }"}),
        ("{$schema: \"x: y\", 'b': true}", {"$schema": "x: y", "b": True}),
    ],
)
def test_json_with_comments_is_read(text: str, value: object) -> None:
    assert read_json_with_comments(text) == value


@pytest.mark.parametrize("hostile", ["/*" * 100_000, '"\\' * 100_000, "'" * 100_001, ", " * 100_000, "a" * 200_000])
def test_hostile_json_is_refused(hostile: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        read_json_with_comments(hostile)
