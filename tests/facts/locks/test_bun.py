import pytest

from facts.locks.mutating import EMPTY
from upheld.facts.locks.bun import read
from upheld.facts.locks.pins import Lock, LockError

LOCK = """\
{
  "lockfileVersion": 1,
  "workspaces": {
    "": {
      "name": "root",
      "dependencies": {
        "a": "^1.0.0",
        "text": "a, ]",
      },
      "devDependencies": {
        "@s/d": "^1.0.0",
      },
    },
    "packages/w": {
      "name": "@own/w",
      "dependencies": { "a": "^2.0.0", "old": "npm:b@1", },
    },
  },
  "packages": {
    "@own/w": ["@own/w@workspace:packages/w"],

    "@s/d": ["@s/d@1.0.0", "", { "dependencies": { "a": "^3.0.0", "e": "1" } }, "sha512-x"],

    "a": ["a@1.0.0", "", {}, "sha512-x"],

    "commit": ["commit@github:o/r#abc", {}, "o-r-abc"],

    "e": ["e@1.0.0", "", { "bundled": true }, "sha512-x"],

    "local": ["local@file:local", {}],

    "old": ["b@1.0.0", "", {}, "sha512-x"],

    "packed": ["packed@./packed.tgz", {}, "sha512-x"],

    "url": ["ms@https://registry.npmjs.org/ms/-/ms-2.0.0.tgz", {}, "sha512-x"],

    "@own/w/a": ["a@2.0.0", "", {}, "sha512-x"],

    "@s/d/a": ["a@3.0.0", "", {}, "sha512-x"],
  },
}
"""


def lock(text: str) -> Lock:
    return read("bun.lock", text, EMPTY)


def test_each_name_means_the_nearest_package() -> None:
    found = lock(LOCK)

    assert found.form == "bun.lock 1"
    assert [(str(pin.package), pin.location.line, pin.direct, pin.development, pin.note) for pin in found.pins] == [
        ("@s/d 1.0.0", 22, True, True, None),
        ("a 1.0.0", 24, True, False, None),
        ("e 1.0.0", 28, False, True, "bundled with another package"),
        ("b 1.0.0", 32, True, False, "installed as old"),
        ("ms 2.0.0", 36, False, None, "installed as url"),
        ("a 2.0.0", 38, True, False, None),
        ("a 3.0.0", 40, False, True, None),
    ]


def test_what_is_not_from_a_registry_is_told_and_own_folders_are_no_dependencies() -> None:
    assert [(each.name, each.location.line, each.reason) for each in lock(LOCK).unaudited] == [
        ("commit", 26, "is taken from a git repository"),
        ("packed", 34, "is taken from a file"),
    ]


def test_the_binary_format_is_told_with_what_replaces_it() -> None:
    with pytest.raises(LockError, match="`bun install --save-text-lockfile` writes one that can be read"):
        read("web/bun.lockb", "#!/usr/bin/env bun", EMPTY)


def test_a_package_at_the_end_of_a_long_way_does_not_stall_the_run() -> None:
    way = "/".join("a" * 20_000)
    needs = ", ".join(f'"b{number}": "1"' for number in range(2_000))
    text = f'{{"lockfileVersion": 1, "packages": {{"{way}": ["a@1.0.0", "", {{"dependencies": {{{needs}}}}}]}}}}'

    assert [str(pin.package) for pin in lock(text).pins] == ["a 1.0.0"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "is no JSON"),
        ("{}", 1, "states no `lockfileVersion`; versions 0, 1, 2 are read"),
        ('{\n"lockfileVersion": 3,}', 2, "is of version 3; versions 0, 1, 2 are read"),
        ('{"lockfileVersion": 1,\n"packages": {\n"a": {}}}', 3, "has no list with a package for a"),
        ('{"lockfileVersion": 1,\n"packages": {\n"a": [1]}}', 3, "has no list with a package for a"),
        ('{"lockfileVersion": 1, "workspaces": []}', 1, "something else than a mapping for `workspaces`"),
        ('{"lockfileVersion": 1, "packages": {"a": ["a@1"],\n"a": ["a@2"]}}', 2, "says a twice"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        lock(text)

    assert caught.value.line == line
