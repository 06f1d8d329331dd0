"""What is kept of a stream of complaints."""

import os

import pytest

from upheld.probing.pipes import Tail


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("starting\ncannot log in\n", "cannot log in"),
        ("TypeError: x is not a function\n    at main.js:3\n\nNode.js v22.0.0\n", "TypeError: x is not a function"),
        ("Traceback:\n  File x\nValueError: no URL\n", "ValueError: no URL"),
        ("\n \n", ""),
    ],
)
def test_of_a_crash_the_line_that_names_the_error_is_told(said: str, line: str) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb") as other:
        other.write(said.encode())
        other.close()
        tail = Tail(stream)
        tail.thread.join(timeout=10)

        assert tail.telling_line == line


def test_only_the_end_of_a_flood_is_kept() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb") as other:
        tail = Tail(stream, length=64)
        other.write(b"an error long ago\n" + b"noise\n" * 50_000 + b"the last words\n")
        other.close()
        tail.thread.join(timeout=10)

        assert tail.telling_line == "the last words"
