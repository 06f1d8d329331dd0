"""The expressions of Python."""

from collections.abc import Sequence
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

_WRAPPED = frozenset({"parenthesized_expression", "await", "expression_statement", "type", "as_pattern_target"})
_CONSTANTS = {"true": True, "false": False, "none": None}


class PythonExpressions:
    """How Python writes expressions."""

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0912 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)
        inner = named_children(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "identifier":
                return Name(node, id=words(node))
            case "true" | "false" | "none":
                return Lit(node, value=_CONSTANTS[node.type])
            case "integer" | "float":
                return number(node)
            case "string":
                if any(each.type == "interpolation" for each in inner):
                    return Expr(node, tuple(of(each.named_children[0]) for each in inner if each.named_children))
                return Lit(node, value=string_of(node, "string_content"))
            case "attribute":
                return Member(node, of=of(field(node, "object")), name=words(field(node, "attribute")))
            case "dotted_name":
                made: Expr = of(inner[0])
                for each in inner[1:]:
                    made = Member(each, of=made, name=words(each))
                return made
            case "subscript":
                return Item(node, of=of(field(node, "value")), key=of(field(node, "subscript")))
            case "call":
                return self._call(node, depth)
            case "not_operator":
                return Not(node, of=of(field(node, "argument")))
            case "boolean_operator":
                make = Both if words(field(node, "operator")) == "and" else Either
                return make(node, left=of(field(node, "left")), right=of(field(node, "right")))
            case "comparison_operator":
                return self._compare(node, inner, depth)
            case "conditional_expression" if len(inner) == 3:  # noqa: PLR2004
                return Choice(node, arms=((of(inner[1]), of(inner[0])), (None, of(inner[2]))))
            case "named_expression":
                return of(field(node, "value"))
            case "dictionary":
                return self._record(node, inner, depth)
            case "list" | "tuple" | "set":
                return Listing(node, items=tuple(map(of, inner)))
            case "lambda":
                return Lambda(node)
            case kind if kind in _WRAPPED and inner:
                return of(inner[0])
            case _:
                return Expr(node, tuple(map(of, inner[:10])))

    def _call(self, node: "Node", depth: int) -> Expr:
        arguments = field(node, "arguments")
        plain: list[Expr] = []
        named: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(arguments) if arguments is not None else ():
            value = field(each, "value")
            if each.type == "keyword_argument" and value is not None:
                named.append((words(field(each, "name")), self._expression(value, depth + 1)))
            elif each.type in {"dictionary_splat", "list_splat"} and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
            else:
                plain.append(self._expression(each, depth + 1))
        callee = field(node, "function")
        of = self._expression(callee, depth + 1) if callee is not None else Expr(node)
        return Call(node, of=of, arguments=tuple(plain), named=tuple(named), spread=tuple(spread))

    def _compare(self, node: "Node", inner: Sequence["Node"], depth: int) -> Expr:
        signs = [words(each) for each in node.children if not each.is_named or each.type in {"not in", "is not"}]
        if len(inner) != 2 or not signs:  # noqa: PLR2004
            return Expr(node, tuple(self._expression(each, depth + 1) for each in inner))
        sign = {"is": "==", "is not": "!=", "<>": "!="}.get(" ".join(signs), " ".join(signs))
        return Compare(
            node, sign=sign, left=self._expression(inner[0], depth + 1), right=self._expression(inner[1], depth + 1)
        )

    def _record(self, node: "Node", inner: Sequence["Node"], depth: int) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in inner:
            if each.type == "pair":
                key, value = field(each, "key"), field(each, "value")
                if key is not None and key.type == "string" and value is not None:
                    fields.append((string_of(key, "string_content"), self._expression(value, depth + 1)))
            elif each.type == "dictionary_splat" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
        return Record(node, fields=tuple(fields), spread=tuple(spread))
