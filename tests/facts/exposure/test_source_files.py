"""Source is read once, parsed where that is worth it, and what is not read is told."""

from pathlib import Path

from making import repository
from software import Files
from upheld.facts.exposure.source_files import SourceFiles

LISTENS = "import express from 'express';\nexpress().listen(3000);\n"


def test_every_file_is_read_once() -> None:
    files = Files({"a.js": LISTENS, "b.js": "import './a.js';", "package.json": '{"bin": "b.js"}', "c.rb": "listen"})
    source = SourceFiles(files)

    assert len([*source.hits()]) == 1
    assert source.starts("a.js", "") is True
    assert source.containing(frozenset({b"express"}), "javascript") == ["a.js"]
    assert sorted(files.read) == ["a.js", "b.js", "package.json"]


def test_only_files_that_may_listen_are_parsed() -> None:
    source = SourceFiles(Files({"a.js": LISTENS, "b.js": "export const one = 1;"}))
    hits = [*source.hits()]

    assert [hit.parsed.path for hit in hits] == ["a.js"]
    assert source.parsed("a.js") is hits[0].parsed


def test_what_cannot_be_read_is_told_and_loses_nothing_else() -> None:
    source = SourceFiles(Files({"a.js": LISTENS, "b.js": None, "c.js": LISTENS}))

    assert [hit.parsed.path for hit in source.hits()] == ["a.js", "c.js"]
    assert source.unread == {"b.js": "cannot be read: Permission denied"}


def test_a_language_that_is_not_read_is_told_once_where_its_files_are_shipped() -> None:
    files = {
        "a.js": "",
        "src/A.java": "x",
        "src/B.java": "x",
        "lib/c.RB": "x",
        "tests/D.cs": "x",
        "docs/e.php": "x",
        "f.md": "",
    }
    source = SourceFiles(Files(files))

    assert [*source.paths] == ["a.js"]
    assert source.unread == {
        "lib/c.RB": "Ruby is a language that is not read",
        "src/A.java": "Java is a language that is not read",
    }


def test_of_a_change_only_the_languages_that_it_touches_are_told() -> None:
    source = SourceFiles(Files({"a.js": "", "src/A.java": "x", "b.rb": "x"}), frozenset({"b.rb", "gone.cs"}))

    assert ([*source.paths], [*source.unread]) == ([], ["b.rb"])


def test_a_bundle_that_may_listen_is_told_as_unread() -> None:
    bundle = LISTENS + "var x=1;" * 5000
    source = SourceFiles(Files({"dist/bundle.js": bundle, "dist/data.js": "var x=1;" * 5000}))

    assert [*source.hits()] == []
    assert source.unread == {"dist/bundle.js": "is minified"}


def test_what_is_not_shipped_is_not_read() -> None:
    files = Files({"tests/a.js": LISTENS, "examples/b.js": LISTENS})

    assert [*SourceFiles(files).hits()] == []
    assert files.read == []


def test_a_command_is_shipped_wherever_it_lies_with_what_it_loads() -> None:
    files = {
        "package.json": '{"bin": "bin/s.mjs", "scripts": {"dev": "tsx watch scripts/start.ts"}}',
        "scripts/start.ts": "import './options.js';\n" + LISTENS,
        "scripts/options.ts": "export const a = 1;",
        "scripts/release.ts": LISTENS,
    }

    assert [*SourceFiles(Files(files)).paths] == ["scripts/options.ts", "scripts/start.ts"]


def test_the_package_of_an_example_ships_nothing() -> None:
    files = {"examples/a/package.json": '{"scripts": {"start": "node server.js"}}', "examples/a/server.js": LISTENS}

    assert [*SourceFiles(Files(files)).paths] == []


def test_the_files_of_a_commit_are_read_too(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.js": LISTENS})
    assert repo.commit

    assert len([*SourceFiles(repo.at(repo.commit)).hits()]) == 1


def test_only_the_files_that_are_asked_for_are_looked_at() -> None:
    source = SourceFiles(Files({"a.js": LISTENS, "b.js": LISTENS}), frozenset({"b.js", "gone.js"}))

    assert [hit.parsed.path for hit in source.hits()] == ["b.js"]


def test_a_helper_of_tests_is_looked_at_only_where_the_software_may_load_it() -> None:
    helper = "import { expect } from 'vitest';\n" + LISTENS
    package = '{"bin": "index.js"}'

    def found(index: str, **others: str) -> int:
        return len([*SourceFiles(Files({"index.js": index, "lib/harness.js": helper, **others})).hits()])

    assert found("run();", **{"package.json": package}) == 0
    assert found("import './lib/harness.js';", **{"package.json": package}) == 1
    assert found("run();") == 1
