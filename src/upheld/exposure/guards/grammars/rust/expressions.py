"""The expressions of Rust."""

from collections.abc import Iterator, Sequence
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
from upheld.exposure.guards.grammar import Arm, both, words
from upheld.exposure.guards.grammars.common import DEEPEST, field, named_children, number, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPED = frozenset(
    {
        "parenthesized_expression",
        "await_expression",
        "try_expression",
        "reference_expression",
        "type_cast_expression",
        "expression_statement",
        "else_clause",
        "match_pattern",
        "generic_function",
    }
)
_SIGNS = frozenset({"==", "!=", "<", ">", "<=", ">="})
_SOME = frozenset({"Some", "Ok"})


class RustExpressions:
    """How Rust writes expressions."""

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0912 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "boolean_literal":
                return Lit(node, value=words(node) == "true")
            case "identifier" | "self" | "type_identifier" | "field_identifier" | "shorthand_field_identifier":
                return Lit(node, value=None) if words(node) == "None" else Name(node, id=words(node))
            case "integer_literal" | "float_literal":
                return number(node)
            case "string_literal" | "raw_string_literal":
                return Lit(node, value=string_of(node, "string_content"))
            case "field_expression":
                return Member(node, of=of(field(node, "value")), name=words(field(node, "field")))
            case "scoped_identifier" | "scoped_type_identifier":
                return Member(node, of=of(field(node, "path")), name=words(field(node, "name")))
            case "index_expression" if len(node.named_children) == 2:  # noqa: PLR2004
                return Item(node, of=of(node.named_children[0]), key=of(node.named_children[1]))
            case "call_expression":
                listed, callee = field(node, "arguments"), of(field(node, "function"))
                arguments = tuple(of(each) for each in named_children(listed)) if listed is not None else ()
                if isinstance(callee, Name) and callee.id in _SOME and len(arguments) == 1:
                    return arguments[0]
                return Call(node, of=callee, arguments=arguments)
            case "unary_expression" if node.named_children:
                inner = of(node.named_children[0])
                return Not(node, of=inner) if words(node).startswith("!") else inner
            case "binary_expression":
                return self._binary(node, depth)
            case "let_condition":
                return self._matches(of(field(node, "value")), field(node, "pattern")) or Lit(node, value=True)
            case "let_chain":
                condition: Expr | None = None
                for each in named_children(node):
                    condition = both(condition, of(each))
                return condition or Expr(node)
            case "if_expression" | "match_expression":
                arms = tuple((arm.condition, of(arm.body)) for arm in self.arms(node))
                return Choice(node, arms=arms)
            case "block" if len(inside := named_children(node)) == 1:
                return of(inside[0])
            case "struct_expression":
                return self._record(node, depth)
            case "array_expression" | "tuple_expression":
                return Listing(node, items=tuple(of(each) for each in named_children(node)))
            case "closure_expression":
                return Lambda(node)
            case kind if kind in _WRAPPED and named_children(node):
                return of(named_children(node, "mutable_specifier")[0])
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

    def _record(self, node: "Node", depth: int) -> Expr:
        body = field(node, "body")
        fields: list[tuple[str, Expr]] = []
        for each in named_children(body) if body is not None else ():
            name, value = field(each, "field"), field(each, "value")
            if name is not None and value is not None:
                fields.append((words(name), self._expression(value, depth + 1)))
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

    def arms(self, node: "Node") -> Sequence[Arm]:
        match node.type:
            case "if_expression":
                condition, body, other = (field(node, each) for each in ("condition", "consequence", "alternative"))
                if condition is None or body is None:
                    return []
                first = Arm(self.expression(condition), body)
                return [first] if other is None else [first, Arm(None, other)]
            case "match_expression":
                return [*self._match(node)]
            case "binary_expression" if words(field(node, "operator")) in {"&&", "||"}:
                left, right = field(node, "left"), field(node, "right")
                if left is None or right is None:
                    return []
                told = self.expression(left)
                return [Arm(told if words(field(node, "operator")) == "&&" else Not(left, of=told), right)]
            case _:
                return []

    def _match(self, node: "Node") -> Iterator[Arm]:
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
