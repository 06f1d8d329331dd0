"""YAML as a tree with places."""

from typing import cast

import yaml

from upheld.config.problems import ConfigError, Problem
from upheld.config.tree import Item, Pair

_LOADER: type[yaml.SafeLoader] = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_MAX_NODES = 10_000


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
