"""Places as they are told: lines and columns that a reader can find."""

from typing import TYPE_CHECKING

from upheld.exposure.capability import Guard
from upheld.exposure.guards.value import Option
from upheld.exposure.source.parsed import Parsed
from upheld.model import Location

if TYPE_CHECKING:
    from tree_sitter import Node

LONGEST = 100


def location_of(parsed: Parsed, node: "Node") -> Location:
    """Return where a node begins."""
    row, column = node.start_point
    before = parsed.lines[row][:column] if row < len(parsed.lines) else b""
    return Location(parsed.path, row + 1, len(before.decode(errors="replace")) + 1)


def guard_of(option: Option, *, passes: bool | None) -> Guard:
    return Guard(option.kind, option.text[:LONGEST], location_of(option.parsed, option.node), option.default, passes)
