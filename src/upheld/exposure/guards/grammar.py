"""What the parts of this room ask of a language."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from upheld.exposure.guards.expression import Both, Expr, Not
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, eq=False)
class Arm:
    """A branch: of several, the first whose condition is true is run; the last may have none."""

    condition: Expr | None
    body: "Node"


@dataclass(frozen=True, eq=False)
class Parameter:
    """A parameter of a function."""

    name: str
    default: Expr | None = None
    type: str = ""


@dataclass(frozen=True, eq=False)
class Declared:
    """That a name is an option of the program."""

    kind: str
    """`flag`, `variable` or `subcommand`."""
    text: str
    """As a user writes it: `--transport`."""
    default: Expr | None
    """What holds where a user says nothing; None where that is not told."""
    nothing: bool = False
    """Whether nothing at all holds then: no default is stated, and none is needed."""
    node: "Node | None" = None


class Grammar(Protocol):
    """One language."""

    family: str
    functions: frozenset[str]
    """The kinds of nodes that are functions, those without a name among them."""
    classes: frozenset[str]
    calls: frozenset[str]
    declares: re.Pattern[bytes]
    """What stands in every file that declares options."""
    defines: re.Pattern[bytes]
    """What may stand before the name of a function or a class on the line on which it is declared, as a whole."""
    assigns: re.Pattern[bytes] | None
    """What stands behind a name to which a function is given, where that may be."""
    binds: re.Pattern[bytes]
    """What may stand before a name on the line on which it is given something in no function, as a whole."""
    own: frozenset[str]
    """The words for the own object."""

    def expression(self, node: "Node") -> Expr:
        """Return an expression."""
        ...

    def arms(self, node: "Node") -> Sequence[Arm]:
        """Return the branches of a node, none where it has none."""
        ...

    def leaves(self, body: "Node") -> str:
        """Tell how a body ends: `error` where something is wrong, `return` where nothing is, empty where it goes on."""
        ...

    def name_of(self, function: "Node") -> str:
        """Return the name of a function or of a class, empty where it has none."""
        ...

    def class_of(self, function: "Node") -> str:
        """Return the name of the class of a method, empty where it is none."""
        ...

    def is_made(self, function: "Node") -> bool:
        """Tell whether a method is run when an object is made."""
        ...

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        """Return the parameters of a function in their order, without the own object."""
        ...

    def bound(self, name: "Node") -> Expr | None:
        """Return what is given to a name by the statement in which it stands, None where nothing is."""
        ...

    def stored(self, name: "Node") -> Expr | None:
        """Return what is given to a field of that name where it stands, None where nothing is."""
        ...

    def declared(self, node: "Node") -> Declared | None:
        """Return the option that is declared by the name or the text at a node."""
        ...

    def returns(self, function: "Node") -> Iterator["Node"]:
        """Yield the expressions that a function may return."""
        ...

    def handed(self, node: "Node") -> "Node | None":
        """Return the call to which a function is handed as an argument, or in an object that is one."""
        ...

    def decorators(self, function: "Node") -> Sequence[Expr]:
        """Return what decorates a function or a class."""
        ...


def taken(arms: Sequence[Arm], index: int) -> Expr | None:
    """Return the condition under which an arm is the one that is run, None where it always is."""
    condition: Expr | None = None
    for arm in arms[:index]:
        if arm.condition is not None:
            condition = both(condition, Not(arm.condition.node, of=arm.condition))
    return both(condition, arms[index].condition)


def both(left: Expr | None, right: Expr | None) -> Expr | None:
    """Return one condition of two."""
    if left is None or right is None:
        return right if left is None else left
    return Both(right.node, left=left, right=right)


def words(node: "Node | None") -> str:
    """Return the text of a node."""
    return (node.text or b"").decode(errors="replace") if node is not None else ""


def ancestors(node: "Node") -> Iterator["Node"]:
    """Yield what a node stands in, the nearest first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def inside(inner: "Node", outer: "Node") -> bool:
    """Tell whether a node is a part of another, or the same."""
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
