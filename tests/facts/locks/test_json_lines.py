import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.facts.locks.json_lines import JsonText
from upheld.facts.locks.pins import LockError

DOCUMENT = """\
{
  "a": {"b": [1, {"c": 2}]},

  "d\\u00e9": "x",
  "e": {
    "name": "n",
    "version": "1"
  }
}
"""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def test_what_is_not_read_is_skipped() -> None:
    document = JsonText(DOCUMENT)

    assert [(key, document.line(at)) for key, at in document.members()] == [("a", 2), ("dé", 4), ("e", 5)]
    document.end()


def test_mappings_are_walked_at_any_depth() -> None:
    document = JsonText(DOCUMENT)
    found: list[tuple[str, str, Any]] = [
        (key, inner, document.value())
        for key, _ in document.members()
        if key != "dé"
        for inner, _ in document.members()
    ]

    assert found == [("a", "b", [1, {"c": 2}]), ("e", "name", "n"), ("e", "version", "1")]


def test_the_line_of_a_key_is_found_again_after_its_mapping_was_read() -> None:
    document = JsonText(DOCUMENT)
    lines: list[tuple[int, int, int]] = []
    for key, at in document.members():
        if key == "e":
            start = document.at
            document.value()
            lines.append(tuple(document.line_of(each, start, at) for each in ("name", "version", "none")))  # type: ignore[arg-type]

    assert lines == [(6, 7, 5)]
    assert document.line(0) == 1


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.sampled_from([None, 0, 2, "\t"]))
def test_it_reads_what_the_standard_library_reads(value: dict[str, Any], indent: int | str | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    document = JsonText(f" {text}\n")

    found = {key: (document.line(at), document.value()) for key, at in document.members()}

    document.end()
    assert {key: each for key, (_, each) in found.items()} == value
    if indent is not None:
        # Each key of the mapping stands on a line of its own, and begins it.
        lines = text.split("\n")
        assert all(
            lines[line - 1].strip().startswith(json.dumps(key, ensure_ascii=False)) for key, (line, _) in found.items()
        )


@given(st.text(alphabet='{}[]",:1a\\ \n', max_size=30))
def test_whatever_is_no_json_is_refused(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        valid = False
    else:
        valid = text.lstrip().startswith("{")
    document = JsonText(text)
    keys: list[str] | None = None
    refusal = ""
    try:
        keys = [key for key, _ in document.members()]
        document.end()
    except LockError as error:
        keys, refusal = None, str(error)

    assert keys == (list(json.loads(text)) if valid and "twice" not in refusal else None)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n"a": 2}', "says a twice", 2),
        ('{\n"a": [{"b": 1, "b": 2}]}', "says b twice", 2),
        ('{"a" 1}', "expected a colon", 1),
        ('{"a": 1\n"b": 2}', "expected a comma", 1),
        ('{"a": 1,\n}', "expected a key", 2),
        ('{"a": ' + "1" * 10_000 + "}", "too many digits", 1),
        ('{"a": ' + "[" * 100_000 + "}", "nested too deeply", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str, line: int) -> None:
    document = JsonText(text)

    with pytest.raises(LockError, match=message) as caught:
        list(document.members())

    assert caught.value.line == line
