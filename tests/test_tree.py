"""Files by their names: who asks for a few gets what a look at every path would find."""

import re
from dataclasses import dataclass
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from upheld.facts.keys.published import published
from upheld.facts.locks.discovery import locks
from upheld.facts.locks.formats import FORMATS, format_of
from upheld.facts.locks.manifests import MANIFEST_NAMES
from upheld.facts.locks.unlocked import is_manifest
from upheld.repository import Repository
from upheld.tree import Names, below, entries, holds, names_of
from upheld.waivers.beside import waivers_beside

POLICY = r"((\.github|docs)/)?security(\.(md|rst|txt|adoc))?"
FOLDERS = ("", "a", "a.b", "a/requirements", "requirements", ".github", "docs", "Docs", "vex", ".vex", "A")
LOCKS = [name for each in FORMATS for name in each.names]
NAMES = st.sampled_from([
    *LOCKS, *MANIFEST_NAMES, "x.py.lock", "x.cdx.json", "x.spdx.json", "pylock.dev.toml", "dev-requirements.txt", "b.txt",
    "App.csproj", "SECURITY", "SECURITY/x", "Security.MD", "security.adoc", "osv-scanner.toml", "our-VEX.json", "BOM.json", "x.json", ".lock",
    "Makefile", "x.", ".",
])  # fmt: skip
PATHS = st.lists(st.builds(lambda *parts: "/".join(filter(None, parts)), st.sampled_from(FOLDERS), NAMES), max_size=12)


@dataclass(frozen=True, eq=False)
class Files:
    """A tree in which every file is empty; it remembers which of them were read."""

    paths: tuple[str, ...]
    read: set[str]

    def read_text(self, path: str, **_: Any) -> str:
        self.read.add(path)
        return ""


def tree(paths: list[str]) -> Files:
    return Files(tuple(sorted(set(paths))), set())


def ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower()


@given(PATHS, st.lists(st.sampled_from(["json", "lock", "txt", "md", "security", "makefile", ""])))
def test_files_by_their_endings_are_those_that_a_look_at_each_finds(paths: list[str], endings: list[str]) -> None:
    files = tree(paths)

    assert names_of(files).ending(*endings) == [path for path in files.paths if ending(path) in endings]


@given(PATHS, st.lists(NAMES.filter(lambda name: "/" not in name)))
def test_files_by_their_names_are_those_that_a_look_at_each_finds(paths: list[str], names: list[str]) -> None:
    files = tree(paths)

    assert Names(files.paths).called(names) == [path for path in files.paths if path.rpartition("/")[2] in names]


@given(PATHS)
def test_every_lock_and_every_manifest_is_among_those_that_are_looked_at(paths: list[str]) -> None:
    files = tree(paths)
    looked_at: list[str] = []

    def leave_out(path: str) -> str:
        looked_at.append(path)
        return "left out"

    locks(files, leave_out=leave_out)

    assert looked_at == [path for path in files.paths if format_of(path) or is_manifest(path)]


@given(PATHS)
def test_every_policy_is_read_for_the_keys_in_it(paths: list[str]) -> None:
    files = tree(paths)
    published(cast("Repository", files))

    assert files.read == {path for path in files.paths if re.fullmatch(POLICY, path, re.IGNORECASE)}


@given(PATHS)
def test_every_file_of_exceptions_is_read(paths: list[str]) -> None:
    files = tree(paths)
    waivers_beside(files)
    named = ("osv-scanner.toml", "our-VEX.json", "BOM.json", "bom.json", "x.cdx.json")
    in_folder = [path for path in files.paths if path.startswith(("vex/", ".vex/")) and path.endswith(".json")]

    assert files.read == {*(path for path in files.paths if path.rpartition("/")[2] in named), *in_folder}


@given(PATHS, st.sampled_from(FOLDERS[1:]))
def test_what_lies_below_a_folder_is_what_begins_with_it(paths: list[str], folder: str) -> None:
    files = tree(paths)

    assert list(below(files.paths, folder)) == [path for path in files.paths if path.startswith(f"{folder}/")]


@given(PATHS, st.sampled_from(FOLDERS))
def test_what_lies_directly_in_a_folder_are_its_files_and_its_folders(paths: list[str], folder: str) -> None:
    files = tree(paths)
    start = f"{folder}/" if folder else ""
    below = [path.removeprefix(start).partition("/") for path in files.paths if path.startswith(start)]

    assert sorted(entries(files.paths, folder)) == sorted({f"{start}{name}{deeper}" for name, deeper, _ in below})


@given(PATHS, NAMES)
def test_a_path_is_held_where_it_is_one_of_them(paths: list[str], name: str) -> None:
    files = tree(paths)

    assert [path for path in (*files.paths, name) if holds(files.paths, path)] == [
        path for path in (*files.paths, name) if path in files.paths
    ]
