import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upheld.facts.settings.jsonc import DEEPEST, MOST_VALUES, JsoncError, read_jsonc
from upheld.items import Item

SAMPLE = """\ufeff// a comment
{
  /* another, with "quotes" and // slashes */
  "a": [1, "two", null,], // the last comma
  "b": {
    "c": "https://example.com//x",
  },
}
"""


def plain(item: Item) -> object:
    if item.kind == "mapping":
        return {pair.key: plain(pair.item) for pair in item.pairs}
    if item.kind == "list":
        return [plain(each) for each in item.items]
    return item.value if item.kind == "text" else json.loads(item.value)


def test_comments_and_last_commas_are_passed_over() -> None:
    assert plain(read_jsonc(SAMPLE)) == {"a": [1, "two", None], "b": {"c": "https://example.com//x"}}


def test_every_key_and_value_knows_its_place() -> None:
    root = read_jsonc(SAMPLE, first_line=10)
    b = root.pairs[1]
    assert (b.line, b.column) == (14, 3)
    assert (b.item.pairs[0].item.line, b.item.pairs[0].item.column) == (15, 10)


def test_a_key_that_stands_twice_is_there_twice() -> None:
    assert [pair.item.value for pair in read_jsonc('{"a": "1", "a": "2"}').pairs] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{", 1),
        ('{"a" 1}', 1),
        ("{a: 1}", 1),
        ('{\n"a": "not ended\n', 2),
        ("[1 2]", 1),
        ("{}\n{}", 2),
        ("nope", 1),
    ],
)
def test_what_is_no_json_is_told_with_its_line_and_without_its_text(text: str, line: int) -> None:
    with pytest.raises(JsoncError, match="is not valid JSON") as error:
        read_jsonc(text)
    assert error.value.line == line
    assert "not ended" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" + "1," * (MOST_VALUES + 1),
        "/*" * 50_000,
        "/" * 100_000,
        '"' + "\\" * 99_999,
    ],
)
def test_hostile_texts_are_refused(text: str) -> None:
    with pytest.raises(JsoncError):
        read_jsonc(text)


def test_the_deepest_that_is_read_is_read() -> None:
    assert read_jsonc("[" * DEEPEST + "]" * DEEPEST).kind == "list"


@settings(deadline=None, max_examples=50)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_json_is_read_as_json(value: object) -> None:
    assert plain(read_jsonc(json.dumps(value, indent=1))) == value
