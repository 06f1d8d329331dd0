"""A file of source as tree-sitter parsed it."""

from functools import cached_property
from typing import TYPE_CHECKING

from upheld.exposure.source.syntax import called_name
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

    from upheld.exposure.source.rule import Rule


@dataclass(frozen=True, eq=False)
class Parsed:
    """A file with its tree; what does not parse is in the tree as an error, and loses nothing else."""

    path: str
    language: str
    """`python`, `javascript`, `typescript`, `tsx`, `go` or `rust`."""
    text: bytes
    tree: "Tree"

    @cached_property
    def lines(self) -> list[bytes]:
        """The lines without their ends; rows of nodes are 0-based indexes into them."""
        return self.text.splitlines()


@dataclass(frozen=True, eq=False)
class Hit:
    """A call, or the making of an object, that a rule names."""

    rule: "Rule"
    parsed: Parsed
    node: "Node"
    """The call expression."""

    @property
    def line(self) -> int:
        """The line on which the name of what is called stands, 1-based: a call may begin far above it."""
        return called_name(self.node).start_point.row + 1
