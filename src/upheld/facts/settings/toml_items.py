"""TOML as a tree with the line of every key: what it says is `tomllib`'s, where it stands is looked up in the lines."""

import re
from collections.abc import Mapping
from typing import cast

from upheld.items import Item, Pair
from upheld.toml import read_toml_text

_LONG = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}', re.DOTALL)
_PART = r"(?:[\w-]{1,200}|\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')"
_PARTS = re.compile(_PART)
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART}){{0,20}})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART}){{0,20}})[ \t]*=")

Path = tuple[str, ...]


def read_toml_items(text: str, *, first_line: int = 1) -> Item:
    """Return what a TOML document says.

    Raises:
        ValueError: no TOML.
        RecursionError: nested too deeply.
    """
    text = text.replace("\r\n", "\n")
    return _item(read_toml_text(text), (), _lines(text, first_line), first_line)


def _lines(text: str, first_line: int) -> dict[Path, int]:
    """Return the line of each header and key; what a text of several lines holds is none."""
    found: dict[Path, int] = {}
    table: Path = ()
    plain = _LONG.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(plain.split("\n"), start=first_line):
        if header := _HEADER.match(line):
            table = _path(header[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_path(key[1])), number)
    return found


def _path(written: str) -> Path:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(written))


def _item(value: object, path: Path, lines: Mapping[Path, int], line: int) -> Item:
    if isinstance(value, dict):
        pairs: list[Pair] = []
        for key, each in cast("Mapping[str, object]", value).items():
            inner = (*path, key)
            at = lines.get(inner, line)
            pairs.append(Pair(key, at, 1, _item(each, inner, lines, at)))
        return Item("mapping", line, 1, pairs=tuple(pairs))
    if isinstance(value, list):
        values = cast("list[object]", value)
        return Item("list", line, 1, items=tuple(_item(each, path, lines, line) for each in values))
    return Item("text" if isinstance(value, str) else "other", line, 1, str(value))
