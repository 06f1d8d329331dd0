from typing import Any

import pytest
from hypothesis import given

from facts.locks import javascript_samples as samples
from facts.locks.mutating import mutated
from upheld.facts.locks.pins import LockError
from upheld.facts.locks.yaml_lines import Place, as_a_tool_writes, in_any_layout, lined_yaml, mapping

WRITTEN = (samples.PNPM_5, samples.PNPM_6, samples.PNPM_9, samples.BERRY)
LAYOUTS = r"""# a comment
plain: text of words
'quoted ''key''': 'it''s'
"double": "a \"b\" \\ c"
url: https://example.org/a:b#c
empty:
flow: {a: 1, 'b': '>=2', c: "x", d: https://example.org/x}
spaced: { node: '>=4' }
none: {}
list: [a, 'b']
folded: >-
  first: line

  - second
literal: |
  # no comment
items:
  - a
  - 'b: c'
aligned:
- a
inner:
    deep:
        deeper: 1
    back: ~
number: 1.10
https://example.org/key: 1
"""


def plain(found: dict[str, Place]) -> dict[str, Any]:
    """Return the mapping with those that are written in braces read, and without what lists hold."""
    return {
        key: (
            place.line,
            plain(mapping(place)) if not isinstance(place.value, str) or place.value[:1] in {"{", "["} else place.value,
        )
        for key, place in found.items()
    }


@pytest.mark.parametrize("text", [*WRITTEN, LAYOUTS])
def test_what_a_tool_wrote_is_read_as_pyyaml_reads_it(text: str) -> None:
    found = as_a_tool_writes(text)

    assert found is not None
    assert plain(found) == plain(in_any_layout(text))


@given(mutated(*WRITTEN, LAYOUTS))
def test_what_is_damaged_is_never_read_otherwise_than_by_pyyaml(text: str) -> None:
    try:
        found, read = as_a_tool_writes(text), in_any_layout(text)
    except LockError:
        return
    if found is not None:
        assert plain(found) == plain(read)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\n",
        "a: !!str 1\n",
        "? a\n: 1\n",
        "a: 1 # why\n",
        "a:\n\t- b\n",
        "a: 'b\n  c'\n",
        "a: b\n  c\n",
        "a:\n  b: 1\n c: 2\n",
        "a:\n  - b: 1\n",
        "a: {b: {c: 1}}\n",
        "a: b: c\n",
        "a:  b\n",
        "a\n",
        "--- \na: 1\n",
        "a: \x85\n",
        f"{'a' * 2000}: 1\n",
    ],
)
def test_what_may_mean_something_else_than_its_lines_is_left_to_pyyaml(text: str) -> None:
    assert as_a_tool_writes(text) is None


def test_other_layouts_are_read_with_the_same_lines() -> None:
    found = lined_yaml("a: # why\r\n  {b: 1,\r\n   c: 2}\r\nd: [1]\r\n? e\r\n: 3\r\n")

    assert {key: place.line for key, place in found.items()} == {"a": 1, "d": 4, "e": 5}
    assert {key: (each.line, each.value) for key, each in mapping(found["a"]).items()} == {"b": (2, "1"), "c": (3, "2")}
    assert (mapping(found["d"]), found["e"].value, mapping(None)) == ({}, "3", {})


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n"])
def test_what_is_empty_is_an_empty_mapping(text: str) -> None:
    assert lined_yaml(text) == in_any_layout(text) == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\na: 2\n", 2, "says a twice"),
        ("a: 1\n? a\n: 2\n", 2, "says a twice"),
        ("a: &x [1]\nb: *x\n", 2, "aliases"),
        ("- a\n", 1, "is no mapping"),
        ("a: 'b\n", 2, "is no YAML"),
        ("a: " + "[" * 200 + "]" * 200 + "\n", 1, "nested more than"),
        ("a: \x01\n", 1, "is no YAML"),
        ("a: \ud800\n", 1, "is no YAML"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        lined_yaml(text)

    assert caught.value.line == line


def test_what_nests_deeper_than_any_lock_is_refused() -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(500))

    with pytest.raises(LockError, match="nested more than"):
        lined_yaml(text)
