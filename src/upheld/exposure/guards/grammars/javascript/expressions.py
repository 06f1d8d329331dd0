"""The expressions of JavaScript."""

from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.guards.expression import Choice, Expr, Item, Lambda, Lit, Member, Name, Not, Record
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import field, named_children, string_of
from upheld.exposure.guards.grammars.expressions import Of
from upheld.exposure.guards.grammars.statements import Statements

if TYPE_CHECKING:
    from tree_sitter import Node


class JavaScriptExpressions(Statements):
    """How JavaScript writes expressions."""

    names = frozenset({"identifier", "this", "shorthand_property_identifier"})
    nothing = "undefined"
    constants: ClassVar = {"true": True, "false": False, "null": None, "undefined": None}
    numbers = frozenset({"number"})
    texts: ClassVar = {"string": "string_fragment", "template_string": "string_fragment"}
    filled = "template_substitution"
    members: ClassVar = {"member_expression": ("object", "property")}
    calls = frozenset({"call_expression", "new_expression"})
    signs: ClassVar = {"===": "==", "!==": "!=", **Statements.signs, "in": "in"}
    lists = frozenset({"array"})
    anonymous = frozenset({"arrow_function", "function_expression", "generator_function"})
    wraps = frozenset(
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

    def _own(self, node: "Node", of: Of) -> Expr | None:
        match node.type:
            case "subscript_expression":
                key = of(field(node, "index"))
                if isinstance(key, Lit) and isinstance(key.value, str):
                    return Member(node, of=of(field(node, "object")), name=key.value)
                return Item(node, of=of(field(node, "object")), key=key)
            case "unary_expression" if words(field(node, "operator")) == "!":
                return Not(node, of=of(field(node, "argument")))
            case "ternary_expression":
                condition, yes, no = (of(field(node, name)) for name in ("condition", "consequence", "alternative"))
                return Choice(node, arms=((condition, yes), (None, no)))
            case "object":
                return self._record(node, of)
            case "assignment_expression":
                return of(field(node, "right"))
            case _:
                return None

    @staticmethod
    def _record(node: "Node", of: Of) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(node):
            key, value = field(each, "key"), field(each, "value")
            if each.type == "pair" and key is not None and value is not None:
                fields.append((key_of(key), of(value)))
            elif each.type == "shorthand_property_identifier":
                fields.append((words(each), Name(each, id=words(each))))
            elif each.type == "method_definition":
                fields.append((words(field(each, "name")), Lambda(each)))
            elif each.type == "spread_element" and each.named_children:
                spread.append(of(each.named_children[0]))
        return Record(node, fields=tuple(fields), spread=tuple(spread))


def key_of(node: "Node") -> str:
    return string_of(node, "string_fragment") if node.type == "string" else words(node)
