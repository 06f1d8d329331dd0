"""The two ways of reading TOML: by the lines that a tool writes, and through `tomllib`. They have to say the same."""

import tomllib
from typing import Any

import pytest
from hypothesis import given

from facts.locks import python_samples
from facts.locks.mutating import mutated
from upheld.facts.locks import toml_lines
from upheld.facts.locks.pins import MOST_ENTRIES, LockError
from upheld.facts.locks.toml_lines import MOST_CHARACTERS, Raw, Table, read_tables

SAMPLES = (python_samples.UV, python_samples.POETRY_2, python_samples.PDM_4, python_samples.PDM_2)


def plain(table: Table) -> dict[str, Any]:
    """Return a table with all that is in it, as `tomllib` would."""
    values = {key: table.get(key) for key in table.keys()}  # noqa: SIM118 - a table is no mapping
    return values | {name: plain(inner) for name, inner in table.tables.items()}


def by_lines(text: str, array: str = "package") -> tuple[Table, tuple[Table, ...]] | None:
    return toml_lines._as_a_tool_writes(text, array)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def read_slowly(text: str, array: str = "package") -> tuple[Table, tuple[Table, ...]]:
    return toml_lines._in_any_layout(text, array)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("text", [*SAMPLES, python_samples.POETRY_BEFORE])
def test_what_tools_write_is_read_by_its_lines_as_tomllib_reads_it(text: str) -> None:
    found = by_lines(text)

    assert found
    data = tomllib.loads(text)
    assert [plain(entry) for entry in found[1]] == data["package"]
    assert [entry.line for entry in found[1]] == [entry.line for entry in read_slowly(text)[1]]
    for quick, slow in zip(found[1], read_slowly(text)[1], strict=True):
        assert [quick.line_of(key) for key in ("name", "version", "source")] == [
            slow.line_of(key) for key in ("name", "version", "source")
        ]


@given(mutated(*SAMPLES))
def test_what_is_read_by_its_lines_is_what_tomllib_would_say(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    found = by_lines(text)

    if found and isinstance(data.get("package"), list):
        assert [plain(entry) for entry in found[1]] == data["package"]
        assert found[0].table("metadata").get("lock_version") == data.get("metadata", {}).get("lock_version")


@pytest.mark.parametrize(
    "trick",
    [
        'description = """\n[[package]]\nname = "hidden"\n"""\n',
        'description = """\na"b\\"""" # "\n',
        "description = '''\n[[package]]\nname = \"hidden\"\n'''\n",
        'files = [\n    "a"] # "\n    "b" = [ # "\n]\n',
        'files = [\n    "#",\n    "a" ]# "\n\n',
        ' [[package]]\n  name = "indented"\n  version = "2"\n',
        '[["package"]]\nname = "quoted"\n',
        '[[ package ]] # and a comment\nname = "spaced"\n',
        'version="2"\n',
        '"version" = "2"\n',
        'source.registry = "x"\n',
        "version = '2'\n",
        'other = ["a",\n"b"]\n',
        'description = "a" # [[package]]\n',
        'description = "\\u001b[31m"\n',
        "[package.other]\na = 1\n[package.other.inner]\nb = 2\n",
        '[package.dependencies]\n"zope.interface" = "1"\n',
    ],
)
def test_a_text_of_another_layout_means_what_tomllib_says(trick: str) -> None:
    text = f'[[package]]\nname = "one"\n{trick}\n[[package]]\nname = "two"\nversion = "2"\n'

    data = tomllib.loads(text)
    _, entries = read_tables(text, "package")
    assert [plain(entry) for entry in entries] == data["package"]
    names = [f'name = "{entry.text("name")}"' for entry in entries]
    assert [text.split("\n")[entry.line_of("name") - 1].strip() for entry in entries] == names


def test_windows_line_ends_count_as_one() -> None:
    _, entries = read_tables('a = 1\r\n\r\n[[package]]\r\nname = "b"\r\nversion = "1"\r\n', "package")

    assert (entries[0].text("version"), entries[0].line_of("version")) == ("1", 5)


def test_a_key_or_a_table_that_stands_twice_is_no_toml() -> None:
    for text in (
        '[[package]]\nname = "a"\nname = "b"\n',
        "[metadata]\na = 1\n[metadata]\na = 2\n",
        '[[package]]\nname = "a"\n[package.b]\n[package.b]\n',
    ):
        with pytest.raises(LockError, match="is no TOML"):
            read_tables(text, "package")


def test_the_elements_of_an_array_come_as_they_are_written_where_each_has_a_line() -> None:
    _, (entry,) = read_tables('[[package]]\na = [\n    { b = 1 },\n    "#c",\n]\nd = ["e"]\n', "package")

    assert [(type(each), each.value) for each in entry.elements("a")] == [(Raw, {"b": 1}), (Raw, "#c")]
    assert (list(entry.elements("d")), list(entry.elements("f"))) == (["e"], [])


def test_a_value_that_is_none_is_told_when_it_is_asked_for() -> None:
    _, (entry,) = read_tables('[[package]]\nname = "a"b"\n', "package")

    with pytest.raises(LockError, match="is no TOML"):
        entry.get("name")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("package = 1\n", "no list of tables"),
        ("package = [1]\n", "something else than a table"),
        ("\x00 = 1\n", "is no TOML"),
        ("a = " + "[" * 5000 + "\n", "nested too deeply"),
        ("a.b" * MOST_CHARACTERS, "not laid out as its tool does"),
        ('[[package]]\nname = "a"\n' * (MOST_ENTRIES + 1), f"more than {MOST_ENTRIES:,} entries"),
    ],
    ids=["number", "numbers", "control", "deep", "long", "many"],
)
def test_what_cannot_be_read_is_told(text: str, message: str) -> None:
    with pytest.raises(LockError, match=message):
        read_tables(text, "package")


def test_the_line_of_a_mistake_is_told() -> None:
    with pytest.raises(LockError) as caught:
        read_tables("a = 1\n\nb = = 2\n", "package")

    assert caught.value.line == 3


def test_thousands_of_packages_are_read_by_their_lines() -> None:
    found = by_lines('[[package]]\nname = "a"\nversion = "1"\n\n' * 3_000)

    assert found
    assert (len(found[1]), found[1][-1].line_of("version")) == (3_000, 11_999)
