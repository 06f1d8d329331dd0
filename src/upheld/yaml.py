"""YAML that a stranger may have written, as a tree with places: bounded in depth and size, aliases included."""

from typing import Any, cast

import yaml

from upheld.items import Item, Pair

_LOADER: type[yaml.SafeLoader] = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_MAX_NODES, _MAX_DEPTH = 10_000, 100
_PLAIN_OTHER = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


class YamlError(ValueError):
    """A text is no YAML, or more of it than is read; line and column are 1-based."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_yaml_text(text: str, *, aliases: bool = False, most_nodes: int = _MAX_NODES) -> Item | None:
    """Return the one document that a text holds, or None where it holds none.

    Where `aliases` are allowed, what they repeat counts against `most_nodes`; a merge key (`<<`) is resolved.

    Raises:
        YamlError: no YAML, several documents, nested too deeply, too large, or an alias where none is allowed.
    """
    try:
        return _Reader(text, aliases=aliases, most_nodes=most_nodes).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"not valid YAML: {error.problem or error.context}", *_place(mark)) from error
    except yaml.YAMLError as error:
        raise YamlError(f"not valid YAML: {error}") from error


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Reader:
    """Builds the tree from events: composing nodes would overflow the stack of libyaml, which ends the process."""

    def __init__(self, text: str, *, aliases: bool, most_nodes: int) -> None:
        self._loader = _LOADER(text)
        self._aliases = aliases
        self._left = most_nodes
        self._anchors: dict[str, tuple[Item, int]] = {}

    def document(self) -> Item | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        found = self._item(self._next(), 1)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise YamlError("not valid YAML: several documents where one is expected", *_place(event.start_mark))
        return found

    def _next(self) -> Any:
        return self._loader.get_event()  # type: ignore[no-untyped-call]

    def _item(self, event: Any, depth: int) -> Item:
        place = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, place)
        if depth > _MAX_DEPTH:
            raise YamlError(f"nested more than {_MAX_DEPTH} levels deep", *place)
        self._spend(1, place)
        before = self._left
        if isinstance(event, yaml.MappingStartEvent):
            item = Item("mapping", *place, pairs=self._pairs(depth))
        elif isinstance(event, yaml.SequenceStartEvent):
            item = Item("list", *place, items=self._items(depth))
        else:
            item = self._scalar(event, place)
        if event.anchor:
            self._anchors[event.anchor] = (item, before - self._left + 1)
        return item

    def _items(self, depth: int) -> tuple[Item, ...]:
        items: list[Item] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._item(event, depth + 1))
        return tuple(items)

    def _pairs(self, depth: int) -> tuple[Pair, ...]:
        pairs: list[Pair] = []
        merged: list[Pair] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            place = _place(event.start_mark)
            key = self._item(event, depth + 1)
            if key.kind in {"mapping", "list"}:
                raise YamlError("a key must be a text, not a list or a mapping", *place)
            value = self._item(self._next(), depth + 1)
            if key.value == "<<" and self._aliases:
                merged += [pair for each in (value.items or (value,)) for pair in each.pairs]
                self._spend(len(merged), place)
            else:
                pairs.append(Pair(key.value, *place, value))
        own = {pair.key for pair in pairs}
        return (*pairs, *(pair for pair in merged if pair.key not in own))

    def _scalar(self, event: Any, place: tuple[int, int]) -> Item:
        # Versions and dates are texts here, whatever YAML 1.1 would make of them; only what is plainly none is told apart.
        tag = event.tag or self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        kind = "other" if tag in _PLAIN_OTHER else "text"
        return Item(kind, *place, str(event.value), is_block=event.style in {"|", ">"})

    def _repeated(self, event: Any, place: tuple[int, int]) -> Item:
        if not self._aliases:
            raise YamlError("aliases (`*name`) are not allowed here; write the value out", *place)
        if event.anchor not in self._anchors:
            raise YamlError(f"not valid YAML: found undefined alias '{event.anchor}'", *place)
        item, size = self._anchors[event.anchor]
        self._spend(size, place)
        return item

    def _spend(self, nodes: int, place: tuple[int, int]) -> None:
        self._left -= nodes
        if self._left < 0:
            raise YamlError("more values than are read", *place)
