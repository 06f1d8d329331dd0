import json
from typing import Any

import pytest

from facts.locks.files import Files
from facts.locks.mutating import EMPTY
from upheld.facts.locks.npm import read
from upheld.facts.locks.pins import Lock, LockError

NO_FILES = Files({})


def listed(packages: dict[str, Any], version: int = 3) -> Lock:
    return read("package-lock.json", json.dumps({"lockfileVersion": version, "packages": packages}, indent=2), EMPTY)


def nested(dependencies: dict[str, Any], files: Files = NO_FILES) -> Lock:
    document = {"lockfileVersion": 1, "dependencies": dependencies}
    return read("package-lock.json", json.dumps(document, indent=2), files)


def names(lock: Lock) -> list[str]:
    return [str(pin.package) for pin in lock.pins]


def test_of_the_two_trees_of_version_2_the_one_by_path_is_read() -> None:
    document = {
        "lockfileVersion": 2,
        "packages": {"node_modules/a": {"version": "1.0.0"}},
        "dependencies": {"a": {"version": "1.0.0"}, "b": {"version": "1.0.0"}},
    }

    lock = read("npm-shrinkwrap.json", json.dumps(document), EMPTY)

    assert (lock.form, names(lock)) == ("npm-shrinkwrap.json 2", ["a 1.0.0"])


def test_the_same_package_at_several_paths_is_a_pin_at_each() -> None:
    lock = listed(
        {
            "node_modules/a": {"version": "1.0.0"},
            "node_modules/b/node_modules/a": {"version": "1.0.0"},
            "node_modules/b/node_modules/@s/c": {"version": "2.0.0"},
        }
    )

    assert [(str(pin.package), pin.location.line) for pin in lock.pins] == [
        ("a 1.0.0", 5),
        ("a 1.0.0", 8),
        ("@s/c 2.0.0", 11),
    ]


def test_projects_and_links_to_them_are_no_dependencies_and_what_they_ask_for_is_direct() -> None:
    lock = listed(
        {
            "": {"name": "root", "workspaces": ["packages/*"], "devDependencies": {"a": "^1.0.0"}},
            "packages/b": {"version": "1.0.0", "dependencies": {"c": "^1.0.0", "a": "^2.0.0"}},
            "node_modules/b": {"resolved": "packages/b", "link": True},
            "node_modules/a": {"version": "1.0.0", "dev": True},
            "node_modules/c": {"version": "1.0.0"},
            "node_modules/d": {"version": "1.0.0"},
            "packages/b/node_modules/a": {"version": "2.0.0"},
        }
    )

    assert {str(pin.package): (pin.direct, pin.development) for pin in lock.pins} == {
        "a 1.0.0": (True, True),
        "c 1.0.0": (True, False),
        "d 1.0.0": (False, False),
        "a 2.0.0": (True, False),
    }


def test_what_is_both_optional_and_for_development_is_not_for_development_only() -> None:
    lock = listed({"node_modules/a": {"version": "1.0.0", "devOptional": True, "inBundle": True}})

    assert [(pin.development, pin.note) for pin in lock.pins] == [(False, "bundled with another package; optional")]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"version": "1.0.0", "resolved": "git+ssh://git@github.com/a/b.git#abc"}, "is taken from a git repository"),
        ({"version": "1.0.0", "resolved": "file:vendor/a.tgz"}, "is taken from a file"),
        ({"version": ""}, "states no version"),
        ({}, "states no version"),
        ({"version": 1}, "states no version"),
        ({"version": "latest"}, "states latest, which is no version"),
        ({"version": "1.0.0\u0007"}, "states 1.0.0?, which is no version"),
    ],
)
def test_what_no_advisory_can_be_held_against_is_told(entry: dict[str, Any], reason: str) -> None:
    lock = listed({"node_modules/a": entry})

    assert [(each.name, each.reason) for each in lock.unaudited] == [("a", reason)]
    assert lock.pins == ()


@pytest.mark.parametrize("name", ["", "a b", "a\u0000", "../../etc", "a/b/c", "é", 7, None])
def test_a_name_that_npm_does_not_allow_is_told(name: object) -> None:
    lock = listed({"node_modules/a": {"name": name, "version": "1.0.0"}})

    assert [each.reason for each in lock.unaudited] == ["has a name that no npm package can have"]
    assert lock.pins == ()


def test_an_archive_from_elsewhere_is_audited_with_a_note_on_its_host() -> None:
    lock = listed({"node_modules/a": {"version": "1.0.0", "resolved": "https://cdn.example.org/a-1.0.0.tgz"}})

    assert [(str(pin.package), pin.note) for pin in lock.pins] == [("a 1.0.0", "from cdn.example.org")]


def test_version_1_nests_what_is_installed() -> None:
    lock = nested(
        {
            "a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0", "dev": True}}},
            "b": {"version": "npm:c@3.0.0", "optional": True},
            "local": {"version": "file:packages/local"},
            "archive": {"version": "file:archive.tgz"},
            "commit": {"version": "github:a/b#abc"},
            "url": {"version": "https://registry.npmjs.org/ms/-/ms-2.0.0.tgz"},
        },
        Files({"package.json": '{"dependencies": {"a": "^1.0.0"}}'}),
    )

    assert [(str(pin.package), pin.direct, pin.development, pin.note) for pin in lock.pins] == [
        ("a 1.0.0", True, False, None),
        ("b 2.0.0", False, True, None),
        ("c 3.0.0", False, False, "installed as b; optional"),
        ("ms 2.0.0", False, False, "installed as url"),
    ]
    assert [(each.name, each.location.line, each.reason) for each in lock.unaudited] == [
        ("archive", 21, "is taken from a file"),
        ("commit", 24, "is taken from a git repository"),
    ]


def test_without_a_manifest_version_1_does_not_say_what_is_direct() -> None:
    assert [pin.direct for pin in nested({"a": {"version": "1.0.0"}}).pins] == [None]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "is no JSON"),
        ("[]", 1, "is no JSON object"),
        ("{}", 1, "states no `lockfileVersion`; versions 1, 2 and 3 are read"),
        ('{\n"lockfileVersion": 4, "packages": {}}', 2, "is of version 4; versions 1, 2 and 3 are read"),
        ('{"lockfileVersion": true, "packages": {}}', 1, "is of version True"),
        ('{"lockfileVersion": 3}', 1, "has no `packages`"),
        ('{"lockfileVersion": 3, "packages": []}', 1, "is no JSON object"),
        ('{"lockfileVersion": 3,\n"packages": {\n"node_modules/a": []}}', 3, "something else than a mapping"),
        ('{"lockfileVersion": 3, "packages": {\n"a": {}, "a": {}}}', 2, "says a twice"),
        ('{"lockfileVersion": 3, "packages": {"a": {"b": 1, "b": 2}}}', 1, "says b twice"),
        ('{"lockfileVersion": 3, "packages": {}} x', 1, "more follows its end"),
        ('{"lockfileVersion": 3, "packages": {"a": ' + "[" * 100_000, 1, "is nested too deeply"),
        ('{"lockfileVersion": ' + "1" * 5000 + "}", 1, "too many digits"),
        (
            '{"lockfileVersion": 1, "dependencies": ' + '{"a": {"dependencies": ' * 200 + "{}" + "}}" * 200 + "}",
            1,
            "levels deep",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        read("package-lock.json", text, EMPTY)

    assert caught.value.line == line


def test_a_byte_order_mark_and_other_line_ends_change_nothing() -> None:
    text = json.dumps(
        {"lockfileVersion": 3, "packages": {"node_modules/a": {"name": "b", "version": "1.0.0"}}}, indent=1
    )

    lock = read("package-lock.json", "\ufeff" + text.replace("\n", "\r\n"), EMPTY)

    assert [(str(pin.package), pin.location.line) for pin in lock.pins] == [("b 1.0.0", 6)]


def test_a_folder_of_very_many_parts_does_not_stall_the_run() -> None:
    wanted = {f"a{number}": "1" for number in range(5_000)}

    lock = listed({"a/" * 100_000: {"dependencies": wanted}, "node_modules/a7": {"version": "1.0.0"}})

    assert [pin.direct for pin in lock.pins] == [True]
