"""The expressions of Python."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.guards.expression import Choice, Compare, Expr, Member, Not, Record
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import field, named_children, string_of
from upheld.exposure.guards.grammars.expressions import Of
from upheld.exposure.guards.grammars.statements import Statements

if TYPE_CHECKING:
    from tree_sitter import Node

_SIGNS = {"is": "==", "is not": "!=", "<>": "!="}


class PythonExpressions(Statements):
    """How Python writes expressions."""

    names = frozenset({"identifier"})
    constants: ClassVar = {"true": True, "false": False, "none": None}
    numbers = frozenset({"integer", "float"})
    texts: ClassVar = {"string": "string_content"}
    filled = "interpolation"
    members: ClassVar = {"attribute": ("object", "attribute")}
    items: ClassVar = {"subscript": ("value", "subscript")}
    calls = frozenset({"call"})
    joins = "boolean_operator"
    lists = frozenset({"list", "tuple", "set"})
    anonymous = frozenset({"lambda"})
    wraps = frozenset({"parenthesized_expression", "await", "expression_statement", "type", "as_pattern_target"})

    def _own(self, node: "Node", of: Of) -> Expr | None:
        match node.type:
            case "dotted_name":
                inner = named_children(node)
                made: Expr = of(inner[0])
                for each in inner[1:]:
                    made = Member(each, of=made, name=words(each))
                return made
            case "not_operator":
                return Not(node, of=of(field(node, "argument")))
            case "comparison_operator":
                return self._compare(node, named_children(node), of)
            case "conditional_expression" if len(inner := named_children(node)) == 3:  # noqa: PLR2004
                return Choice(node, arms=((of(inner[1]), of(inner[0])), (None, of(inner[2]))))
            case "named_expression":
                return of(field(node, "value"))
            case "dictionary":
                return self._record(node, of)
            case _:
                return None

    @staticmethod
    def _compare(node: "Node", inner: Sequence["Node"], of: Of) -> Expr:
        signs = [words(each) for each in node.children if not each.is_named or each.type in {"not in", "is not"}]
        if len(inner) != 2 or not signs:  # noqa: PLR2004
            return Expr(node, tuple(map(of, inner)))
        sign = " ".join(signs)
        return Compare(node, sign=_SIGNS.get(sign, sign), left=of(inner[0]), right=of(inner[1]))

    @staticmethod
    def _record(node: "Node", of: Of) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(node):
            if each.type == "pair":
                key, value = field(each, "key"), field(each, "value")
                if key is not None and key.type == "string" and value is not None:
                    fields.append((string_of(key, "string_content"), of(value)))
            elif each.type == "dictionary_splat" and each.named_children:
                spread.append(of(each.named_children[0]))
        return Record(node, fields=tuple(fields), spread=tuple(spread))
