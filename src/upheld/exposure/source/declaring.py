"""What one node declares: names with their values, or with their types."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from upheld.exposure.source.shapes import Shape
from upheld.exposure.source.syntax import NAMES, member, text
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

_RESTS = frozenset({"rest_pattern", "list_splat_pattern"})
_MANY = frozenset({"pattern_list", "tuple_pattern", "object_pattern", "array_pattern", "expression_list"})


@dataclass(frozen=True, eq=False)
class Declared:
    """What a name stands for."""

    PLACE: ClassVar = "[]"
    """Stands for a member in a list that is taken apart, whatever its number."""
    value: "Node"
    """What is assigned to it, or its type."""
    is_type: bool = False
    is_default: bool = False
    """Whether it is the default of a parameter, which a caller may replace."""
    member: str = ""
    """The name of the member of the value, where that alone is meant: `const { member } = value`."""
    is_base: bool = False
    """Whether it is the base of a class of that name."""


def declared_by(node: "Node", shape: Shape) -> Iterator[tuple[str, Declared]]:
    """Yield the names that a node declares, with what they are; fields begin with a dot, functions end with `()`."""
    own = _SPECIAL.get(node.type)
    if own is not None:
        yield from own(node)
        return
    default, value, kind = (_child(node, role) for role in (shape.default, shape.value, shape.type))
    for name in node.children_by_field_name(shape.name):
        if name.type not in shape.kinds:
            continue
        if default is not None:
            yield _key(name, shape), Declared(default, is_default=True)
        if kind is not None and (stated := _type(kind)) is not None:
            yield _key(name, shape), Declared(stated, is_type=True)
        if value is not None and name.type in _MANY:
            yield from _many(name, value)
        elif value is not None:
            yield _key(name, shape), Declared(_first(value))
        returned = _child(node, shape.returns)
        if returned is not None and (stated := _type(returned)) is not None:
            yield f"{text(name)}()", Declared(stated, is_type=True)


def _child(node: "Node", role: str) -> "Node | None":
    return node.child_by_field_name(role) if role else None


def _key(name: "Node", shape: Shape) -> str:
    inside = member(name)
    if inside is not None:
        return f".{text(inside[1]).lstrip('#')}"
    return f".{text(name).lstrip('#')}" if shape.is_field else text(name)


def _first(value: "Node") -> "Node":
    return value.named_children[0] if value.type == "expression_list" and value.named_children else value


def _type(stated: "Node") -> "Node | None":
    """Return a type as it is written, without the colon before it."""
    if stated.type == "type_annotation":
        return stated.named_children[0] if stated.named_children else None
    return None if stated.type.endswith("_annotation") else stated


def _of_class(node: "Node") -> Iterator[tuple[str, Declared]]:
    name, bases = node.child_by_field_name("name"), node.child_by_field_name("superclasses")
    for each in bases.named_children if name is not None and bases is not None else ():
        if name is not None and each.type in {"identifier", "attribute"}:
            yield text(name), Declared(each, is_base=True)


def _of_with(node: "Node") -> Iterator[tuple[str, Declared]]:
    """`with value as name`; other statements have the same node for what is no value."""
    alias, inner = node.child_by_field_name("alias"), node.named_children
    if node.parent is not None and node.parent.type == "with_item" and alias is not None and alias.named_children:
        name = alias.named_children[0]
        inside = member(name)
        yield f".{text(inside[1])}" if inside else text(name), Declared(inner[0])


def _of_typed(node: "Node") -> Iterator[tuple[str, Declared]]:
    name, kind = node.named_children[0], node.child_by_field_name("type")
    if name.type == "identifier" and kind is not None:
        yield text(name), Declared(kind, is_type=True)


def _of_key(node: "Node") -> Iterator[tuple[str, Declared]]:
    """`T{key: value}`."""
    inner = [each for each in node.named_children if each.type == "literal_element"]
    if len(inner) == len(node.named_children) > 1 and inner[0].named_children and inner[1].named_children:
        name, value = inner[0].named_children[0], inner[1].named_children[0]
        if name.type == "identifier":
            yield f".{text(name)}", Declared(value)


def _of_pattern(node: "Node") -> Iterator[tuple[str, Declared]]:
    """`if let Some(name) = value`."""
    pattern, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
    if pattern is not None and value is not None and pattern.type == "tuple_struct_pattern":
        name = pattern.named_children[-1]
        if name.type == "identifier":
            yield text(name), Declared(value)


_SPECIAL = {
    "class_definition": _of_class,
    "as_pattern": _of_with,
    "typed_parameter": _of_typed,
    "keyed_element": _of_key,
    "let_condition": _of_pattern,
}


def _many(left: "Node", right: "Node") -> Iterator[tuple[str, Declared]]:
    if left.type == "object_pattern":
        yield from _taken_apart(left, right)
        return
    names = left.named_children
    is_listing = right.type in {"expression_list", "tuple", "array", "list"}
    values = right.named_children if is_listing else [right]
    for number, name in enumerate(names):
        inside = member(name)
        if name.type in _RESTS and name.named_children:
            yield text(name.named_children[0]), Declared(right, member=Declared.PLACE)
        elif left.type == "array_pattern" and not is_listing:
            yield text(name), Declared(right, member=Declared.PLACE)
        elif number < len(values) and (inside or name.type in NAMES):
            key = f".{text(inside[1])}" if inside else text(name)
            yield key, Declared(values[number])


def _taken_apart(left: "Node", right: "Node") -> Iterator[tuple[str, Declared]]:
    """Yield the names of `const { a, b: c } = value`."""
    for each in left.named_children:
        if each.type == "pair_pattern":
            key, name = each.child_by_field_name("key"), each.child_by_field_name("value")
            if key and name and name.type in NAMES:
                yield text(name), Declared(right, member=text(key))
        elif each.type in NAMES:
            yield text(each), Declared(right, member=text(each))
