"""What the statements of all languages have in common: branches, what functions return, and to what they are handed."""

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Expr, Not
from upheld.exposure.guards.grammar import Arm, ancestors, words
from upheld.exposure.guards.grammars.common import field
from upheld.exposure.guards.grammars.expressions import Expressions, is_and

if TYPE_CHECKING:
    from tree_sitter import Node


class Statements(Expressions):
    """How a language writes statements: each says which kinds of nodes are what."""

    functions: frozenset[str]
    branches: frozenset[str]
    """The kinds of nodes that have a condition and a body for it, and maybe another body."""
    choices: frozenset[str]
    """Those that choose one of many by a value."""
    block: str
    """The kind of a function's body; one of another kind is what the function returns."""
    returning = "return_statement"
    assigns: re.Pattern[bytes] | None = None
    assignment = "assignment_expression"
    hands: frozenset[str]
    """The kinds through which what stands in them is handed to the call around."""

    def arms(self, node: "Node") -> Sequence[Arm]:
        if node.type in self.branches:
            return [*self._of_branch(node)]
        if node.type in self.choices:
            return [*self._of_choice(node)]
        if node.type == self.joins:
            return [*self._of_join(node)]
        return []

    def _of_branch(self, node: "Node") -> Iterator[Arm]:
        condition, body = field(node, "condition"), field(node, "consequence") or field(node, "body")
        if condition is None or body is None:
            return
        yield Arm(self.expression(condition), body)
        other = field(node, "alternative")
        if other is not None:
            yield Arm(None, other)

    def _of_join(self, node: "Node") -> Iterator[Arm]:
        left, right, taken = field(node, "left"), field(node, "right"), is_and(words(field(node, "operator")))
        if left is not None and right is not None and taken is not None:
            told = self.expression(left)
            yield Arm(told if taken else Not(left, of=told), right)

    @abstractmethod
    def _of_choice(self, node: "Node") -> Iterator[Arm]:
        """Yield the branches of a choice among many."""

    def returns(self, function: "Node") -> Iterator["Node"]:
        body = field(function, "body")
        if body is None:
            return
        if body.type != self.block:
            yield body
            return
        waiting = [body]
        while waiting:
            node = waiting.pop()
            if node.type == self.returning:
                yield from self._returned(node)
            elif node.type not in self.functions:
                waiting.extend(reversed(node.named_children))
        yield from self._left_over(body)

    def _returned(self, node: "Node") -> Sequence["Node"]:
        """Return the value of a statement that returns one, none where nothing is returned or something is wrong."""
        return node.named_children[:1]

    def _left_over(self, body: "Node") -> Sequence["Node"]:
        """Return the value that a body has without a word for it."""
        del body
        return ()

    def _assigned(self, name: "Node") -> Expr | None:
        """Return what is assigned to the field of which a node is the name, None where nothing is."""
        above = name.parent
        fields = self.members.get(above.type) if above is not None else None
        if above is None or fields is None or field(above, fields[1]) != name:
            return None
        statement = above.parent
        value = field(statement, "right") if statement is not None else None
        if statement is None or value is None or field(statement, "left") != above:
            return None
        return self.expression(value) if statement.type == self.assignment else None

    def handed(self, node: "Node") -> "Node | None":
        for each in ancestors(node):
            if each.type in self.calls:
                return each
            if each.type not in self.hands:
                return None
        return None

    def is_made(self, function: "Node") -> bool:
        del function
        return False

    def decorators(self, function: "Node") -> Sequence[Expr]:
        del function
        return ()
