import json
from datetime import UTC, datetime
from typing import Any

import pytest

from upheld.facts.keys import document as module
from upheld.facts.keys.document import Document, read_document
from upheld.facts.keys.records import MetadataError, Record


def read(text: str) -> Document:
    return read_document("file", text.encode())


def lines(text: str) -> list[int]:
    return [record.line for record in read(text).records]


def test_each_record_of_json_knows_its_line_and_that_of_each_key() -> None:
    record = read('[\n  {"name": "a"},\n  {\n    "name": "b",\n    "made": {"at": 1}}\n]').records[1]

    assert (record.line, record.line_of("name"), record.line_of("made"), record.line_of("missing")) == (3, 4, 5, 3)
    assert record.place_of("made") == (5, 5)
    assert record.record("made").line == 5


def test_pages_after_one_another_and_lines_of_json_are_one_document() -> None:
    assert lines('{"a": 1}\n{"a": 2}\n\n{"a": 3}\n') == [1, 2, 4]
    assert lines('[{"a": 1}][\n{"a": 2}]') == [1, 2]


def test_line_ends_of_windows_count_once() -> None:
    assert lines('[\r\n{"a": 1},\r\n{"a": 2}]') == [2, 3]


def test_what_json_says_is_what_python_reads() -> None:
    value: dict[str, Any] = {
        "text": 'é "quoted" \\ \u2028',
        "list": [1, -2.5, 1e3, True, False, None, [], {}],
        "empty": "",
    }

    assert dict(read(json.dumps(value)).roots[0]) == value
    assert dict(read(json.dumps(value, ensure_ascii=False, indent=3)).roots[0]) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"a": }',
        '{"a": 1',
        '{"a" 1}',
        "{a: 1}",
        "[1, 2",
        "[1 2]",
        "[1]]",
        '{"a": "b',
        '{"a": "\n"}',
        '{"a": 01}',
        '{"a": NaN}',
        '{"a": 1.2.3}',
        '{"a": ' + "9" * 5000 + "}",
        '{"a": tru}',
    ],
)
def test_what_is_no_json_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(MetadataError, match=r"^is not valid JSON: [A-Za-z ,]+$"):
        read(text)


def test_a_key_that_stands_twice_is_refused_and_not_shown() -> None:
    with pytest.raises(MetadataError, match="says a key twice in one mapping") as caught:
        read('{"hunter2": 1,\n "hunter2": 2}')
    assert caught.value.line == 2
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_depth_of_json_is_bounded(text: str) -> None:
    with pytest.raises(MetadataError, match="nested more than"):
        read(text)


@pytest.mark.parametrize("text", ["- " * 50_000 + "a: b", "a: " + "[" * 50_000])
def test_depth_of_yaml_is_bounded(text: str) -> None:
    assert read(text).error is not None


def test_size_and_number_of_entries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upheld.facts.keys.json_records.MOST_RECORDS", 2)
    with pytest.raises(MetadataError, match="more than 2 entries"):
        read('[{"a": 1}, {"a": 2}, {"a": 3}]')
    monkeypatch.setattr("upheld.facts.keys.json_records.MOST_VALUES", 2)
    with pytest.raises(MetadataError, match="more than 2 values"):
        read("[1, 2, 3]")
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(MetadataError, match="at most 10 are read"):
        read('{"a": "a long text"}')


def test_yaml_keeps_dates_and_numbers_as_texts_and_knows_its_lines() -> None:
    document = read("keys:\n- name: a\n  created: 2026-01-31\n  id: 1.10\n- name: b\n")

    assert document.form == "yaml"
    assert [
        (each.line, each.text("name"), each.get("created"), each.get("id")) for each in document.listed("keys")
    ] == [
        (2, "a", "2026-01-31", "1.10"),
        (5, "b", None, None),
    ]


def test_documents_of_one_yaml_file_keep_their_lines() -> None:
    assert lines("kind: a\n---\n# second\nkind: b\n--- \nkind: c\n") == [1, 4, 6]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [1, 2]\nb: [*a, *a]\n",
        "a: 1\na: 2\n",
        "a: [1\n",
        "a: \tb\n\tc: d",
        "a: !!python/object:os.system x\nb: *c",
    ],
)
def test_yaml_that_is_wrong_or_a_bomb_is_text_with_the_reason(text: str) -> None:
    document = read(text)

    assert document.form == "text"
    assert document.error is not None


def test_csv_is_read_by_the_names_of_its_columns_and_knows_each_row() -> None:
    document = read('\n"name", created ,note\nA,2026-01-31,"two\nlines"\n\nB,,\n')

    assert document.header == ("name", "created", "note")
    assert [(each.line, dict(each)) for each in document.records] == [
        (3, {"name": "A", "created": "2026-01-31", "note": "two\nlines"}),
        (6, {"name": "B", "created": "", "note": ""}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_may_be_separated_as_spreadsheets_do(delimiter: str) -> None:
    assert read(f"\ufeffname{delimiter}created\r\nA{delimiter}2026-01-31\r\n").records[0]["created"] == "2026-01-31"


@pytest.mark.parametrize(
    "text", ["name,name\nA,B\n", "name,created\nA,B,C\n", 'name,created\n"A,B\n', 'name,created\n"A"x,B\n']
)
def test_csv_that_is_wrong_is_text_with_the_reason(text: str) -> None:
    document = read(text)

    assert document.form == "text"
    assert document.error is not None


@pytest.mark.parametrize(
    "text", ["Contact: mailto:security@example.org\n", "# Keys, and more\n", "Some words, and others.\n"]
)
def test_prose_is_no_csv(text: str) -> None:
    assert read(text).form in {"yaml", "text"}


def test_armoured_blocks_know_their_lines() -> None:
    text = "words\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n\n-----BEGIN PUBLIC KEY-----\nMI\n-----END PUBLIC KEY-----"
    document = read(text)

    assert document.form == "pem"
    assert [(block.label, block.line) for block in document.blocks] == [("CERTIFICATE", 2), ("PUBLIC KEY", 6)]
    assert document.blocks[0].text == "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"


def test_a_block_that_does_not_end_is_refused() -> None:
    with pytest.raises(MetadataError, match="does not end"):
        read("-----BEGIN CERTIFICATE-----\nMIIB\n")


def test_many_blocks_that_begin_inside_another_take_no_time() -> None:
    text = "-----BEGIN CERTIFICATE-----\n" * 20_000 + "-----END CERTIFICATE-----\n"

    assert len(read(text).blocks) == 1


def test_bytes_that_are_no_text_are_kept_as_they_are() -> None:
    document = read_document("key.gpg", b"\x99\x00\x01\x02")

    assert (document.form, document.data, document.roots) == ("binary", b"\x99\x00\x01\x02", ())


def test_the_time_of_the_evidence_is_the_oldest_that_it_names() -> None:
    document = read('{"generated_at": "2026-01-31T06:00:00Z"}\n{"generated_at": "2026-01-30T06:00:00+02:00"}')

    assert document.made == datetime(2026, 1, 30, 4, tzinfo=UTC)
    assert read('{"secrets": []}').made is None


def test_an_export_is_one_document_an_answer() -> None:
    export = {
        "generated_at": "2026-01-31T06:00:00Z",
        "answers": [
            {"scope": "acme/shop", "data": {"secrets": []}},
            {"scope": "acme", "taken_at": "2026-01-29T06:00:00Z", "data": [{"id": 1}]},
            {"scope": "nothing was answered"},
        ],
    }
    parts = read(json.dumps(export)).parts()

    assert [(part.scope, part.made.day if part.made else None) for part in parts] == [("acme/shop", 31), ("acme", 29)]
    assert parts[0].pages[0].records("secrets") == []
    assert parts[1].records[0]["id"] == 1


def test_a_document_that_is_no_export_is_its_only_part() -> None:
    document = read('{"generated_at": "2026-01-31T06:00:00Z", "keys": []}')

    assert document.parts() == (document,)


def test_a_record_gives_only_what_has_the_type_that_is_asked_for() -> None:
    record = read(
        '{"text": " a ", "blank": " ", "number": 5, "yes": true, "no": "False", "list": ["a", 1, {"b": 2}]}'
    ).pages[0]

    assert (record.text("blank", "text"), record.text("number"), record.name("number"), record.name("yes")) == (
        "a",
        None,
        "5",
        None,
    )
    assert (record.flag("yes"), record.flag("no"), record.flag("text"), record.flag("missing")) == (
        True,
        False,
        None,
        None,
    )
    assert (record.texts("list"), [dict(each) for each in record.records("list")], record.records("text")) == (
        ["a"],
        [{"b": 2}],
        [],
    )
    assert record.record("text", "deeper") == {}


def test_a_field_that_is_no_time_is_told_by_its_name_and_line() -> None:
    record = read('{\n"created_at": "hunter2"}').pages[0]

    with pytest.raises(MetadataError, match="has a field `created_at` that is no time") as caught:
        record.moment("created_at")
    assert caught.value.line == 2
    assert "hunter2" not in str(caught.value)


def test_an_empty_record_has_nothing() -> None:
    assert Record(7).moment("created") is None
    assert Record(7).line_of("created") == 7


def test_documents_of_one_yaml_file_are_bounded_in_number() -> None:
    assert "more than 5,000 documents" in str(read("a: b\n---\n" * 5001).error)


def test_yaml_of_more_letters_than_are_read_is_told_to_be_json() -> None:
    assert "export it as JSON" in str(read("a: b\n# " + "x" * 4_000_000).error)
