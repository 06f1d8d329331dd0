"""Hostile texts are read in linear time. Where a pattern takes the square of a text's length, these would take hours."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

_PATIENCE_SECONDS = 60
_LENGTH = 100_000
_SENTENCE = 980
_HEAD = "# Security\n\n## Supported versions and reporting\n\n"
_TABLE = "| Version | Supported |\n|---|---|\n"

_READ = """
import json, sys
from upheld.files import UnreadableFileError
from upheld.policy.kinds import built_in_kinds
from upheld.policy.reading import promises_in, read_document
from upheld.registry import installed_checks, promise_kinds

kinds = dict.fromkeys((*built_in_kinds(), *promise_kinds(installed_checks())))
said = []
for path, text in json.load(sys.stdin):
    try:
        promises = promises_in(read_document(path, text), kinds)
        said.append([promise.kind for promise in promises])
    except UnreadableFileError as error:
        said.append(str(error))
print(json.dumps(said))
"""


def repeated(piece: str, length: int = _LENGTH) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def on_a_line(piece: str, length: int = _LENGTH) -> str:
    return repeated(piece, length).replace("\n", " ").replace("\r", " ").replace("|", "/")


Context = Callable[[str], str]
"""Makes a document of a piece of text, repeated."""

CONTEXTS: dict[str, tuple[Context, tuple[str, ...]]] = {
    "a paragraph": (
        lambda piece: f"{_HEAD}The {repeated(piece)} x.\n",
        (
            ". A word ",
            "only ",
            "fix ",
            "receive ",
            "security ",
            "(e.g. ",
            "older ",
            "a\nb ",
            "<h1>",
            "1-",
            "a.",
            "within 2 days ",
        ),
    ),
    "a list item": (
        lambda piece: f"{_HEAD}We support:\n\n- 1.x {repeated(piece)}x\n",
        (" ", "only main ", "support python ", "a: ", "(", "1.1 and ", "main branch "),
    ),
    "sentences": (
        lambda piece: _HEAD + f"Only {on_a_line(piece, _SENTENCE)} so. \n" * (_LENGTH // _SENTENCE),
        (" ", "fix ", "latest ", "v1.1 ", "if no ", "before public ", "a (at) b ", "never commit ", "(e.g. "),
    ),
    "a heading": (
        lambda piece: f"# {on_a_line(piece)}\n\n" + "- 1.x: supported\n\nThe latest version is supported.\n\n" * 200,
        ("security ", "python ", "x "),
    ),
    "a column title": (
        lambda piece: f"{_HEAD}| Version {on_a_line(piece)} | Supported |\n|---|---|\n| 1.x | yes |\n",
        ("security ", "supported ", "versions of python "),
    ),
    "a cell": (
        lambda piece: f"{_HEAD}{_TABLE}| {on_a_line(piece)} | yes |\n| 1.x | {on_a_line(piece)} |\n| 2.x | yes |\n",
        ("1 ", "x", "until 2020 ", "older "),
    ),
    "many cells": (
        lambda piece: _HEAD + _TABLE + f"| {on_a_line(piece, 290)} | {on_a_line(piece, 290)} |\n" * (_LENGTH // 580),
        ("1 ", "(", "a", "security "),
    ),
    "an HTML cell": (
        lambda piece: f"{_HEAD}<table><tr><th>Version<th>Supported<tr><td>{repeated(piece)}",
        ("<", "<td>1", "<table>\n\n", "<!--", "<a "),
    ),
    "a drawn table": (
        lambda piece: f"{_HEAD}```\n{repeated(piece)}\n```\n",
        ("| a | b |\n+---+---+\n", "|\n", "| a | b |\n"),
    ),
}


def read(*documents: tuple[str, str]) -> list[list[str] | str]:
    """Read documents in a process that is given a minute; return the kinds of promise in each, or why it is not read."""
    done = subprocess.run(
        [sys.executable, "-c", _READ],
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    said: list[list[str] | str] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_hundred_thousand_hostile_characters_are_read(context: str) -> None:
    make, pieces = CONTEXTS[context]

    said = read(*(("SECURITY.md", make(piece)) for piece in pieces))

    assert all("supported-versions" in kinds for kinds in said)
    assert not [kinds for kinds in said if "unread-kind" in kinds]


def test_plain_text_of_a_hundred_thousand_hostile_characters_is_read() -> None:
    pieces = (". A word ", " ", "only ", "| a | b |\n+---+---+\n", "=", "a: b ")

    said = read(*(("SECURITY.txt", f"SUPPORTED VERSIONS\n\n{repeated(piece)}") for piece in pieces))

    assert all("supported-versions" in kinds for kinds in said)


def test_hostile_restructured_text_is_read_or_refused() -> None:
    head = "Supported versions\n==================\n\n"
    pieces = (
        "a\n=\n",
        "- a\n\n",
        "`a ",
        "|a| ",
        "a_ ",
        ".. a\n",
        "+-+\n|a|\n",
        "== ==\na b\n== ==\n\n",
        "only ",
        "fix ",
    )
    texts = (head + repeated(piece, 9_000) for piece in pieces)

    said = read(*(("SECURITY.rst", text) for text in texts), ("SECURITY.rst", head + repeated("a-")))

    assert all("supported-versions" in kinds for kinds in said[:-1])
    assert said[-1] == "SECURITY.rst has 100,039 characters; at most 50,000 are read"


def test_many_tables_and_many_paragraphs_are_read_or_refused() -> None:
    tables = [f"{_TABLE}| 1.{number} | yes |\n\n" for number in range(101)]
    legend = "x = supported, y = not. Supported Python versions which are support. " * 50 + "\n\n"

    few, many, wide = read(
        ("SECURITY.md", _HEAD + legend.join(tables[:90])),
        ("SECURITY.md", _HEAD + "".join(tables)),
        ("SECURITY.md", f"{_HEAD}| Version |{' a |' * 5000}\n|{'-|' * 5001}\n{'| 1.x |' + chr(10)}" * 2),
    )

    assert "supported-versions" in few
    assert many == "SECURITY.md has more than 100 tables or 3,000 rows, which is not read"
    assert "supported-versions" in wide
