"""What the expressions of all languages have in common."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.guards.expression import (
    Both,
    Call,
    Compare,
    Either,
    Expr,
    Item,
    Lambda,
    Listing,
    Lit,
    Literal,
    Member,
    Name,
)  # fmt: skip
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import DEEPEST, field, named_children, number, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

Of = Callable[["Node | None"], Expr]
"""Reads an expression that is a part of another; what is missing is not understood."""
_MOST_PARTS = 10
_AND = frozenset({"&&", "and"})
_OR = frozenset({"||", "??", "or"})
_SPREADS = frozenset({"spread_element", "dictionary_splat", "list_splat"})


class Expressions:
    """How a language writes expressions: each says which kinds of nodes mean what."""

    names: frozenset[str]
    nothing = ""
    """The name that stands for nothing."""
    constants: ClassVar[Mapping[str, Literal]]
    numbers: frozenset[str]
    texts: ClassVar[Mapping[str, str]]
    """The kinds of texts, each with the kind of what stands in it."""
    filled = ""
    """The kind of what is filled into a text."""
    members: ClassVar[Mapping[str, tuple[str, str]]]
    """The kinds of fields and paths, each with what has the field, and its name."""
    items: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """The kinds of what stands under a key, each with what has it, and the key."""
    calls: frozenset[str]
    joins = "binary_expression"
    signs: ClassVar[Mapping[str, str]] = {each: each for each in ("==", "!=", "<", ">", "<=", ">=")}
    """The signs of comparisons, each with the one that it stands for."""
    lists: frozenset[str] = frozenset()
    anonymous: frozenset[str]
    """The kinds of functions without a name."""
    wraps: frozenset[str]
    """The kinds that mean what they hold."""

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        return self._own(node, of) or self._plain(node) or self._composed(node, of)

    def _own(self, node: "Node", of: Of) -> Expr | None:
        """Return what only this language has, None where it is something that others have too."""
        del node, of
        return None

    def _plain(self, node: "Node") -> Expr | None:
        """Return a name or a literal, None where it is neither."""
        kind = node.type
        if kind in self.names:
            text = words(node)
            return Lit(node, value=None) if text == self.nothing else Name(node, id=text)
        if kind in self.texts and not any(each.type == self.filled for each in node.named_children):
            return Lit(node, value=string_of(node, self.texts[kind]))
        if kind in self.constants:
            return Lit(node, value=self.constants[kind])
        if kind in self.anonymous:
            return Lambda(node)
        return number(node) if kind in self.numbers else None

    def _composed(self, node: "Node", of: Of) -> Expr:
        """Return what is made of other expressions."""
        kind = node.type
        if kind in self.members:
            holder, name = self.members[kind]
            return Member(node, of=of(field(node, holder)), name=words(field(node, name)))
        if kind in self.calls and (callee := field(node, "function") or field(node, "constructor")) is not None:
            return _call(node, of(callee), of)
        if kind == self.joins:
            return self._joined(node, of)
        if kind in self.items:
            holder, key = self.items[kind]
            return Item(node, of=of(field(node, holder)), key=of(field(node, key)))
        inner = named_children(node)
        if kind in self.wraps and inner:
            return of(inner[0])
        if kind in self.lists:
            return Listing(node, items=tuple(map(of, inner)))
        if kind in self.texts:
            holes = (each.named_children for each in inner if each.type == self.filled)
            return Expr(node, tuple(of(each[0]) for each in holes if each))
        return Expr(node, tuple(map(of, inner[:_MOST_PARTS])))

    def _joined(self, node: "Node", of: Of) -> Expr:
        left, right, sign = field(node, "left"), field(node, "right"), words(field(node, "operator"))
        if left is None or right is None:
            return Expr(node)
        one, other = of(left), of(right)
        if sign in _AND:
            return Both(node, left=one, right=other)
        if sign in _OR:
            return Either(node, left=one, right=other, only_missing=sign == "??")
        if sign in self.signs:
            return Compare(node, sign=self.signs[sign], left=one, right=other)
        return Expr(node, (one, other))


def is_and(sign: str) -> bool | None:
    """Tell whether the right of a sign is looked at where the left is true, or where it is not; None of other signs."""
    return True if sign in _AND else False if sign in _OR else None


def _call(node: "Node", callee: Expr, of: Of) -> Call:
    listed = field(node, "arguments")
    plain: list[Expr] = []
    named: list[tuple[str, Expr]] = []
    spread: list[Expr] = []
    for each in named_children(listed) if listed is not None else ():
        value = field(each, "value") if each.type == "keyword_argument" else None
        if value is not None:
            named.append((words(field(each, "name")), of(value)))
        elif each.type in _SPREADS and each.named_children:
            spread.append(of(each.named_children[0]))
        else:
            plain.append(of(each))
    return Call(node, of=callee, arguments=tuple(plain), named=tuple(named), spread=tuple(spread))
