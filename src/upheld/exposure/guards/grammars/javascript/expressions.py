"""The expressions of JavaScript."""

from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import (
    Both,
    Call,
    Choice,
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

_WRAPPED = frozenset(
    {
        "parenthesized_expression",
        "await_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
        "type_assertion",
        "expression_statement",
        "else_clause",
    }
)
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_SIGNS = {"===": "==", "!==": "!=", "==": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "in": "in"}
_ANONYMOUS = frozenset({"arrow_function", "function_expression", "generator_function"})


class JavaScriptExpressions:
    """How JavaScript writes expressions."""

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0912 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "true" | "false" | "null" | "undefined":
                return Lit(node, value=_CONSTANTS[node.type])
            case "identifier" | "this" | "shorthand_property_identifier":
                name = words(node)
                return Lit(node, value=None) if name == "undefined" else Name(node, id=name)
            case "number":
                return number(node)
            case "string":
                return Lit(node, value=string_of(node, "string_fragment"))
            case "template_string":
                inner = [each for each in node.named_children if each.type == "template_substitution"]
                if not inner:
                    return Lit(node, value=string_of(node, "string_fragment"))
                return Expr(node, tuple(of(each.named_children[0]) for each in inner if each.named_children))
            case "member_expression":
                return Member(node, of=of(field(node, "object")), name=words(field(node, "property")))
            case "subscript_expression":
                key = of(field(node, "index"))
                if isinstance(key, Lit) and isinstance(key.value, str):
                    return Member(node, of=of(field(node, "object")), name=key.value)
                return Item(node, of=of(field(node, "object")), key=key)
            case "call_expression" | "new_expression":
                return self._call(node, depth)
            case "unary_expression" if words(field(node, "operator")) == "!":
                return Not(node, of=of(field(node, "argument")))
            case "binary_expression":
                return self._binary(node, depth)
            case "ternary_expression":
                condition, yes, no = (of(field(node, name)) for name in ("condition", "consequence", "alternative"))
                return Choice(node, arms=((condition, yes), (None, no)))
            case "object":
                return self._record(node, depth)
            case "array":
                return Listing(node, items=tuple(of(each) for each in named_children(node)))
            case kind if kind in _ANONYMOUS:
                return Lambda(node)
            case "assignment_expression":
                return of(field(node, "right"))
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
        match sign:
            case "&&":
                return Both(node, left=one, right=other)
            case "||" | "??":
                return Either(node, left=one, right=other, only_missing=sign == "??")
            case _ if sign in _SIGNS:
                return Compare(node, sign=_SIGNS[sign], left=one, right=other)
            case _:
                return Expr(node, (one, other))

    def _call(self, node: "Node", depth: int) -> Expr:
        callee = field(node, "function") or field(node, "constructor")
        listed = field(node, "arguments")
        plain: list[Expr] = []
        spread: list[Expr] = []
        for each in named_children(listed) if listed is not None else ():
            if each.type == "spread_element" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
            else:
                plain.append(self._expression(each, depth + 1))
        of = self._expression(callee, depth + 1) if callee is not None else Expr(node)
        return Call(node, of=of, arguments=tuple(plain), spread=tuple(spread))

    def _record(self, node: "Node", depth: int) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(node):
            key, value = field(each, "key"), field(each, "value")
            if each.type == "pair" and key is not None and value is not None:
                fields.append((key_of(key), self._expression(value, depth + 1)))
            elif each.type == "shorthand_property_identifier":
                fields.append((words(each), Name(each, id=words(each))))
            elif each.type == "method_definition":
                fields.append((words(field(each, "name")), Lambda(each)))
            elif each.type == "spread_element" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
        return Record(node, fields=tuple(fields), spread=tuple(spread))


def key_of(node: "Node") -> str:
    return string_of(node, "string_fragment") if node.type == "string" else words(node)
