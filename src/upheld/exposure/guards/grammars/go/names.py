"""The functions of Go, and what is given to names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import go as declaring
from upheld.exposure.guards.expression import (
    Expr,
    Item,
    Lit,
    Member,
)
from upheld.exposure.guards.grammar import Declared, Parameter, inside, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.go.branches import GoBranches

if TYPE_CHECKING:
    from tree_sitter import Node

_BOUND = frozenset({"short_var_declaration", "assignment_statement", "var_spec", "const_spec", "range_clause"})


class Go(GoBranches):
    """How Go writes what guards rest on."""

    family = "go"
    functions = frozenset({"function_declaration", "method_declaration", "func_literal"})
    classes = frozenset({"type_spec"})
    block = "block"
    hands = frozenset(
        {
            "argument_list",
            "literal_element",
            "keyed_element",
            "literal_value",
            "composite_literal",
            "unary_expression",
        }
    )
    declares = re.compile(rb'[Ff]lag|Var\(|`\w+:"|SetDefault')
    defines = re.compile(rb"func\s+(?:\([^)]{0,200}\)\s*)?|\s*(?:type\s+)?")
    binds = re.compile(rb"\s{0,8}(?:(?:var|const)\s+)?(?:\w+,\s*)*")
    own = frozenset[str]()

    def name_of(self, function: "Node") -> str:
        name = field(function, "name")
        if name is not None or function.type != "func_literal":
            return words(name)
        above = function.parent
        if above is not None and above.type == "expression_list" and above.parent is not None:
            left = field(above.parent, "left")
            if above.parent.type == "short_var_declaration" and left is not None and len(left.named_children) == 1:
                return words(left)
        return ""

    def class_of(self, function: "Node") -> str:
        receiver = field(function, "receiver")
        if receiver is None or not receiver.named_children:
            return ""
        return words(field(receiver.named_children[0], "type")).lstrip("*").partition("[")[0]

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        listed = field(function, "parameters")
        return [
            Parameter(words(name), None, words(field(each, "type")).lstrip("*"))
            for each in (named_children(listed) if listed is not None else ())
            for name in each.children_by_field_name("name")
        ]

    def bound(self, name: "Node") -> Expr | None:
        statement = name.parent
        if statement is None:
            return None
        names = [name]
        if statement.type == "unary_expression" and words(statement).startswith("&"):
            call = statement.parent.parent if statement.parent is not None else None
            return self.expression(call) if call is not None and call.type == "call_expression" else None
        if statement.type == "expression_list":
            names, statement = statement.named_children, statement.parent
        elif statement.type in {"var_spec", "const_spec"}:
            names = statement.children_by_field_name("name")
        if statement is None or statement.type not in _BOUND or name not in names:
            return None
        left, right = field(statement, "left"), field(statement, "right") or field(statement, "value")
        if left is not None and not inside(name, left):
            return None
        if right is None:
            kind = words(field(statement, "type"))
            plain = kind.startswith(("*", "string", "int", "uint", "bool", "float", "error"))
            return (Lit(statement, value=None) if plain else Expr(statement)) if statement.type == "var_spec" else None
        values = right.named_children if right.type == "expression_list" else [right]
        index = names.index(name)
        if statement.type == "range_clause":
            return Item(statement, of=self.expression(right), key=Lit(statement, value=0)) if index else Expr(statement)
        if len(values) == len(names):
            return self.expression(values[index])
        # Of several results the first is the value; the others say whether all is well.
        whole = self.expression(values[0])
        if index == 0:
            return whole
        return Expr(statement) if "err" in words(name) else Member(statement, of=whole, name=f"#{index}")

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if above.type == "selector_expression" and field(above, "field") == name and above.parent is not None:
            statement = above.parent.parent
            if above.parent.type != "expression_list" or statement is None or statement.type != "assignment_statement":
                return None
            left, right = field(statement, "left"), field(statement, "right")
            if left is None or right is None or left != above.parent:
                return None
            if len(left.named_children) != len(right.named_children):
                return None
            return self.expression(right.named_children[left.named_children.index(above)])
        if above.type == "literal_element" and above.parent is not None and above.parent.type == "keyed_element":
            inner = above.parent.named_children
            return self.expression(inner[1]) if inner[0] == above and len(inner) == 2 else None  # noqa: PLR2004
        return None

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def _returned(self, node: "Node") -> Sequence["Node"]:
        listed = node.named_children[0].named_children if node.named_children else []
        return () if len(listed) > 1 and self._is_error(listed[-1]) else listed[:1]
