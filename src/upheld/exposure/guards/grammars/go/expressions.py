"""The expressions of Go."""

from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import (
    Both,
    Call,
    Compare,
    Either,
    Expr,
    Item,
    Lambda,
    Listing,
    Lit,
    Member,
    Name,
    Not,
    Record,
)
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import DEEPEST, field, named_children, number, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_CONTENT = {
    "interpreted_string_literal": "interpreted_string_literal_content",
    "raw_string_literal": "raw_string_literal_content",
}
_WRAPPED = frozenset(
    {"parenthesized_expression", "literal_element", "type_assertion_expression", "expression_statement"}
)
_CONSTANTS = {"true": True, "false": False, "nil": None}
_SIGNS = frozenset({"==", "!=", "<", ">", "<=", ">="})


class GoExpressions:
    """How Go writes expressions."""

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0912 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "true" | "false" | "nil":
                return Lit(node, value=_CONSTANTS[node.type])
            case "identifier" | "field_identifier" | "package_identifier" | "type_identifier":
                return Name(node, id=words(node))
            case "int_literal" | "float_literal":
                return number(node)
            case "interpreted_string_literal" | "raw_string_literal":
                return Lit(node, value=string_of(node, _CONTENT[node.type]))
            case "selector_expression":
                return Member(node, of=of(field(node, "operand")), name=words(field(node, "field")))
            case "qualified_type":
                return Member(node, of=of(field(node, "package")), name=words(field(node, "name")))
            case "index_expression":
                return Item(node, of=of(field(node, "operand")), key=of(field(node, "index")))
            case "call_expression":
                listed, callee = field(node, "arguments"), field(node, "function")
                arguments = tuple(of(each) for each in named_children(listed)) if listed is not None else ()
                return Call(node, of=of(callee), arguments=arguments)
            case "unary_expression":
                inner, sign = of(field(node, "operand")), words(field(node, "operator"))
                if sign == "&" and not isinstance(inner, Record):
                    return Expr(node, (inner,))
                return Not(node, of=inner) if sign == "!" else inner
            case "binary_expression":
                return self._binary(node, depth)
            case "composite_literal":
                return self._composite(node, depth)
            case "func_literal":
                return Lambda(node)
            case "expression_list" if len(node.named_children) == 1:
                return of(node.named_children[0])
            case kind if kind in _WRAPPED and node.named_children:
                return of(node.named_children[0])
            case _:
                return Expr(node, tuple(of(each) for each in named_children(node)[:10]))

    def _binary(self, node: "Node", depth: int) -> Expr:
        left, right = field(node, "left"), field(node, "right")
        if left is None or right is None:
            return Expr(node)
        one, other, sign = (
            self._expression(left, depth + 1),
            self._expression(right, depth + 1),
            words(field(node, "operator")),
        )
        if sign == "&&":
            return Both(node, left=one, right=other)
        if sign == "||":
            return Either(node, left=one, right=other)
        return Compare(node, sign=sign, left=one, right=other) if sign in _SIGNS else Expr(node, (one, other))

    def _composite(self, node: "Node", depth: int) -> Expr:
        body, kind = field(node, "body"), field(node, "type")
        fields: list[tuple[str, Expr]] = []
        items: list[Expr] = []
        for each in named_children(body) if body is not None else ():
            inner = each.named_children
            if each.type == "keyed_element" and len(inner) == 2:  # noqa: PLR2004
                key = self._expression(inner[0], depth + 1)
                name = str(key.value) if isinstance(key, Lit) else words(inner[0])
                fields.append((name, self._expression(inner[1], depth + 1)))
            else:
                items.append(self._expression(each, depth + 1))
        if items and not fields:
            return Listing(node, items=tuple(items))
        return Record(node, fields=tuple(fields), made=words(kind).rpartition(".")[2])
