"""The branches of Go, and how they end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Compare, Either, Expr, Lit, Member, Name, path_of
from upheld.exposure.guards.grammar import Arm, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.go.expressions import GoExpressions

if TYPE_CHECKING:
    from tree_sitter import Node

_FATAL = frozenset({"Fatal", "Fatalf", "Fatalln", "panic", "Panic", "Panicf", "Exit"})


class GoBranches(GoExpressions):
    """How Go writes branches."""

    branches = frozenset({"if_statement"})
    choices = frozenset({"expression_switch_statement"})

    def _of_choice(self, node: "Node") -> Iterator[Arm]:
        value = field(node, "value")
        subject = self.expression(value) if value is not None else None
        last: Arm | None = None
        for case in node.named_children:
            if case.type == "default_case":
                last = Arm(None, case)
            listed = field(case, "value")
            if case.type != "expression_case" or listed is None:
                continue
            condition: Expr | None = None
            for each in listed.named_children:
                one = self.expression(each)
                if subject is not None:
                    one = Compare(each, sign="==", left=subject, right=one)
                condition = one if condition is None else Either(each, left=condition, right=one)
            yield Arm(condition, case)
        if last is not None:
            yield last

    def leaves(self, body: "Node") -> str:
        statements = [each for each in named_children(body) if each.type != "expression_list"]
        if len(statements) == 1 and statements[0].type == "statement_list":
            statements = named_children(statements[0])
        if not statements:
            return ""
        last = statements[-1]
        if last.type in {"continue_statement", "break_statement"}:
            return "" if body.type in {"expression_case", "default_case"} else "return"
        if last.type == "return_statement":
            returned = last.named_children[0].named_children if last.named_children else []
            return "error" if returned and self._is_error(returned[-1]) else "return"
        if last.type == "expression_statement" and last.named_children:
            call = self.expression(last.named_children[0])
            if isinstance(call, Call) and path_of(call.of)[-1:] and path_of(call.of)[-1] in _FATAL:
                first = call.arguments[0] if call.arguments else None
                return "return" if isinstance(first, Lit) and first.value == 0 else "error"
        return ""

    def _is_error(self, node: "Node") -> bool:
        value = self.expression(node)
        if isinstance(value, Call):
            name = (path_of(value.of) or ("",))[-1]
            return "rr" in name.lower() or name in {"New", "Wrap", "Wrapf"}
        return isinstance(value, Name | Member) and "err" in words(node).lower()
