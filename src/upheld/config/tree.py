"""YAML and TOML as one tree whose every key and value knows its place."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from upheld.errors import UserError

_LOADER: type[yaml.SafeLoader] = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_MAX_NODES = 10_000


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a configuration file; line and column are 1-based."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: error: {self.message}"


class ConfigError(UserError):
    """The configuration has mistakes; all of them are told at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Item:
    """A value with its place. Scalars keep their text: `1.10` stays `1.10`, a date stays as written."""

    kind: str
    """`text`, `list`, `mapping`, or `other` for a number, a boolean or nothing at all."""
    line: int
    column: int
    value: str = ""
    items: tuple["Item", ...] = ()
    pairs: tuple["Pair", ...] = field(default=())

    def get(self, key: str) -> "Item | None":
        """Return the value of a key of a mapping."""
        return next((pair.item for pair in self.pairs if pair.key == key), None)

    def text(self, key: str) -> str | None:
        """Return the text of a key, or None when it is not set."""
        item = self.get(key)
        return item.value if item else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a key that holds a list."""
        item = self.get(key)
        return tuple(each.value for each in item.items) if item else ()


@dataclass(frozen=True)
class Pair:
    """A key of a mapping with its place, and its value."""

    key: str
    line: int
    column: int
    item: Item


def read_yaml(path: str, text: str) -> Item | None:
    """Read YAML, or return None for an empty file.

    Raises:
        ConfigError: no YAML, or with anchors and aliases, which a configuration does not need and a bomb is made of.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ConfigError([Problem(path, line, column, f"not valid YAML: {error.problem or error.context}")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError([Problem(path, 1, 1, f"not valid YAML: {error}")]) from error
    return None if node is None else _from_yaml(path, node, seen=set())


def _from_yaml(path: str, node: yaml.Node, seen: set[int]) -> Item:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in seen or len(seen) > _MAX_NODES:
        raise ConfigError([Problem(path, line, column, "aliases (`*name`) are not allowed here; write the value out")])
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        entries = tuple(
            Pair(str(key.value), key.start_mark.line + 1, key.start_mark.column + 1, _from_yaml(path, value, seen))
            for key, value in pairs
        )
        return Item("mapping", line, column, pairs=entries)
    if isinstance(node, yaml.SequenceNode):
        children = cast("list[yaml.Node]", node.value)
        return Item("list", line, column, items=tuple(_from_yaml(path, child, seen) for child in children))
    # Versions and dates are texts here, whatever YAML 1.1 would make of them; only what is plainly none is told apart.
    plain_other = node.tag in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
    return Item("other" if plain_other else "text", line, column, str(node.value))


def read_toml(text: str) -> Item | None:
    """Read `[tool.upheld]`, or return None where there is no such table or the file is no TOML (its own tools will say so)."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
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
        return Item("list", line, column, items=tuple(_from_toml(child, places, line, column) for child in value))
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
        if table := re.match(r"\s*\[+\s*([\w.\s\"-]+?)\s*\]+", line):
            inside = table[1].split(".")[:2] == ["tool", "upheld"]
            if inside and "." in table[1].removeprefix("tool."):
                yield table[1].rpartition(".")[2], number, table.start(1) + 1
        elif inside and (key := re.match(r"\s*([\w-]+)\s*=", line)):
            yield key[1], number, key.start(1) + 1
        if inside:
            yield from ((m[1], number, m.start(1) + 1) for m in re.finditer(r"[{,]\s*([\w-]+)\s*=", line))
