"""Where some names stand in a file's code."""

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from upheld.exposure.source.parsed import Parsed

if TYPE_CHECKING:
    from tree_sitter import Node

_WORD = re.compile(rb"[A-Za-z_$][\w$]*")
_KINDS = frozenset({"identifier", "property_identifier", "field_identifier"})


def mentions(parsed: Parsed, names: Container[bytes]) -> Iterator["Node"]:
    """Yield where one of some names stands, in order; not in comments and texts.

    Words are looked for, and then the nodes that they are: to ask the tree for nodes with these names takes three times
    as long, and such a query has to be compiled.
    """
    root = parsed.tree.root_node
    for match in _WORD.finditer(parsed.text):
        if match[0] in names:
            start, end = match.span()
            node = root.descendant_for_byte_range(start, end)
            if node is not None and node.type in _KINDS and (node.start_byte, node.end_byte) == (start, end):
                yield node
