"""The functions of Python, and what is given to names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import python as declaring
from upheld.exposure.guards.expression import (
    Expr,
    Item,
    Listing,
    Lit,
)
from upheld.exposure.guards.grammar import Declared, Parameter, ancestors, inside, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.python.branches import PythonBranches

if TYPE_CHECKING:
    from tree_sitter import Node


class Python(PythonBranches):
    """How Python writes what guards rest on."""

    family = "python"
    functions = frozenset({"function_definition", "lambda"})
    classes = frozenset({"class_definition"})
    block = "block"
    assignment = "assignment"
    hands = frozenset({"argument_list", "keyword_argument", "list", "tuple", "dictionary", "pair"})
    declares = re.compile(rb"add_argument|option\(|Option\(|Settings|add_subparsers|argument\(")
    defines = re.compile(rb"\s*(?:async\s+)?(?:def|class)\s+")
    binds = re.compile(rb".*", re.DOTALL)
    own = frozenset({"self", "cls"})

    def name_of(self, function: "Node") -> str:
        if function.type == "lambda":
            above = function.parent
            left = field(above, "left") if above is not None and above.type == "assignment" else None
            return words(left) if left is not None and left.type == "identifier" else ""
        return words(field(function, "name"))

    def class_of(self, function: "Node") -> str:
        above = function.parent
        if above is not None and above.type == "decorated_definition":
            above = above.parent
        owner = above.parent if above is not None and above.type == "block" else None
        return words(field(owner, "name")) if owner is not None and owner.type == "class_definition" else ""

    def is_made(self, function: "Node") -> bool:
        return self.name_of(function) in {"__init__", "__post_init__", "__new__"}

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        found: list[Parameter] = []
        listed = field(function, "parameters")
        for each in named_children(listed) if listed is not None else ():
            name = field(each, "name")
            if each.type == "identifier":
                name = each
            elif each.type == "typed_parameter" and each.named_children:
                name = each.named_children[0]
            if name is None or name.type != "identifier":
                continue
            value = field(each, "value")
            default = self.expression(value) if value is not None else None
            found.append(Parameter(words(name), default, words(field(each, "type"))))
        if found and found[0].name in self.own and self.class_of(function):
            return found[1:]
        return found

    def bound(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        value = field(above, "right") or field(above, "value")
        match above.type:
            case "assignment" if field(above, "left") == name and value is not None:
                return self.expression(value)
            case "named_expression" if field(above, "name") == name and value is not None:
                return self.expression(value)
            case "augmented_assignment" if field(above, "left") == name:
                return Expr(above)
            case "pattern_list" | "tuple_pattern" if above.parent is not None and above.parent.type == "assignment":
                value = field(above.parent, "right")
                if value is None or field(above.parent, "left") != above:
                    return None
                whole, index = self.expression(value), above.named_children.index(name)
                if isinstance(whole, Listing) and len(whole.items) == len(above.named_children):
                    return whole.items[index]
                return Expr(above, (whole,))
            case "for_statement" | "for_in_clause" if field(above, "left") == name and value is not None:
                return Item(above, of=self.expression(value), key=Lit(above, value=0))
            case "as_pattern_target" if above.parent is not None and above.parent.named_children:
                return self.expression(above.parent.named_children[0])
            case _:
                return None

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if above.type == "attribute":
            return self._assigned(name)
        if above.type == "keyword_argument" and field(above, "name") == name:
            value = field(above, "value")
            return self.expression(value) if value is not None else None
        if above.type == "assignment" and field(above, "left") == name:
            return self.bound(name) if self._is_class_body(above) else None
        if above.type == "string_content" or name.type == "string_content":
            pair = next((each for each in ancestors(name) if each.type == "pair"), None)
            key, value = (field(pair, "key"), field(pair, "value")) if pair is not None else (None, None)
            return self.expression(value) if key is not None and value is not None and inside(name, key) else None
        return None

    @staticmethod
    def _is_class_body(statement: "Node") -> bool:
        block = next((each for each in ancestors(statement) if each.type == "block"), None)
        return block is not None and block.parent is not None and block.parent.type == "class_definition"

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def decorators(self, function: "Node") -> Sequence[Expr]:
        above = function.parent
        if above is None or above.type != "decorated_definition":
            return ()
        return [
            self.expression(each.named_children[0])
            for each in above.named_children
            if each.type == "decorator" and each.named_children
        ]
