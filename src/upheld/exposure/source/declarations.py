"""The names that a file declares: imports, and what is assigned where."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from upheld.exposure.source.declaring import Declared, declared_by
from upheld.exposure.source.imports import imported
from upheld.exposure.source.languages import cursor, query
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.rule import last_name
from upheld.exposure.source.scopes import Scopes
from upheld.exposure.source.shapes import SHAPES, names_query
from upheld.exposure.source.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_OF_A_NAME = 8


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
        language = self._parsed.language
        asked = cursor(query(language, names_query(language)))
        found = asked.captures(self._parsed.tree.root_node).get("node", [])
        nodes = sorted(found, key=lambda each: (each.start_byte, -each.end_byte))
        shapes = SHAPES[language]
        self._scopes = Scopes(
            (each.start_byte, each.end_byte)
            for each in nodes
            if (shape := shapes.get(each.type)) is not None and shape.is_scope
        )
        for node in nodes:
            shape = shapes.get(node.type)
            if shape is None:
                self._import(node)
            else:
                for name, declared in declared_by(node, shape):
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
        if (declared.member and declared.member != Declared.PLACE) or declared.is_base:
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
