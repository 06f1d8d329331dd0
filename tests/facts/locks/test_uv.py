import pytest
from hypothesis import given

from facts.locks import python_samples
from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.pins import LockError, Pin
from upheld.facts.locks.uv import members, read

HEAD = 'version = 1\nrequires-python = ">=3.11"\n'


def package(
    name: str, version: str = "1.0", source: str = 'registry = "https://pypi.org/simple"', rest: str = ""
) -> str:
    return f'\n[[package]]\nname = "{name}"\nversion = "{version}"\nsource = {{ {source} }}\n{rest}'


def asks(key: str, *requirements: str) -> str:
    return f"{key} = [\n" + "".join(f"    {{ {each} }},\n" for each in requirements) + "]\n"


def pins(text: str) -> dict[str, Pin]:
    return {f"{pin.package.name} {pin.package.version}": pin for pin in read("uv.lock", text, EMPTY).pins}


def test_the_projects_of_the_workspace_are_no_dependencies() -> None:
    text = HEAD + package("root", source='virtual = "."') + package("inner", source='editable = "packages/inner"')

    assert pins(text + package("attrs")).keys() == {"attrs 1.0"}
    assert members(text) == {".", "packages/inner"}


def test_both_versions_of_a_fork_are_locked_and_only_the_one_that_is_asked_for_is_direct() -> None:
    root = asks(
        "dependencies",
        'name = "numpy", version = "2.0", source = { registry = "https://pypi.org/simple" }, marker = "a == \'b\'"',
    )
    text = HEAD + package("root", source='virtual = "."', rest=root) + package("numpy", "1.0") + package("numpy", "2.0")

    assert {name: pin.direct for name, pin in pins(text).items()} == {"numpy 1.0": False, "numpy 2.0": True}


def test_what_an_extra_brings_is_for_use_only_where_the_extra_is_asked_for() -> None:
    extra = "\n[package.optional-dependencies]\n" + asks("socks", 'name = "pysocks"')
    groups = "\n[package.dev-dependencies]\n" + asks("dev", 'name = "requests", extra = ["socks"]')
    root = asks("dependencies", 'name = "requests"') + groups
    text = (
        HEAD + package("requests", rest=extra) + package("pysocks") + package("root", source='virtual = "."', rest=root)
    )

    assert {name: pin.development for name, pin in pins(text).items()} == {"requests 1.0": False, "pysocks 1.0": True}


def test_packages_that_ask_for_each_other_end_the_search() -> None:
    text = (
        HEAD
        + package("a", rest=asks("dependencies", 'name = "b"'))
        + package("b", rest=asks("dependencies", 'name = "a"'))
        + package("root", source='virtual = "."', rest=asks("dependencies", 'name = "a"'))
    )

    assert {name: (pin.direct, pin.development) for name, pin in pins(text).items()} == {
        "a 1.0": (True, False),
        "b 1.0": (False, False),
    }


def test_the_lock_of_a_script_tells_what_the_script_asks_for() -> None:
    manifest = '\n[manifest]\nrequirements = [{ name = "attrs", specifier = ">=1" }]\n'
    text = HEAD + manifest + package("attrs") + package("idna")

    assert {name: pin.direct for name, pin in pins(text).items()} == {"attrs 1.0": True, "idna 1.0": False}


def test_a_workspace_without_a_project_of_its_own_has_groups() -> None:
    text = (
        f"{HEAD}\n[manifest]\nmembers = []\n\n[manifest.dependency-groups]\n"
        + asks("dev", 'name = "attrs", specifier = ">=1"')
        + package("attrs")
    )

    (pin,) = pins(text).values()
    assert pin.package.name == "attrs"


def test_where_nothing_asks_it_is_not_told_what_is_direct() -> None:
    (pin,) = pins(HEAD + package("attrs")).values()

    assert (pin.direct, pin.development) == (None, None)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('git = "https://example.org/a.git?rev=1#abc"', "is taken from a git repository"),
        ('url = "https://user:password@example.org/a.whl"', "is taken from an address"),
        ('path = "wheels/a.whl"', "is taken from a file"),
        ('directory = "../a"', "is taken from a folder"),
        ('moon = "https://example.org"', "is taken from a source that is not known here"),
    ],
)
def test_what_comes_from_elsewhere_cannot_be_audited(source: str, reason: str) -> None:
    lock = read("uv.lock", HEAD + package("attrs", source=source), EMPTY)

    assert [(entry.name, entry.reason, entry.location.line) for entry in lock.unaudited] == [("attrs", reason, 7)]
    assert lock.pins == ()


def test_an_index_of_its_own_is_noted_without_its_password() -> None:
    (pin,) = pins(HEAD + package("attrs", source='registry = "https://me:secret@pypi.example.org/simple"')).values()

    assert pin.note == "from the index at pypi.example.org"


@pytest.mark.parametrize(
    ("head", "message", "line"),
    [
        ("version = 2\n", "states version 2 of its format; 1 is read", 1),
        ('requires-python = ">=3"\n', "states version None of its format", 1),
        ("# a comment\nversion = [1]\n", r"states version \[1\] of its format", 2),
    ],
)
def test_another_version_of_the_format_is_refused(head: str, message: str, line: int) -> None:
    with pytest.raises(LockError, match=message) as caught:
        read("uv.lock", head + package("attrs"), EMPTY)

    assert caught.value.line == line


def test_names_and_versions_that_cannot_be_are_not_audited() -> None:
    text = HEAD + package("\\u001b[31mred") + package("a/../b") + package("attrs", "1; rm") + package("idna", "")

    lock = read("uv.lock", text, EMPTY)

    assert lock.pins == ()
    assert [entry.reason for entry in lock.unaudited] == [
        "has a name that no Python package can have",
        "has a name that no Python package can have",
        "states 1; rm, not a version",
        "states no version",
    ]
    assert all(entry.name.isprintable() for entry in lock.unaudited)


def test_an_undecided_merge_is_refused() -> None:
    with pytest.raises(LockError, match="merge"):
        read("uv.lock", HEAD + "<<<<<<< HEAD\n", EMPTY)


@given(mutated(python_samples.UV))
def test_whatever_the_file_says_it_is_told(text: str) -> None:
    holds(read, text)
