"""The names that a file declares: imports, and what is assigned where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from upheld.exposure.source.imports import imported
from upheld.exposure.source.languages import cursor, query
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.queries import names_query
from upheld.exposure.source.rule import last_name
from upheld.exposure.source.scopes import Scopes
from upheld.exposure.source.syntax import NAMES, member, text

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_OF_A_NAME = 8


@dataclass(frozen=True, eq=False)
class Declared:
    """What a name stands for."""

    value: "Node"
    """What is assigned to it, or its type."""
    is_type: bool = False
    is_default: bool = False
    """Whether it is the default of a parameter, which a caller may replace."""
    member: str = ""
    """The name of the member of the value, where that alone is meant: `const { member } = value`."""
    is_base: bool = False
    """Whether it is the base of a class of that name."""


class Declarations:
    """The names of one file."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self.imported: dict[str, str] = {}
        """Where a name of the file comes from."""
        self.modules: set[str] = set()
        """Every module, or name of a module, that is imported."""
        self.wildcards: list[str] = []
        self.aliases: dict[str, set[str]] = {}
        """Names of the file that stand for another one: of what is imported as something else, of a class for its base."""
        self._of: dict[str, list[tuple[int, Declared]]] = {}
        self._read()

    def _read(self) -> None:
        found = cursor(query(self._parsed.language, names_query(self._parsed.language)))
        matches = found.matches(self._parsed.tree.root_node)
        self._scopes = Scopes(
            (each.start_byte, each.end_byte) for _, captured in matches for each in captured.get("scope", ())
        )
        for _, captured in matches:
            nodes = {name: each[0] for name, each in captured.items()}
            if "import" in nodes:
                self._import(nodes["import"])
            elif "scope" not in nodes:
                for name, declared in _declared(nodes):
                    self._declare(name, declared)

    def _import(self, node: "Node") -> None:
        for name, origin in imported(node, self._parsed.language):
            self.modules.add(origin)
            if name == "*":
                self.wildcards.append(origin)
            elif name:
                self.imported.setdefault(name, origin)
                self._alias(name, origin)

    def _alias(self, name: str, origin: str) -> None:
        last = last_name(origin)
        if last != name:
            self.aliases.setdefault(name, set()).add(last)

    def _declare(self, name: str, declared: Declared) -> None:
        if declared.member or declared.is_base:
            self._alias(name, declared.member or text(declared.value))
        of = self._of.setdefault(name, [])
        if len(of) < _MOST_OF_A_NAME:
            scoped = not name.startswith(".") and not name.endswith("()")
            of.append((next(self._scopes.around(declared.value.start_byte)) if scoped else -1, declared))

    def of(self, name: str, offset: int) -> list[Declared]:
        """Return what a name stands for at an offset, as the nearest function says that declares it."""
        of = self._of.get(name)
        if not of:
            return []
        for scope in self._scopes.around(offset):
            nearest = [declared for where, declared in of if where == scope]
            if nearest:
                return nearest
        return []

    def field(self, name: str) -> list[Declared]:
        """Return what a field of that name stands for, whatever it is a field of."""
        return [declared for _, declared in self._of.get(f".{name}", ())]

    def imports(self, module: str) -> bool:
        """Tell whether the file imports a module or something of it; `*` at its end stands for any text."""
        if module.endswith("*"):
            return any(each.startswith(module[:-1]) for each in self.modules)
        return any(each == module or (each.startswith(module) and each[len(module)] in "./:") for each in self.modules)


_KEPT: "WeakKeyDictionary[Parsed, Declarations]" = WeakKeyDictionary()


def declarations(parsed: Parsed) -> Declarations:
    """Return the names that a file declares, read once."""
    if parsed not in _KEPT:
        _KEPT[parsed] = Declarations(parsed)
    return _KEPT[parsed]


def _declared(nodes: dict[str, "Node"]) -> Iterator[tuple[str, Declared]]:
    """Yield what one match of the query declares."""
    if "base" in nodes:
        yield text(nodes["left"]), Declared(nodes["base"], is_base=True)
        return
    if "default" in nodes:
        yield text(nodes["left"]), Declared(nodes["default"], is_default=True)
    if "type" not in nodes and "right" not in nodes:
        return
    value = Declared(nodes["type"], is_type=True) if "type" in nodes else Declared(nodes["right"])
    if "function" in nodes:
        yield f"{text(nodes['function'])}()", value
    elif "field" in nodes:
        yield f".{text(nodes['field']).lstrip('#')}", value
    elif "many" in nodes:
        yield from _many(nodes["many"], nodes["right"])
    else:
        left = nodes["left"]
        inside = member(left)
        yield (f".{text(inside[1]).lstrip('#')}" if inside else text(left)), value


def _many(left: "Node", right: "Node") -> Iterator[tuple[str, Declared]]:
    if left.type == "object_pattern":
        yield from _taken_apart(left, right)
        return
    names = left.named_children
    values = right.named_children if right.type in {"expression_list", "tuple"} else [right]
    for number, name in enumerate(names):
        inside = member(name)
        if number < len(values) and (inside or name.type in NAMES):
            key = f".{text(inside[1])}" if inside else text(name)
            yield key, Declared(values[number])


def _taken_apart(left: "Node", right: "Node") -> Iterator[tuple[str, Declared]]:
    """Yield the names of `const { a, b: c } = value`."""
    for each in left.named_children:
        if each.type == "pair_pattern":
            key, name = each.child_by_field_name("key"), each.child_by_field_name("value")
            if key and name and name.type in NAMES:
                yield text(name), Declared(right, member=text(key))
        elif each.type in NAMES:
            yield text(each), Declared(right, member=text(each))
