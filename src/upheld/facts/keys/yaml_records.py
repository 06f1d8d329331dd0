"""YAML as records; aliases are refused, since bombs are made of them."""

import re
from itertools import pairwise
from typing import Any

from upheld.facts.keys.records import MetadataError, Record
from upheld.items import Item
from upheld.yaml import YamlError, read_yaml_text

_MOST_NODES = 400_000
_MOST_DOCUMENTS = 5_000
_MOST_LETTERS = 4_000_000
"""PyYAML takes a second or two for as many; JSON of the same is read faster."""
_SEPARATOR = re.compile(r"^---(?=[ \n]|\Z).*$", re.MULTILINE)
_WORDS = {"true": True, "false": False}


def read_yaml_records(text: str) -> tuple[Any, ...]:
    """Return the value of each document that is a mapping or a list; dates and numbers stay texts.

    Raises:
        MetadataError: no YAML, aliases, nested too deeply, too many values, or a key twice in one mapping.
    """
    if len(text) > _MOST_LETTERS:
        raise MetadataError(f"has more than {_MOST_LETTERS:,} letters, which is too much for YAML; export it as JSON")
    found: list[Any] = []
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    if len(starts) > _MOST_DOCUMENTS:
        raise MetadataError(f"has more than {_MOST_DOCUMENTS:,} documents")
    before, counted = 0, 0
    for start, end in pairwise(starts):
        before, counted = before + text.count("\n", counted, start), start
        try:
            item = read_yaml_text(text[start:end], most_nodes=_MOST_NODES)
        except YamlError as error:
            raise MetadataError(
                "is not valid YAML, or has more than is read of it", error.line + before, error.column
            ) from None
        except UnicodeError:
            raise MetadataError("has letters that YAML does not allow", before + 1) from None
        if item is not None and item.kind in {"mapping", "list"}:
            found.append(_value(item, before))
    return tuple(found)


def _value(item: Item, before: int) -> Any:
    if item.kind == "list":
        return [_value(each, before) for each in item.items]
    if item.kind == "mapping":
        return _record(item, before)
    if item.kind == "other":
        return _WORDS.get(item.value.lower())
    return item.value


def _record(item: Item, before: int) -> Record:
    record = Record(item.line + before, item.column)
    for pair in item.pairs:
        if pair.key in record:
            raise MetadataError("says a key twice in one mapping", pair.line + before, pair.column)
        record.places[pair.key] = (pair.line + before, pair.column)
        record[pair.key] = _value(pair.item, before)
    return record
