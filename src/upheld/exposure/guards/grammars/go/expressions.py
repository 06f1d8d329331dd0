"""The expressions of Go."""

from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.guards.expression import Expr, Listing, Lit, Not, Record
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.expressions import Of
from upheld.exposure.guards.grammars.statements import Statements

if TYPE_CHECKING:
    from tree_sitter import Node


class GoExpressions(Statements):
    """How Go writes expressions."""

    names = frozenset({"identifier", "field_identifier", "package_identifier", "type_identifier"})
    constants: ClassVar = {"true": True, "false": False, "nil": None}
    numbers = frozenset({"int_literal", "float_literal"})
    texts: ClassVar = {
        "interpreted_string_literal": "interpreted_string_literal_content",
        "raw_string_literal": "raw_string_literal_content",
    }
    members: ClassVar = {"selector_expression": ("operand", "field"), "qualified_type": ("package", "name")}
    items: ClassVar = {"index_expression": ("operand", "index")}
    calls = frozenset({"call_expression"})
    anonymous = frozenset({"func_literal"})
    wraps = frozenset(
        {"parenthesized_expression", "literal_element", "type_assertion_expression", "expression_statement"}
    )

    def _own(self, node: "Node", of: Of) -> Expr | None:
        match node.type:
            case "unary_expression":
                inner, sign = of(field(node, "operand")), words(field(node, "operator"))
                if sign == "&" and not isinstance(inner, Record):
                    return Expr(node, (inner,))
                return Not(node, of=inner) if sign == "!" else inner
            case "composite_literal":
                return self._composite(node, of)
            case "expression_list" if len(node.named_children) == 1:
                return of(node.named_children[0])
            case _:
                return None

    @staticmethod
    def _composite(node: "Node", of: Of) -> Expr:
        body, kind = field(node, "body"), field(node, "type")
        fields: list[tuple[str, Expr]] = []
        items: list[Expr] = []
        for each in named_children(body) if body is not None else ():
            inner = each.named_children
            if each.type == "keyed_element" and len(inner) == 2:  # noqa: PLR2004
                key = of(inner[0])
                name = str(key.value) if isinstance(key, Lit) else words(inner[0])
                fields.append((name, of(inner[1])))
            else:
                items.append(of(each))
        if items and not fields:
            return Listing(node, items=tuple(items))
        return Record(node, fields=tuple(fields), made=words(kind).rpartition(".")[2])
