"""`[tool.upheld]` as a tree with places."""

import re
from collections.abc import Iterator
from typing import Any, cast

from upheld.items import Item, Pair
from upheld.toml import read_toml_text


def read_toml(text: str) -> Item | None:
    """Read `[tool.upheld]`, or return None where there is no such table or the file is no TOML (its own tools will say so)."""
    # A ValueError is also a number of too many digits; deep nesting would overflow the stack.
    try:
        return _in_table(text, read_toml_text(text))
    except (ValueError, RecursionError):
        return None


def _in_table(text: str, data: dict[str, Any]) -> Item | None:
    table = cast("dict[str, Any]", data.get("tool", {})).get("upheld") if isinstance(data.get("tool"), dict) else None
    return None if table is None else _from_toml(table, _places(text), 1, 1)


def _from_toml(value: Any, places: dict[str, list[tuple[int, int]]], line: int, column: int) -> Item:
    if isinstance(value, dict):
        entries: list[Pair] = []
        for key, inner in cast("dict[str, Any]", value).items():
            found = places.get(key) or [(line, column)]
            place = found.pop(0) if len(found) > 1 else found[0]
            entries.append(Pair(key, *place, _from_toml(inner, places, *place)))
        return Item(
            "mapping", *(entries[0].line, entries[0].column) if entries else (line, column), pairs=tuple(entries)
        )
    if isinstance(value, list):
        children = cast("list[object]", value)
        return Item("list", line, column, items=tuple(_from_toml(child, places, line, column) for child in children))
    return Item("other" if isinstance(value, bool | int | float) else "text", line, column, str(value))


def _places(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return where each key stands from `[tool.upheld]` on; tomllib itself tells no places."""
    places: dict[str, list[tuple[int, int]]] = {}
    for key, line, column in _keys(text):
        places.setdefault(key, []).append((line, column))
    return places


def _keys(text: str) -> Iterator[tuple[str, int, int]]:
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(r"\s*\[+\s*([\w\"-](?:[\w.\s\"-]*[\w\"-])?)\s*\]", line):
            inside = table[1].split(".")[:2] == ["tool", "upheld"]
            if inside and "." in table[1].removeprefix("tool."):
                yield table[1].rpartition(".")[2], number, table.start(1) + 1
        elif inside and (key := re.match(r"\s*([\w-]+)\s*=", line)):
            yield key[1], number, key.start(1) + 1
        if inside:
            yield from ((m[1], number, m.start(1) + 1) for m in re.finditer(r"[{,]\s*([\w-]+)\s*=", line))
