"""Source that a stranger made to be slow to read: deep, long, and leading in circles."""

import pytest

from software import Files, found, go, javascript, python, rust, started
from upheld.exposure import Started
from upheld.exposure.guards.evaluating import MOST_STEPS, Evaluator
from upheld.exposure.guards.files import Index
from upheld.exposure.guards.scope import Scope
from upheld.exposure.source import parsed
from upheld.facts.exposure.source_files import SourceFiles


@pytest.mark.parametrize(
    "body",
    [
        "if (" + "(" * 150 + "x" + ")" * 150 + ") listen();",
        "if (" + "!" * 3000 + "process.env.HTTP) listen();",
        "if (" + "a || " * 3000 + "b) listen();",
        "if (" + "a." * 3000 + "b) listen();",
        "{" * 150 + "listen();" + "}" * 150,
        "function f() { " * 500 + "listen();" + "}" * 500,
    ],
)
def test_deep_source_is_read(body: str) -> None:
    assert len(found(javascript(body))) == 1


def test_values_that_rest_on_each_other_are_unknown() -> None:
    assert started(javascript("let a = b;\nlet b = a;\nif (a) listen();")) is Started.DEFAULT
    assert started(
        python("def one(): return two()\ndef two(): return one()\ndef main():\n    if one():\n        listen()\n")
    )
    assert started(go("func one() bool { return one() }\nfunc main() {\n\tif one() {\n\t\tlisten()\n\t}\n}"))
    assert started(rust("fn one() -> bool { one() }\nfn main() { if one() { listen(); } }"))


def test_evaluation_comes_to_an_end() -> None:
    doubling = "".join(f"const v{number} = v{number + 1} || v{number + 1};\n" for number in range(300))
    files = Files({"a.js": doubling + "const v300 = other;\n"})
    source = SourceFiles(files)
    file = source.parsed("a.js")
    assert file
    evaluator = Evaluator(Index(source))
    scope = Scope(file)
    (name, *_) = evaluator.index.mentions(file, "v0")

    assert evaluator.value(scope.grammar.expression(name), scope).known is False
    assert evaluator.steps <= MOST_STEPS + 1


def test_a_function_with_many_callers_comes_to_an_end() -> None:
    body = "".join(f"function f{number}() {{ {'listen();' if number == 0 else ''} }}\n" for number in range(5))
    calls = "".join(f"function g{number}() {{ f{number % 5}(); listen(); }}\n" for number in range(400))

    assert found(javascript(body + calls))[0].started is Started.UNKNOWN


def test_damaged_source_loses_nothing_else() -> None:
    text = "<<<<<<< ours\nimport express from 'express';\n=======\n>>>>>>> theirs\nif (process.env.X) express().listen(1)\n}}}"

    assert [each.location.line for each in found({"a.js": text})] == [5]


@pytest.mark.parametrize("path", ["a.py", "a.js", "a.ts", "a.go", "a.rs"])
@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"(((((", b"if", b"def :\n", b"func (", b"match {"])
def test_nonsense_is_read_without_harm(path: str, text: bytes) -> None:
    file = parsed(path, text)

    assert file is None or SourceFiles(Files({path: text})).hits_in(path) is not None
