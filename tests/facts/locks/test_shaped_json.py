import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upheld.facts.locks import shaped_json
from upheld.facts.locks.pins import LockError
from upheld.facts.locks.shaped_json import ANY, Members, Shape, read_shaped

_NESTED: dict[str, Shape] = {"name": None}
_NESTED["parts"] = (_NESTED,)


def test_only_what_is_wanted_is_kept_each_with_its_line() -> None:
    text = '{\n "other": {"name": [1, {}]},\n "name": "a",\n "parts": [\n  {"name": "b", "x": 1},\n  {}\n ]\n}\n'

    members = read_shaped(text, _NESTED)

    assert members == {"name": "a", "parts": [{"name": "b"}, {}]}
    assert members.lines == {"name": 3, "parts": 4}
    assert [each.line_of("name") for each in members.objects("parts")] == [5, 6]


def test_every_other_member_can_be_wanted() -> None:
    members = read_shaped('{"a": {"x": 1}, "b": {"x": 2, "y": 3}}', {ANY: {"x": None}})

    assert members == {"a": {"x": 1}, "b": {"x": 2}}


def test_members_are_asked_for_by_their_type() -> None:
    members = read_shaped('{"name": 1, "parts": null, "texts": ["a", 1, null]}', {**_NESTED, "texts": None})

    assert members.text("name") is None
    assert members.objects("parts") == []
    assert members.texts("texts") == ["a"]
    assert members.texts("missing") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n7", 2),
        ('{"parts":\n 7}', 2),
        ('{"parts": [\n7]}', 2),
        ('{"parts": [{}\n{}]}', 2),
        ('{"parts": [{}\n}', 2),
        ('{"parts": [{},\n]}', 2),
        ('{"name": 1,\n}', 2),
        ('{"parts": [', 1),
        ('{"name": 1,\n"name": 1}', 2),
        ("{} {}", 1),
        ('{"name": ' + "9" * 5000 + "}", 1),
        ('{"other": ' + "[" * 100_000, 1),
        ('{"parts": [' * 100_000, 1),
    ],
)
def test_what_is_not_of_the_shape_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(LockError) as caught:
        read_shaped(text, _NESTED)

    assert caught.value.line == line


def test_too_many_objects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaped_json, "MOST_OBJECTS", 3)

    assert read_shaped('{"parts": [{}, {}]}', _NESTED)
    with pytest.raises(LockError, match="has more than 3 entries"):
        read_shaped('{"parts": [{}, {}, {}]}', _NESTED)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=3), _JSON), st.sampled_from([None, 1, "\t"]))
def test_what_is_wanted_is_what_the_standard_library_reads(
    document: dict[str, object], indent: int | str | None
) -> None:
    members = read_shaped(json.dumps(document, indent=indent), {ANY: None})

    assert members == document
    assert isinstance(members, Members)
