"""What has to hold for a place to be reached from the beginning of the function in which it stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Expr
from upheld.exposure.guards.grammar import Grammar, taken
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_ABOVE = 300
_MOST_CHILDREN = 5_000
_MOST_BEFORE = 400


@dataclass(frozen=True, eq=False)
class Condition:
    """A condition, and whether it has to hold or must not."""

    expr: Expr
    wanted: bool
    required: bool = False
    """Whether something is wrong where it is not so: then it is no option."""


def conditions_within(grammar: Grammar, node: "Node", function: "Node | None") -> Iterator[Condition]:
    """Yield the conditions between a place and the beginning of its function, the nearest first."""
    inner = node
    for _ in range(_MOST_ABOVE):
        above = inner.parent
        if above is None or inner == function:
            return
        yield from _of_branch(grammar, above, inner, node)
        yield from _of_ends_before(grammar, above, inner)
        if above == function:
            return
        inner = above


def _of_branch(grammar: Grammar, above: "Node", inner: "Node", node: "Node") -> Iterator[Condition]:
    arms = grammar.arms(above)
    for index, arm in enumerate(arms):
        if arm.body.start_byte <= node.start_byte and node.end_byte <= arm.body.end_byte:
            condition = taken(arms, index)
            others = [other for other in arms if other is not arm]
            required = len(arms) > 1 and all(grammar.leaves(other.body) == "error" for other in others)
            if condition is not None:
                yield Condition(condition, wanted=True, required=required)
            return
    del inner


def _of_ends_before(grammar: Grammar, above: "Node", inner: "Node") -> Iterator[Condition]:
    """Yield what must not hold, since a statement before would have ended the function."""
    before = [each for each in above.named_children[:_MOST_CHILDREN] if each.end_byte <= inner.start_byte]
    for each in reversed(before[-_MOST_BEFORE:]):
        wrapped = each.type == "expression_statement" and each.named_children
        statement = each.named_children[0] if wrapped else each
        arms = grammar.arms(statement)
        if not arms or above.type == "binary_expression":
            continue
        for index, arm in enumerate(arms):
            end = grammar.leaves(arm.body)
            condition = taken(arms, index)
            if end and condition is not None:
                yield Condition(condition, wanted=False, required=end == "error")
