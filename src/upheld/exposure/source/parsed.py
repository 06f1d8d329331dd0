"""A file of source as tree-sitter parsed it."""

from functools import cached_property
from typing import TYPE_CHECKING

from upheld.exposure.source.languages import parser
from upheld.exposure.source.syntax import called_name
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

    from upheld.exposure.source.rule import Rule


@dataclass(frozen=True, eq=False)
class Parsed:
    """A file that can be parsed; what does not parse is in its tree as an error, and loses nothing else."""

    path: str
    language: str
    """`python`, `javascript`, `typescript`, `tsx`, `go` or `rust`."""
    text: bytes

    @cached_property
    def tree(self) -> "Tree":
        """Its tree, made when somebody asks for it: of many files the text alone says enough."""
        return parser(self.language).parse(self.text)

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
