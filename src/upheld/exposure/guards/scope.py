"""Where an expression stands, and by which calls that place was come to."""

from functools import cached_property
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call
from upheld.exposure.guards.files import grammar_for
from upheld.exposure.guards.grammar import Grammar
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, eq=False)
class Frame:
    """A function that was called, and from where."""

    function: "Node"
    call: Call | None
    caller: "Scope"


@dataclass(frozen=True, eq=False)
class Scope:
    """Where an expression stands: in which file, and in calls of which functions."""

    parsed: Parsed
    frames: tuple[Frame, ...] = ()
    """The innermost last."""

    def frame_of(self, function: "Node") -> Frame | None:
        """Return the call of a function."""
        return next((each for each in reversed(self.frames) if each.function == function), None)

    @cached_property
    def grammar(self) -> Grammar:
        """How the file is read."""
        return grammar_for(self.parsed)

    @cached_property
    def key(self) -> tuple[tuple[str, int], ...]:
        """What tells it from other scopes of the file."""
        return tuple((each.caller.parsed.path, each.call.node.start_byte if each.call else -1) for each in self.frames)
