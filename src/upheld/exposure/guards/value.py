"""What an expression is worth where a user says nothing."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from upheld.exposure.capability import GuardKind
from upheld.exposure.guards.expression import Literal
from upheld.exposure.guards.scope import Scope
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.expression import Record

_MARKS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Option:
    """Something that a user may say."""

    kind: GuardKind
    text: str
    node: "Node"
    parsed: Parsed
    default: str | None = None


@dataclass(frozen=True)
class Value:
    """A value, where it is known, and the options that it comes from."""

    known: bool = False
    value: Literal = None
    options: tuple[Option, ...] = ()
    is_name: bool = False
    """Whether it is the name of a constant, not its value."""
    is_arguments: bool = False
    """Whether it is the command line as a list."""
    records: "tuple[tuple[Record, Scope], ...]" = ()
    """Objects that are written out, one of which it is."""

    @property
    def truth(self) -> bool | None:
        """Whether it counts as true, None where that is not known."""
        if self.records:
            return True
        if not self.known:
            return None
        return True if self.is_name else bool(self.value)

    def unknown(self) -> "Value":
        """Return that it is not known, with the options."""
        return Value(options=self.options)

    def with_options(self, *options: Option) -> "Value":
        """Return the same value, told to come from more options."""
        return replace(self, options=tuple(dict.fromkeys((*self.options, *options)))) if options else self


UNKNOWN = Value()


def literal(value: Literal, options: tuple[Option, ...] = ()) -> Value:
    """Return a value that is known."""
    return Value(known=True, value=value, options=options)


def merged(*values: Value) -> tuple[Option, ...]:
    """Return the options of several values."""
    return tuple(dict.fromkeys(option for value in values for option in value.options))


def same(one: Value, other: Value) -> bool | None:
    """Tell whether two values are equal, None where that is not known."""
    if not (one.known and other.known):
        return None
    left, right = one.value, other.value
    if isinstance(left, str) and isinstance(right, str):
        if one.is_name or other.is_name:
            return _bare(left) == _bare(right)
        return left == right
    # What nobody set is nothing, an empty text, zero or false, as the language has it.
    if left is None or right is None:
        return not left and not right and not one.is_name and not other.is_name
    if isinstance(left, str) or isinstance(right, str):
        return str(left).lower() == str(right).lower()
    return left == right


def _bare(text: str) -> str:
    return _MARKS.sub("", text.lower())


def one_of(values: list[Value]) -> Value:
    """Return a value that may be any of several."""
    if not values:
        return UNKNOWN
    first = values[0]
    options = merged(*values)
    if all(each.records for each in values):
        return Value(options=options, records=tuple(record for each in values for record in each.records))
    agree = all(same(first, each) for each in values[1:])
    return replace(first, options=options) if agree else Value(options=options)
