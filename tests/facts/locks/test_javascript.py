import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.locks import javascript_samples as samples
from facts.locks.files import Files
from facts.locks.mutating import holds, mutated
from upheld.facts.locks import bun, npm, pnpm, yarn
from upheld.facts.locks.formats import Reader, format_of
from upheld.facts.locks.javascript import asked, from_address, is_commit, is_folder, odd_host, split_name
from upheld.facts.locks.pins import Lock

SAMPLES = {
    "npm 1": ("package-lock.json", samples.NPM_1),
    "npm 2": ("npm-shrinkwrap.json", samples.NPM_2),
    "npm 3": ("package-lock.json", samples.NPM_3),
    "Yarn 1": ("yarn.lock", samples.YARN_1),
    "Berry": ("yarn.lock", samples.BERRY),
    "pnpm 5": ("pnpm-lock.yaml", samples.PNPM_5),
    "pnpm 6": ("pnpm-lock.yaml", samples.PNPM_6),
    "pnpm 9": ("pnpm-lock.yaml", samples.PNPM_9),
    "Bun": ("bun.lock", samples.BUN),
}
EVERYWHERE = {
    ("debug", "4.3.4"),
    ("is-number", "6.0.0"),
    ("is-odd", "3.0.1"),
    ("js-tokens", "4.0.0"),
    ("loose-envify", "1.4.0"),
    ("ms", "2.0.0"),
    ("ms", "2.1.2"),
    ("react", "18.2.0"),
    ("use-sync-external-store", "1.2.0"),
}


def read(tool: str) -> tuple[Lock, list[str]]:
    name, text = SAMPLES[tool]
    form = format_of(name)
    assert form
    path = f"web/{name}"
    files = Files({path: text, "web/package.json": samples.PACKAGE_JSON})
    return form.read(path, text, files), text.split("\n")


@pytest.mark.parametrize("tool", SAMPLES)
def test_every_tool_locks_the_same_packages(tool: str) -> None:
    lock, _ = read(tool)

    assert {(pin.package.name, pin.package.version) for pin in lock.pins} == EVERYWHERE
    assert len(lock.pins) == len(EVERYWHERE)
    assert (lock.unaudited, lock.problem) == ((), None)


@pytest.mark.parametrize("tool", SAMPLES)
def test_the_line_of_a_pin_states_its_version(tool: str) -> None:
    lock, lines = read(tool)

    assert all(pin.package.version in lines[pin.location.line - 1] for pin in lock.pins)
    assert len({pin.location.line for pin in lock.pins}) == len(EVERYWHERE)


@pytest.mark.parametrize("tool", SAMPLES)
def test_direct_and_development_are_told(tool: str) -> None:
    lock, _ = read(tool)

    direct = {(pin.package.name, pin.package.version) for pin in lock.pins if pin.direct}
    assert {name for name, _ in direct} == {"debug", "is-odd", "ms", "react", "use-sync-external-store"}
    assert ("ms", "2.1.2") not in direct
    assert {pin.package.name for pin in lock.pins if pin.development} == {"is-number", "is-odd"}
    assert {pin.development for pin in lock.pins} == {True, False}


@pytest.mark.parametrize("tool", SAMPLES)
def test_an_alias_is_audited_under_its_own_name_and_noted(tool: str) -> None:
    lock, _ = read(tool)

    assert [pin.note for pin in lock.pins if pin.package.version == "2.0.0"] == ["installed as ms-old"]
    assert {pin.note for pin in lock.pins if pin.package.version != "2.0.0"} == {None}


@pytest.mark.parametrize("tool", SAMPLES)
def test_an_undecided_merge_is_refused_at_its_line(tool: str) -> None:
    _, text = SAMPLES[tool]
    reader: Reader = {"npm": npm.read, "Yarn": yarn.read, "Berry": yarn.read, "pnpm": pnpm.read, "Bun": bun.read}[
        tool.split(maxsplit=1)[0]
    ]
    lines = text.split("\n")
    lines[4:4] = ["<<<<<<< HEAD", "=======", ">>>>>>> other"]

    with pytest.raises(Exception, match="undecided merge") as caught:
        reader("lock", "\n".join(lines), Files({}))

    assert caught.value.line == 5  # type: ignore[attr-defined]


@given(st.data())
def test_a_damaged_lock_never_crashes(data: st.DataObject) -> None:
    readers = [
        (npm.read, (samples.NPM_1, samples.NPM_2, samples.NPM_3)),
        (yarn.read, (samples.YARN_1, samples.BERRY)),
        (pnpm.read, (samples.PNPM_5, samples.PNPM_6, samples.PNPM_9)),
        (bun.read, (samples.BUN,)),
    ]
    reader, texts = data.draw(st.sampled_from(readers))
    holds(reader, data.draw(mutated(*texts)))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://registry.npmjs.org/ms/-/ms-2.0.0.tgz", ("ms", "2.0.0")),
        ("https://npm.example.org/a/@scope/name/-/name-1.0.0-rc.1.tgz#abc", ("@scope/name", "1.0.0-rc.1")),
        ("https://files.example.org/x/alias-2.0.0.tgz", ("alias", "2.0.0")),
        ("https://files.example.org/x/download.tgz", None),
        ("https://files.example.org/x/other-2.0.0.tgz", None),
        ("https://registry.npmjs.org/ms/-/ls-2.0.0.tgz", None),
        ("https://codeload.github.com/a/b/tar.gz/abc", None),
        ("file:alias-2.0.0.tgz", None),
    ],
)
def test_an_address_is_believed_where_it_names_the_package_and_its_version(
    address: str, expected: tuple[str, str] | None
) -> None:
    assert from_address("alias", None, address) == expected


def test_an_address_of_another_version_than_the_stated_one_is_not_believed() -> None:
    assert from_address("ms", "2.0.1", "https://registry.npmjs.org/ms/-/ms-2.0.0.tgz") is None


@pytest.mark.parametrize(
    ("address", "commit"),
    [
        ("git+ssh://git@github.com/a/b.git#abc", True),
        ("git@github.com:a/b.git#commit=abc", True),
        ("github:a/b", True),
        ("a/b#main", True),
        ("https://github.com/a/b.git", True),
        ("https://codeload.github.com/a/b/tar.gz/abc", True),
        ("https://github.com/a/b/archive/v1.tar.gz", True),
        ("https://registry.npmjs.org/ms/-/ms-2.0.0.tgz", False),
        ("^1.0.0", False),
        ("1.x || >=2.5.0", False),
        ("latest", False),
    ],
)
def test_what_is_taken_from_a_repository_is_a_commit(address: str, commit: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_commit(address) is commit


def test_folders_are_told_from_archives() -> None:
    assert [
        is_folder(each) for each in ("file:../a", "link:b", "workspace:*", "./c", "file:d.tgz", "file:e.tgz::f")
    ] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_only_the_host_of_an_odd_address_is_noted() -> None:
    assert odd_host("https://user:secret@files.example.org/a.tgz?token=secret") == ["from files.example.org"]
    assert odd_host("https://registry.npmjs.org/ms/-/ms-2.0.0.tgz") == []


def test_a_scope_is_part_of_the_name() -> None:
    assert split_name("@a/b@npm:1.0.0") == ("@a/b", "npm:1.0.0")
    assert split_name("b@1.0.0") == ("b", "1.0.0")
    assert split_name("") == ("", "")


def test_workspaces_ask_too_and_a_star_stays_within_a_folder() -> None:
    files = Files(
        {
            "package.json": '{"workspaces": {"packages": ["./packages/*", 7]}, "dependencies": {"a": "1"}}',
            "packages/b/package.json": '{"dependencies": {"b": "2"}, "devDependencies": {"c": "3"}}',
            "packages/b/fixtures/package.json": '{"dependencies": {"x": "1"}}',
            "packages/broken/package.json": "{",
            "other/package.json": '{"dependencies": {"y": "1"}}',
        }
    )

    wanted = asked("yarn.lock", files)

    assert wanted
    assert wanted.production == {("a", "1"), ("b", "2")}
    assert wanted.development == {("c", "3")}
    assert wanted.names == {"a", "b", "c"}


def test_a_manifest_that_cannot_be_read_tells_nothing() -> None:
    assert asked("yarn.lock", Files({})) is None
    assert asked("yarn.lock", Files({"package.json": None})) is None
    assert asked("yarn.lock", Files({"package.json": "[" * 100_000})) is None
    assert asked("yarn.lock", Files({"package.json": "[]"})) is None
