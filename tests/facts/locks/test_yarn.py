import pytest

from facts.locks.files import Files
from facts.locks.mutating import EMPTY
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.yarn import read

CLASSIC = """\
# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@^1.2.0":
  version "1.2.3"
  resolved "https://registry.yarnpkg.com/@s/a/-/a-1.2.3.tgz#abc"
  dependencies:
    b "^2.0.0"

b@^2.0.0:
  version "2.0.0"
  resolved "https://registry.yarnpkg.com/b/-/b-2.0.0.tgz#abc"

"c-old@npm:c@^1.0.0":
  version "1.0.1"
  resolved "https://registry.yarnpkg.com/c/-/c-1.0.1.tgz#abc"

c@^3.0.0:
  version "3.0.0"
  resolved "https://registry.yarnpkg.com/c/-/c-3.0.0.tgz#abc"

"commit@git+https://example.org/x.git":
  version "1.0.0"
  resolved "git+https://example.org/x.git#abc"

"short@owner/repo":
  version "1.0.0"
  resolved "https://codeload.github.com/owner/repo/tar.gz/abc"

"local@file:./local":
  version "0.1.0"

"packed@file:./packed.tgz":
  version "0.1.0"
  resolved "file:./packed.tgz#abc"

"url@https://registry.npmjs.org/ms/-/ms-2.0.0.tgz":
  version "2.0.0"
  resolved "https://registry.npmjs.org/ms/-/ms-2.0.0.tgz#abc"
"""
BERRY = """\
__metadata:
  version: 8
  cacheKey: 10c0

"a@npm:^1.0.0, a@npm:^1.2.0":
  version: 1.2.3
  resolution: "a@npm:1.2.3"
  dependencies:
    b: "npm:^2.0.0"
  linkType: hard

"b@npm:^2.0.0":
  version: 2.0.0
  resolution: "b@npm:2.0.0::__archiveUrl=https%3A%2F%2Fexample.org%2Fb.tgz"
  linkType: hard

"b@patch:b@npm%3A^2.0.0#./b.patch":
  version: 2.0.0
  resolution: "b@patch:b@npm%3A2.0.0#./b.patch::version=2.0.0&hash=abc"
  linkType: hard

"fsevents@patch:fsevents@npm%3A2.3.3#optional!builtin<compat/fsevents>":
  version: 2.3.3
  resolution: "fsevents@patch:fsevents@npm%3A2.3.3#optional!builtin<compat/fsevents>::version=2.3.3"
  linkType: hard

"c@https://github.com/owner/c.git#commit=abc":
  version: 1.0.0
  resolution: "c@https://github.com/owner/c.git#commit=abc"
  linkType: hard

"d@file:./d::locator=root%40workspace%3A.":
  version: 1.0.0
  resolution: "d@file:./d#./d::hash=abc&locator=root%40workspace%3A."
  linkType: hard

"root@workspace:.":
  version: 0.0.0-use.local
  resolution: "root@workspace:."
  dependencies:
    a: "npm:^1.0.0"
  linkType: soft
"""
NO_FILES = Files({})


def lock(text: str, files: Files = NO_FILES) -> Lock:
    return read("yarn.lock", text, files)


def test_an_entry_is_pinned_once_whatever_ranges_lead_to_it() -> None:
    found = lock(CLASSIC)

    assert found.form == "yarn.lock 1"
    assert [(str(pin.package), pin.location.line, pin.note) for pin in found.pins] == [
        ("@s/a 1.2.3", 5, None),
        ("b 2.0.0", 11, None),
        ("c 1.0.1", 15, "installed as c-old"),
        ("c 3.0.0", 19, None),
        ("ms 2.0.0", 38, "installed as url"),
    ]


def test_what_is_not_from_a_registry_is_told_and_own_folders_are_no_dependencies() -> None:
    assert [(each.name, each.location.line, each.reason) for each in lock(CLASSIC).unaudited] == [
        ("commit", 23, "is taken from a git repository"),
        ("short", 27, "is taken from a git repository"),
        ("packed", 34, "is taken from a file"),
    ]


def test_without_a_manifest_neither_direct_nor_development_is_told() -> None:
    assert {(pin.direct, pin.development) for pin in lock(CLASSIC).pins} == {(None, None)}


def test_the_manifest_tells_what_is_direct_and_what_is_for_development_only() -> None:
    manifest = '{"dependencies": {"c": "^3.0.0"}, "devDependencies": {"@s/a": "^1.2.0", "c-old": "npm:c@^1.0.0"}}'

    found = lock(CLASSIC, Files({"package.json": manifest}))

    assert {str(pin.package): (pin.direct, pin.development) for pin in found.pins} == {
        "@s/a 1.2.3": (True, True),
        "b 2.0.0": (False, True),
        "c 1.0.1": (True, True),
        "c 3.0.0": (True, False),
        "ms 2.0.0": (False, None),
    }


def test_a_range_that_a_resolution_changed_leads_to_the_entry_of_its_name() -> None:
    found = lock(CLASSIC, Files({"package.json": '{"dependencies": {"b": "^1.0.0"}}'}))

    assert [pin.development for pin in found.pins if pin.package.name == "b"] == [False]


def test_berry_is_read_by_what_each_entry_was_resolved_to() -> None:
    found = lock(BERRY)

    assert found.form == "yarn.lock 8 (Berry)"
    assert [(str(pin.package), pin.location.line, pin.direct, pin.note) for pin in found.pins] == [
        ("a 1.2.3", 6, True, None),
        ("b 2.0.0", 13, False, "patched"),
        ("fsevents 2.3.3", 23, False, None),
    ]
    assert [(each.name, each.location.line, each.reason) for each in found.unaudited] == [
        ("c", 28, "is taken from a git repository")
    ]


@pytest.mark.parametrize("version", ["4", "6", "8", "10"])
def test_every_version_of_berry_is_read(version: str) -> None:
    assert len(lock(BERRY.replace("version: 8", f"version: {version}", 1)).pins) == 3


def test_berry_before_version_8_leaves_the_protocol_out_of_ranges() -> None:
    text = BERRY.replace('b: "npm:^2.0.0"', "b: ^2.0.0").replace('a: "npm:^1.0.0"', "a: ^1.0.0")
    manifest = '{"devDependencies": {"a": "^1.0.0"}}'

    found = lock(text, Files({"package.json": manifest}))

    assert {pin.package.name: pin.development for pin in found.pins} == {"a": True, "b": True, "fsevents": None}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "states no version of its format"),
        ("# yarn lockfile v2\n", 1, "is of version 2; version 1 and Berry's 3 to 10 are read"),
        ("__metadata:\n  version: 11\n", 2, "is of version 11 of Berry's format; 3 to 10 are read"),
        ("__metadata:\n  cacheKey: 8\n", 1, "states no version of Berry's format"),
        ("# yarn lockfile v1\na@1\n", 2, "has a line that is not `name@range:`"),
        ('# yarn lockfile v1\n  version "1"\n', 2, "has a field before the first entry"),
        ("__metadata:\n  version: 8\na@npm:1:\n  version: 1\n", 3, "states nothing that a@npm:1 was resolved to"),
        ("__metadata: &a\n  version: 8\nb: *a\n", 3, "aliases"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        read("yarn.lock", text, EMPTY)

    assert caught.value.line == line


def test_an_entry_without_a_version_is_told() -> None:
    found = lock('# yarn lockfile v1\na@^1.0.0:\n  resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz"\n')

    assert [(each.name, each.location.line, each.reason) for each in found.unaudited] == [("a", 2, "states no version")]
