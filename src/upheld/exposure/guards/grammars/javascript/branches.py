"""The branches of JavaScript, and how they end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Compare, Either, Expr, Lit, path_of
from upheld.exposure.guards.grammar import Arm, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.javascript.expressions import JavaScriptExpressions

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDS = {"return_statement": "return", "continue_statement": "return", "break_statement": "return"}


class JavaScriptBranches(JavaScriptExpressions):
    """How JavaScript writes branches."""

    branches = frozenset({"if_statement", "ternary_expression", "while_statement"})
    choices = frozenset({"switch_statement"})

    def _of_choice(self, node: "Node") -> Iterator[Arm]:
        value, body = field(node, "value"), field(node, "body")
        if value is None or body is None:
            return
        subject = self.expression(value)
        waiting: Expr | None = None
        last: Arm | None = None
        for case in named_children(body):
            stated = field(case, "value")
            if stated is not None:
                same: Expr = Compare(stated, sign="==", left=subject, right=self.expression(stated))
                waiting = same if waiting is None else Either(stated, left=waiting, right=same)
            if case.type == "switch_default":
                last = Arm(None, case)
                waiting = None
            elif case.children_by_field_name("body") and waiting is not None:
                yield Arm(waiting, case)
                waiting = None
        # What holds where nothing else does may stand anywhere; here it comes last.
        if last is not None:
            yield last

    def leaves(self, body: "Node") -> str:
        if body.type in {"switch_case", "switch_default"}:
            statements = body.children_by_field_name("body")
            if len(statements) == 1 and statements[0].type == "statement_block":
                statements = named_children(statements[0])
        elif body.type == "else_clause" and body.named_children:
            return self.leaves(body.named_children[0])
        else:
            statements = named_children(body) if body.type == "statement_block" else [body]
        # A `break` of a `switch` goes on behind it.
        ends = {**_ENDS, "break_statement": ""} if body.type.startswith("switch_") else _ENDS
        last = statements[-1] if statements else None
        if last is None:
            return ""
        if last.type == "throw_statement":
            return "error"
        if last.type == "return_statement" and last.named_children:
            last = last.named_children[0]
            return self._exit(last) or ("error" if words(last).startswith("Promise.reject") else "return")
        if last.type == "expression_statement":
            return self._exit(last)
        return ends.get(last.type, "")

    def _exit(self, node: "Node") -> str:
        call = self.expression(node)
        if not isinstance(call, Call) or path_of(call.of) not in {("process", "exit"), ("exit",), ("Deno", "exit")}:
            return ""
        first = call.arguments[0] if call.arguments else None
        return "return" if first is None or (isinstance(first, Lit) and first.value == 0) else "error"
