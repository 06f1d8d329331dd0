"""YAML as a tree with places."""

from typing import Any, cast

import yaml

from upheld.config.problems import ConfigError, Problem
from upheld.config.tree import Item, Pair

_LOADER: type[yaml.SafeLoader] = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_MAX_NODES, _MAX_DEPTH = 10_000, 100


def read_yaml(path: str, text: str) -> Item | None:
    """Read YAML, or return None for an empty file.

    Raises:
        ConfigError: no YAML, or with anchors and aliases, which a configuration does not need and a bomb is made of.
    """
    try:
        _limited(path, text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigError(
            [Problem(path, *_place(mark), f"not valid YAML: {error.problem or error.context}")]
        ) from error
    except yaml.YAMLError as error:
        raise ConfigError([Problem(path, 1, 1, f"not valid YAML: {error}")]) from error
    return None if node is None else _from_yaml(path, node, seen=set())


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _limited(path: str, text: str) -> None:
    """Refuse what is nested too deep: composing it would overflow the stack of libyaml, which ends the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ConfigError([Problem(path, *_place(event.start_mark), f"nested more than {_MAX_DEPTH} levels deep")])


def _key(path: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ConfigError([Problem(path, *_place(node.start_mark), "a key must be a text, not a list or a mapping")])
    return str(node.value)


def _from_yaml(path: str, node: yaml.Node, seen: set[int]) -> Item:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in seen or len(seen) > _MAX_NODES:
        raise ConfigError([Problem(path, line, column, "aliases (`*name`) are not allowed here; write the value out")])
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        entries = tuple(
            Pair(_key(path, key), key.start_mark.line + 1, key.start_mark.column + 1, _from_yaml(path, value, seen))
            for key, value in pairs
        )
        return Item("mapping", line, column, pairs=entries)
    if isinstance(node, yaml.SequenceNode):
        children = cast("list[yaml.Node]", node.value)
        return Item("list", line, column, items=tuple(_from_yaml(path, child, seen) for child in children))
    # Versions and dates are texts here, whatever YAML 1.1 would make of them; only what is plainly none is told apart.
    plain_other = node.tag in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
    return Item("other" if plain_other else "text", line, column, str(node.value))
