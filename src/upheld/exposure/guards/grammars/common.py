"""What the readers of all languages need."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Lit, Literal
from upheld.exposure.guards.grammar import words

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 40
"""Expressions that are nested deeper are not understood."""
LONGEST = 400
_NUMBER = re.compile(r"[+-]?\d[\d_]{0,30}(?:\.\d{0,30})?")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def number(node: "Node") -> Lit:
    """Return the literal of a number; one that is not decimal counts as another than zero."""
    text = words(node)
    if not _NUMBER.fullmatch(text):
        return Lit(node, value=1)
    clean = text.replace("_", "")
    return Lit(node, value=float(clean) if "." in clean else int(clean[:18]))


def named_children(node: "Node", *skipped: str) -> list["Node"]:
    """Return the named children of a node, without comments."""
    return [each for each in node.named_children if "comment" not in each.type and each.type not in skipped]


def field(node: "Node", name: str) -> "Node | None":
    """Return the child that has a role."""
    return node.child_by_field_name(name)


def string_of(node: "Node", content: str) -> str:
    """Return the text of a string from the kind of node that holds what stands in it."""
    return "".join(words(each) for each in node.named_children if each.type == content)[:LONGEST]


def literal_text(value: Literal) -> str:
    """Return a literal as a text."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: `httpPort`, `HTTP_PORT` and `--http-port` are all `http`, `port`."""
    return tuple(word.lower() for word in _WORDS.findall(name[:LONGEST]))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one but for their spelling."""
    return "".join(words_of(one)) == "".join(words_of(other))
