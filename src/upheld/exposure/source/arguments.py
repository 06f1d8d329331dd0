"""The arguments of a call, by position and by name."""

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from upheld.exposure.source.declarations import declarations
from upheld.exposure.source.declaring import Declared
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.rule import Place
from upheld.exposure.source.syntax import ANONYMOUS, NAMES, bare, function_of, made_type, member, string_value, text
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

_PAIRS = {"pair": ("key", "value"), "keyed_element": (None, None), "field_initializer": ("field", "value")}
_SPREADS = frozenset(
    {"list_splat", "dictionary_splat", "spread_element", "variadic_argument", "base_field_initializer"}
)
_MOST_CHAIN = 30
_MOST_GIVEN = 8


@dataclass
class Arguments:
    """What a call is given."""

    positional: list["Node"] = field(default_factory=list["Node"])
    named: dict[str, "Node"] = field(default_factory=dict[str, "Node"])
    """Keywords, and the fields of objects that are written out among the arguments."""
    spread: bool = False
    """Whether more is given than is written: `*args`, `**kwargs`, `...options`."""
    rest: list["Node"] = field(default_factory=list["Node"])
    """Where that is written among the arguments."""

    def at(self, place: Place) -> "Node | None":
        """Return the argument at a place, None where there is none."""
        for name in place.named:
            if name in self.named:
                return self.named[name]
        if place.at is not None and place.at < len(self.positional):
            node = self.positional[place.at]
            # A callback may stand where an argument is left out.
            return None if node.type in ANONYMOUS else node
        return None

    def is_function(self, position: int) -> bool:
        """Tell whether a function that is written out stands at a position."""
        return position < len(self.positional) and self.positional[position].type in ANONYMOUS


@dataclass(frozen=True, eq=False)
class Call:
    """A call with the calls that made what it is made on."""

    parsed: Parsed
    node: "Node"

    @cached_property
    def arguments(self) -> Arguments:
        """The arguments of the call itself."""
        return arguments(self.parsed, self.node)

    @cached_property
    def function(self) -> "Node | None":
        """What is called."""
        return function_of(self.node)

    @cached_property
    def receiver(self) -> "Node | None":
        """What it is called on."""
        inside = member(bare(self.function)) if self.function else None
        return inside[0] if inside else None

    @cached_property
    def makers(self) -> list["Call"]:
        """The calls that made the receiver, as far as the file tells: of a chain each, the last first."""
        return list(self._makers())

    def _makers(self) -> Iterator["Call"]:
        waiting = [self.receiver] if self.receiver else []
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_CHAIN:
            node = bare(waiting.pop(0))
            if node.id in seen:
                continue
            seen.add(node.id)
            function = function_of(node)
            if function is not None or made_type(node) is not None:
                yield Call(self.parsed, node)
                inside = member(bare(function)) if function else None
                waiting += [inside[0]] if inside else []
            else:
                waiting += values_of(self.parsed, node)

    @cached_property
    def given(self) -> list["Call"]:
        """The calls that made the arguments."""
        found: list[Call] = []
        for each in self.arguments.positional[:_MOST_GIVEN]:
            for value in (each, *values_of(self.parsed, each)):
                node = bare(value)
                if function_of(node) is not None or made_type(node) is not None:
                    found.append(Call(self.parsed, node))
        return found

    def at(self, place: Place) -> "Node | None":
        """Return the argument at a place, None where there is none."""
        found = self.arguments.at(place) if place.of == "both" else None
        # A position means that of the call alone, where others are looked at too.
        other = Place(place.named) if place.of == "both" else place
        return found or next((node for call in self._of(place.of) if (node := call.arguments.at(other))), None)

    def _of(self, which: str) -> Iterator["Call"]:
        if which in {"call", "both"}:
            yield self
        if which in {"receiver", "both"}:
            yield from self.makers
        if which in {"given", "both"}:
            yield from self.given
        if which == "both":
            for maker in self.makers[:_MOST_GIVEN]:
                yield from maker.given


def values_of(parsed: Parsed, node: "Node") -> list["Node"]:
    """Return the values that a name or a field may have, as the file tells."""
    return [each.value for each in declared_values(parsed, node)]


def declared_values(parsed: Parsed, node: "Node") -> list[Declared]:
    """Return what a name or a field is declared to be: its values, not its types."""
    return [each for each in declared_names(parsed, node) if not each.is_type and not each.member and not each.is_base]


def declared_names(parsed: Parsed, node: "Node") -> list[Declared]:
    """Return every declaration of a name or a field, types and what is taken apart too."""
    names = declarations(parsed)
    inside = member(node)
    if inside is not None:
        return names.field(text(inside[1]).lstrip("#"))
    return names.of(text(node), node.start_byte) if node.type in NAMES else []


def arguments(parsed: Parsed, node: "Node") -> Arguments:
    """Return the arguments of a call, or the fields of an object that is written out."""
    given = Arguments()
    if node.type == "token_tree":
        given.positional = _of_macro(node)
        return given
    holder = node.child_by_field_name("arguments") or node.child_by_field_name("body")
    if holder is None:
        return given
    for each in holder.named_children:
        if "comment" in each.type:
            continue
        if each.type in _SPREADS:
            given.spread = True
            given.rest.append(each)
        elif each.type == "keyword_argument":
            name, value = each.child_by_field_name("name"), each.child_by_field_name("value")
            if name and value:
                given.named[text(name)] = value
        elif each.type in _PAIRS:
            _pair(given, each)
        else:
            given.positional.append(each)
            _fields(parsed, given, each)
    return given


def _of_macro(node: "Node") -> list["Node"]:
    """Return the first node of each argument in the brackets of a macro, which are not parsed further."""
    found: list[Node] = []
    begins = True
    for each in node.children[1:-1]:
        if begins and each.type != ",":
            found.append(each)
        begins = each.type == ","
    return found


def _fields(parsed: Parsed, given: Arguments, node: "Node") -> None:
    """Add the fields of an object that is given, written out in its place or before."""
    node = bare(node)
    if node.type in NAMES and parsed.language in {"javascript", "typescript", "tsx"}:
        values = [bare(each) for each in values_of(parsed, node)]
        node = next((each for each in values if each.type == "object"), node)
    if node.type not in {"object", "composite_literal", "struct_expression"}:
        return
    for each in (node.child_by_field_name("body") or node).named_children:
        if each.type in _SPREADS:
            given.spread = True
            _spread(given, each)
        elif each.type in _PAIRS:
            _pair(given, each)
        elif each.type == "shorthand_property_identifier":
            given.named.setdefault(text(each), each)
        elif each.type == "method_definition" and (name := each.child_by_field_name("name")):
            given.named.setdefault(text(name), each)


def _spread(given: Arguments, node: "Node") -> None:
    """Add the fields of `...(condition ? { host } : {})`: what is given sometimes counts as given."""
    waiting, seen = list(node.named_children), 0
    while waiting and seen < _MOST_CHAIN:
        seen += 1
        each = bare(waiting.pop(0))
        if each.type in {"ternary_expression", "binary_expression"}:
            waiting += each.named_children
        elif each.type == "object":
            for inner in each.named_children:
                if inner.type == "pair":
                    _pair(given, inner)
                elif inner.type == "shorthand_property_identifier":
                    given.named.setdefault(text(inner), inner)


def _pair(given: Arguments, node: "Node", depth: int = 2) -> None:
    """Add a field, and those of an object that is its value."""
    fields = _PAIRS[node.type]
    children = node.named_children
    key = node.child_by_field_name(fields[0]) if fields[0] else children[0]
    value = node.child_by_field_name(fields[1]) if fields[1] else children[-1]
    if key and value:
        name = string_value(key) if key.type == "string" else text(key)
        value = bare(value) if value.type == "literal_element" else value
        given.named.setdefault(name or "", value)
        if value.type == "object" and depth:
            for each in value.named_children:
                if each.type == "pair":
                    _pair(given, each, depth - 1)
