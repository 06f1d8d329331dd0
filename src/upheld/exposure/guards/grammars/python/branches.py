"""The branches of Python, and how they end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Compare, Either, Expr, Lit, path_of
from upheld.exposure.guards.grammar import Arm, both, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.python.expressions import PythonExpressions

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDS = {"return_statement": "return", "continue_statement": "return", "break_statement": "return"}


class PythonBranches(PythonExpressions):
    """How Python writes branches."""

    branches = frozenset({"if_statement", "conditional_expression", "while_statement"})
    choices = frozenset({"match_statement"})

    def _of_branch(self, node: "Node") -> Iterator[Arm]:
        if node.type == "while_statement":
            yield from super()._of_branch(node)
        elif node.type == "if_statement":
            for part in (node, *node.children_by_field_name("alternative")):
                condition = field(part, "condition")
                body = field(part, "body") if part.type == "else_clause" else field(part, "consequence")
                if body is not None:
                    yield Arm(self.expression(condition) if condition is not None else None, body)
        elif len(inner := named_children(node)) == 3:  # noqa: PLR2004 - the condition stands between its values
            yield from (Arm(self.expression(inner[1]), inner[0]), Arm(None, inner[2]))

    def _of_choice(self, node: "Node") -> Iterator[Arm]:
        subject, body = field(node, "subject"), field(node, "body")
        if subject is None or body is None:
            return
        value = self.expression(subject)
        for clause in body.children_by_field_name("alternative"):
            guard = next((each for each in clause.named_children if each.type == "if_clause"), None)
            patterns = [each for each in clause.named_children if each.type == "case_pattern"]
            condition: Expr | None = None
            for pattern in patterns:
                for text in self._alternatives(pattern):
                    same = Compare(text, sign="==", left=value, right=self.expression(text))
                    condition = same if condition is None else Either(text, left=condition, right=same)
            if patterns and not patterns[0].named_children and words(patterns[0]) != "_":
                condition = Expr(clause)
            if guard is not None and guard.named_children:
                condition = both(condition, self.expression(guard.named_children[0]))
            consequence = field(clause, "consequence")
            if consequence is not None:
                yield Arm(condition, consequence)

    @staticmethod
    def _alternatives(pattern: "Node") -> list["Node"]:
        inner = pattern.named_children
        if len(inner) == 1 and inner[0].type == "union_pattern":
            return [*inner[0].named_children]
        # A bare name takes everything.
        if len(inner) == 1 and inner[0].type == "dotted_name" and len(inner[0].named_children) == 1:
            return []
        return [*inner]

    def leaves(self, body: "Node") -> str:
        statements = named_children(body)
        if not statements:
            return ""
        last = statements[-1]
        if last.type == "raise_statement":
            return "error"
        if last.type == "expression_statement" and last.named_children:
            call = self.expression(last.named_children[0])
            if isinstance(call, Call) and path_of(call.of)[-1:] in {("exit",), ("_exit",), ("Exit",)}:
                first = call.arguments[0] if call.arguments else None
                fine = first is None or (isinstance(first, Lit) and first.value in (0, None))
                return "return" if fine else "error"
        if last.type == "return_statement" and last.named_children:
            value = last.named_children[0]
            if value.type == "integer" and words(value) != "0":
                return "error"
        return _ENDS.get(last.type, "")
