"""A file is parsed where it is worth it, and what is damaged, large or deep in it loses nothing else."""

import pytest

from upheld.exposure.source import hits, parsed, refusal
from upheld.exposure.source.scanning import MAX_SOURCE_BYTES

LISTENS = b"import express from 'express';\nconst app = express();\napp.listen(3000);\n"


def lines(path: str, text: bytes) -> list[int]:
    file = parsed(path, text)
    assert file
    return [hit.line for hit in hits(file)]


def test_a_call_is_found_on_the_line_of_its_name() -> None:
    assert lines("server.ts", LISTENS) == [3]
    assert lines("server.ts", LISTENS.replace(b"app.listen", b"app\n  // soon\n  .listen")) == [5]


@pytest.mark.parametrize("path", ["a.js", "a.mjs", "a.cjs", "a.jsx", "a.ts", "a.mts", "a.cts", "a.tsx", "A.JS"])
def test_every_sort_of_javascript_is_read(path: str) -> None:
    assert lines(path, LISTENS) == [3]


@pytest.mark.parametrize("path", ["server.rb", "listen", "package.json", "notes.md"])
def test_other_languages_are_not_parsed(path: str) -> None:
    assert parsed(path, LISTENS) is None


def test_calls_come_in_their_order() -> None:
    text = b"import uvicorn\nserve = uvicorn.run\nuvicorn.run(a)\nx = [uvicorn.run(b) for b in c]\nuvicorn.run(d)\n"

    assert lines("a.py", text) == [3, 4, 5]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> theirs\n", id="conflict"),
        pytest.param(b"function broken( {\n", id="bracket"),
        pytest.param(b"{{ template }}\n", id="template"),
        pytest.param(b"\xff\xfe\x00"[:2] + b"\n", id="bytes"),
    ],
)
def test_what_does_not_parse_loses_nothing_else(damage: bytes) -> None:
    assert len(lines("server.ts", LISTENS + damage)) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"x" * (MAX_SOURCE_BYTES + 1), "at most 1,000,000 are parsed"),
        (b"app.listen(1);" * 5_000, "is minified"),
        (LISTENS + b"\0", "is binary"),
        (LISTENS + b"[\n" * 5_000, "is nested too deeply"),
    ],
)
def test_what_is_no_source_that_a_person_wrote_is_refused_with_the_reason(text: bytes, reason: str) -> None:
    assert reason in (refusal(text) or "")
    assert parsed("server.ts", text) is None


@pytest.mark.parametrize("text", [LISTENS, b"", b"a\r\n" * 20_000, b"// " + b"x" * 15_000])
def test_source_is_not_refused(text: bytes) -> None:
    assert refusal(text) is None


def test_deep_code_does_not_hide_what_stands_before_and_behind_it() -> None:
    deep = b"x = " + b"y =\n " * 40_000 + b"z;\n"

    assert len(lines("server.js", LISTENS + deep + b"app.listen(4000);\n")) == 2


def test_names_that_lead_in_circles_come_to_an_end() -> None:
    circles = b"".join(b"a%d = a%d || a%d || a%d;\n" % (n, (n + 1) % 50, (n + 7) % 50, n) for n in range(50))

    assert lines("server.js", b"const http = require('http');\n" + circles + b"a1.listen(a2, a3);\n") == []


def test_one_that_says_less_yields_to_one_that_says_more() -> None:
    text = b"import uvicorn\nserver = uvicorn.Server(uvicorn.Config(app))\nawait server.serve()\n"

    assert lines("a.py", text) == [3]


def test_test_modules_of_rust_are_left_out() -> None:
    text = (
        b"use std::net::TcpListener;\n"
        b'fn run() { TcpListener::bind("0.0.0.0:1"); }\n'
        b"#[cfg(test)]\n// of the above\n#[allow(unused)]\nmod tests {\n"
        b'    fn free() { TcpListener::bind("127.0.0.1:0"); }\n}\n'
        b'#[tokio::test]\nasync fn works() { TcpListener::bind("127.0.0.1:0"); }\n'
        b'#[cfg(feature = "test-server")]\nfn other() { TcpListener::bind("127.0.0.1:0"); }\n'
    )

    assert lines("main.rs", text) == [2, 12]
