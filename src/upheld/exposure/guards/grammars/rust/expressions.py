"""The expressions of Rust."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.guards.expression import Call, Choice, Compare, Either, Expr, Item, Lit, Name, Not, Record
from upheld.exposure.guards.grammar import Arm, both, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.expressions import Of
from upheld.exposure.guards.grammars.statements import Statements

if TYPE_CHECKING:
    from tree_sitter import Node

_SOME = frozenset({"Some", "Ok"})


class RustExpressions(Statements):
    """How Rust writes expressions."""

    names = frozenset({"identifier", "self", "type_identifier", "field_identifier", "shorthand_field_identifier"})
    nothing = "None"
    constants: ClassVar = {}
    numbers = frozenset({"integer_literal", "float_literal"})
    texts: ClassVar = {"string_literal": "string_content", "raw_string_literal": "string_content"}
    members: ClassVar = {
        "field_expression": ("value", "field"),
        "scoped_identifier": ("path", "name"),
        "scoped_type_identifier": ("path", "name"),
    }
    calls = frozenset({"call_expression", "macro_invocation"})
    lists = frozenset({"array_expression", "tuple_expression"})
    anonymous = frozenset({"closure_expression"})
    wraps = frozenset(
        {
            "parenthesized_expression",
            "await_expression",
            "try_expression",
            "type_cast_expression",
            "expression_statement",
            "else_clause",
            "match_pattern",
            "generic_function",
        }
    )

    def _own(self, node: "Node", of: Of) -> Expr | None:
        inner = named_children(node)
        match node.type:
            case "boolean_literal":
                return Lit(node, value=words(node) == "true")
            case "index_expression" if len(inner) == 2:  # noqa: PLR2004
                return Item(node, of=of(inner[0]), key=of(inner[1]))
            case "call_expression":
                call = self._composed(node, of)
                is_some = isinstance(call, Call) and isinstance(call.of, Name) and call.of.id in _SOME
                return call.arguments[0] if isinstance(call, Call) and is_some and len(call.arguments) == 1 else call
            case "reference_expression":
                return of(field(node, "value"))
            case "unary_expression" if inner:
                return Not(node, of=of(inner[0])) if words(node).startswith("!") else of(inner[0])
            case "let_condition":
                return self._matches(of(field(node, "value")), field(node, "pattern")) or Lit(node, value=True)
            case "let_chain" if inner:
                condition: Expr | None = None
                for each in inner:
                    condition = both(condition, of(each))
                return condition
            case "if_expression" | "match_expression":
                return Choice(node, arms=tuple((arm.condition, of(arm.body)) for arm in self.arms(node)))
            case "block" if len(inner) == 1:
                return of(inner[0])
            case "struct_expression":
                return self._record(node, of)
            case _:
                return None

    @staticmethod
    def _record(node: "Node", of: Of) -> Expr:
        body = field(node, "body")
        fields: list[tuple[str, Expr]] = []
        for each in named_children(body) if body is not None else ():
            name, value = field(each, "field"), field(each, "value")
            if name is not None and value is not None:
                fields.append((words(name), of(value)))
            elif each.type == "shorthand_field_initializer":
                fields.append((words(each), Name(each, id=words(each))))
        return Record(node, fields=tuple(fields), made=words(field(node, "name")).rpartition("::")[2])

    def _matches(self, subject: Expr, pattern: "Node | None") -> Expr | None:  # noqa: PLR0912 - one for each kind
        """Return the condition under which a value is of a pattern, None where all are."""
        if pattern is None:
            return None
        match pattern.type:
            case "match_pattern":
                inner = named_children(pattern)
                return self._matches(subject, inner[0]) if inner and words(inner[0]) != "_" else None
            case "or_pattern":
                condition: Expr | None = None
                for each in named_children(pattern):
                    one = self._matches(subject, each)
                    if one is None:
                        return None
                    condition = one if condition is None else Either(each, left=condition, right=one)
                return condition
            case "tuple_struct_pattern" | "struct_pattern":
                kind = field(pattern, "type")
                if kind is None:
                    return Expr(pattern)
                if words(kind) == "Some":
                    inner = [each for each in named_children(pattern) if each != kind]
                    there = Compare(pattern, sign="!=", left=subject, right=Lit(pattern, value=None))
                    return both(there, self._matches(subject, inner[0]) if inner else None)
                if words(kind) in {"Ok", "Err"}:
                    return Expr(pattern)
                return Compare(pattern, sign="==", left=subject, right=self.expression(kind))
            case "identifier" if words(pattern) != "None":
                # A name in lower case takes everything; one in upper case is a constant.
                if not words(pattern)[:1].isupper():
                    return None
                return Compare(pattern, sign="==", left=subject, right=self.expression(pattern))
            case _ if words(pattern) == "_":
                return None
            case _:
                return Compare(pattern, sign="==", left=subject, right=self.expression(pattern))

    def _of_choice(self, node: "Node") -> Iterator[Arm]:
        value, body = field(node, "value"), field(node, "body")
        if value is None or body is None:
            return
        subject = self.expression(value)
        for arm in named_children(body):
            pattern, run = field(arm, "pattern"), field(arm, "value")
            if pattern is None or run is None:
                continue
            guard = field(pattern, "condition")
            condition = self._matches(subject, pattern)
            yield Arm(both(condition, self.expression(guard)) if guard is not None else condition, run)
