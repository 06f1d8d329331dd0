"""The other files are looked at only where a name leads to them, and parsed only where it may be declared there."""

from collections.abc import Mapping

import pytest

from software import Files
from upheld.exposure.guards.files import Index
from upheld.facts.exposure.source_files import SourceFiles


def index_of(files: Mapping[str, str]) -> tuple[Index, SourceFiles]:
    source = SourceFiles(Files(files))
    return Index(source), source


def near(files: Mapping[str, str], home: str, name: str) -> list[str]:
    index, source = index_of(files)
    parsed = source.parsed(home)
    assert parsed
    return [each.path for each in index.near(parsed, name)]


def test_the_file_that_asks_comes_first_and_then_the_nearest() -> None:
    files = dict.fromkeys(("a.js", "lib/b.js", "lib/deep/c.js", "other/d.js"), "run()")

    assert near({**files, "e.js": "runs()"}, "lib/b.js", "run") == ["lib/b.js", "a.js", "lib/deep/c.js", "other/d.js"]


def test_a_name_of_go_that_is_not_exported_is_looked_for_in_its_package_alone() -> None:
    text = "package a\nvar kind, Kind = 1, 2\n"
    files: dict[str, str] = {"a/a.go": text, "a/b.go": text, "b/c.go": text}

    assert near(files, "a/b.go", "kind") == ["a/b.go", "a/a.go"]
    assert near(files, "a/b.go", "Kind") == ["a/b.go", "a/a.go", "b/c.go"]


@pytest.mark.parametrize(
    ("path", "declares", "mentions"),
    [
        ("b.py", "def run():\n    pass\n", "from a import run\nrun()\n"),
        ("b.py", "class run:\n    pass\n", "x = [run]\n"),
        ("b.js", "export async function run() {}", "await run();"),
        ("b.js", "class A {\n  static async run() {}\n}", "a.run();"),
        ("b.ts", "export const run: F = () => 1;", "start(run);"),
        ("b.ts", "export default class run {}", "new A(run);"),
        ("b.ts", "const a = { run: () => 1 };", "a.run?.();"),
        ("b.go", "package a\nfunc (s *S) run() {}\n", "package a\nfunc b() { s.run() }\n"),
        ("b.go", "package a\ntype run struct{}\n", "package a\nfunc b(r *run) {}\n"),
        ("b.rs", "pub async fn run() {}", "fn b() { run(); }"),
        ("b.rs", "fn b() { let run = || 1; }", "fn b() { x(run); }"),
    ],
)
def test_a_function_is_found_and_a_file_that_only_speaks_of_it_is_not_parsed(
    path: str, declares: str, mentions: str
) -> None:
    other = path.replace("b.", "c.")
    index, source = index_of({path: declares, other: mentions})
    home, there = source.parsed(path), source.parsed(other)
    assert home
    assert there

    assert [each.path for each, _ in index.functions(home, "run")] == [path]
    assert "tree" not in vars(there)


def test_what_another_file_gives_to_a_name_at_its_top_is_found_once() -> None:
    index, source = index_of({
        "a.py": "use(KIND)\n",
        "b.py": "def f():\n    KIND = 'inner'\n",
        "c.py": "KIND = 'outer'\n",
    })  # fmt: skip
    home = source.parsed("a.py")
    assert home
    found = index.elsewhere(home, "KIND")

    assert found is not None
    assert (found[0].path, found[1].start_point.row) == ("c.py", 0)
    assert index.elsewhere(home, "KIND") is found
    assert index.elsewhere(home, "OTHER") is None
