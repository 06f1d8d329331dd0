"""Expressions of any of the languages, as far as they tell what a condition rests on."""

from typing import TYPE_CHECKING

from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

Literal = str | int | float | bool | None


@dataclass(frozen=True, eq=False)
class Expr:
    """An expression that is not understood, with those that it is made of."""

    node: "Node"
    parts: tuple["Expr", ...] = ()


@dataclass(frozen=True, eq=False)
class Lit(Expr):
    """A literal; None stands for whatever a language calls nothing."""

    value: Literal = None


@dataclass(frozen=True, eq=False)
class Name(Expr):
    """A name, or the word for the own object."""

    id: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Member(Expr):
    """A field, an attribute, or what stands in a path."""

    of: Expr
    name: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Item(Expr):
    """What stands under a key."""

    of: Expr
    key: Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Call(Expr):
    """A call, or the making of an object."""

    of: Expr
    arguments: tuple[Expr, ...] = ()
    named: tuple[tuple[str, Expr], ...] = ()
    spread: tuple[Expr, ...] = ()
    """Arguments that are taken out of an object."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Not(Expr):
    """The contrary."""

    of: Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Both(Expr):
    """`and`."""

    left: Expr
    right: Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Either(Expr):
    """`or`: the first that is true."""

    left: Expr
    right: Expr
    only_missing: bool = False
    """The second holds only where the first is nothing at all: `??`."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Compare(Expr):
    """`==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `not in`."""

    sign: str
    left: Expr
    right: Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Choice(Expr):
    """One of several expressions: the first whose condition is true, or has none."""

    arms: tuple[tuple[Expr | None, Expr], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Record(Expr):
    """An object, a mapping or a structure that is written out."""

    fields: tuple[tuple[str, Expr], ...] = ()
    spread: tuple[Expr, ...] = ()
    made: str = ""
    """The name of its type."""

    def get(self, name: str) -> Expr | None:
        """Return what stands under a name."""
        return next((value for key, value in reversed(self.fields) if key == name), None)


@dataclass(frozen=True, eq=False, kw_only=True)
class Listing(Expr):
    """A list that is written out."""

    items: tuple[Expr, ...] = ()


@dataclass(frozen=True, eq=False)
class Lambda(Expr):
    """A function without a name."""


def path_of(expr: Expr) -> tuple[str, ...]:
    """Return the names of a path: `process.env` is `("process", "env")`; empty where it is no path of names."""
    names: list[str] = []
    while isinstance(expr, Member | Call):
        if isinstance(expr, Call):
            # `vi.fn().x` and `Router().x`: what is called stands for what it returns.
            expr = expr.of
            names.append("()")
            continue
        names.append(expr.name)
        expr = expr.of
    if not isinstance(expr, Name):
        return ()
    names.append(expr.id)
    return tuple(reversed(names))


def last_name(expr: Expr) -> str:
    """Return the last name of what is called or meant."""
    match expr:
        case Name():
            return expr.id
        case Member():
            return expr.name
        case _:
            return ""
