"""Names are found in code, by the words of the text."""

import pytest

from upheld.exposure.source import parsed
from upheld.exposure.source.mentions import mentions


@pytest.mark.parametrize(
    ("path", "text", "columns"),
    [
        ("a.py", "run(a.run, run_all, 'run', b'run')  # run", [0, 6]),
        ("a.js", "run(a.run, $run, `run`, /run/); // run", [0, 6]),
        ("a.ts", "const run = x as run; a?.run()", [6, 25]),
        ("a.go", 'package a; func b() { run(a.run, "run") } // run', [22, 28]),
        ("a.rs", 'fn b() { run(a.run, "run"); m!(run) } // run', [9, 15, 31]),
    ],
)  # fmt: skip
def test_a_name_is_found_by_itself_and_not_in_texts_and_comments(path: str, text: str, columns: list[int]) -> None:
    file = parsed(path, text.encode())
    assert file

    assert [node.start_point.column for node in mentions(file, {b"run"})] == columns
    assert [*mentions(file, {b"walk"})] == []
