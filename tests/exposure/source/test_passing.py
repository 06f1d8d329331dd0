"""What is handed to a call is followed within its file: by names, out of split texts, and through parameters."""

import pytest

from upheld.exposure.source import parsed
from upheld.exposure.source.arguments import Call
from upheld.exposure.source.passing import handed_on
from upheld.exposure.source.syntax import call_of


def handed(path: str, text: str) -> list[str]:
    """Return what is handed to the last call of `spawn`."""
    file = parsed(path, text.encode())
    assert file
    at = text.encode().rindex(b"spawn(")
    name = file.tree.root_node.descendant_for_byte_range(at, at + 5)
    node = call_of(name) if name else None
    assert node
    return [(each.text or b"").decode() for each in handed_on(Call(file, node))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", 'const wanted = "x --y"; spawn(wanted)'),
        ("a.js", 'const line = "x --y"; const [first, ...others] = line.split(" "); spawn(first, others)'),
        ("a.ts", 'function run(line: string) { spawn(line) }\nrun("x --y")'),
        ("a.ts", "const run = async (line: string) => { spawn(...tokens(line)) };\nawait run(`x --y`)"),
        ("a.ts", 'function run({ line }: { line: string }) { spawn(line) }\nrun({ line: "x --y" })'),
        ("a.ts", 'class A { run(given) { spawn("x", [...given]) }\n go() { this.run(["x --y"]) } }'),
        ("a.ts", 'class A { line = "x --y"; run() { spawn(this.line) } }'),
        ("a.py", 'import shlex\ndef run(line):\n    spawn(*shlex.split(line))\nrun("x --y")\n'),
        ("a.py", 'def run(line: str, wait=False):\n    first, *others = line.split()\n    spawn([first, *others])\nrun(line="x --y")\n'),
        ("a.py", 'class A:\n    def run(self, line):\n        spawn(args=[line])\n    def go(self):\n        self.run("x --y")\n'),
        ("a.go", 'package a\nfunc run(wait bool, line string) {\n\tparts := strings.Fields(line)\n\tspawn(parts[0], parts[1:]...)\n}\nfunc b() { run(true, "x --y") }'),
        ("a.rs", 'fn run(line: &str) { spawn(line.split_whitespace()); }\nfn b() { run("x --y"); }'),
    ],
)  # fmt: skip
def test_what_is_handed_on_is_seen_where_it_comes_from(path: str, text: str) -> None:
    assert any("x --y" in each for each in handed(path, text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", 'function other(line) {}\nfunction run(line) { spawn(line) }\nother("x --y")'),
        ("a.js", 'spawn("a", { title: "x --y" })'),
        ("a.js", 'const options = { title: "x --y" }; spawn("a", options)'),
        ("a.js", 'spawn("a", () => { log("x --y") })'),
        ("a.js", 'const child = start("x --y"); function end(id) { spawn("kill", [String(id)]) }\nend(child.pid)'),
        ("a.ts", 'function run(line: string, why: string) { spawn(line) }\nrun("a", "x --y")'),
        ("a.py", 'def run(line, why):\n    spawn(line)\nrun("a", why="x --y")\n'),
    ],
)
def test_what_is_given_to_something_else_is_not(path: str, text: str) -> None:
    assert not any("x --y" in each for each in handed(path, text))


def test_of_a_file_that_hands_on_without_end_only_so_much_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'function run(line) { spawn(line) }\nrun("x --y")'
    assert "x --y" in " ".join(handed("a.js", text))
    monkeypatch.setattr("upheld.exposure.source.passing._MOST_OF_A_FILE", 0)

    assert handed("a.js", text) == ["line"]


def test_functions_that_call_each_other_without_end_are_followed_to_an_end() -> None:
    text = "function a(x) { b(x); spawn(x) }\nfunction b(x) { a([x, x, x]) }\n" * 100

    assert len(handed("a.js", text)) <= 60
