"""Tests that stand among shipped code: Rust's modules and functions that are compiled for tests only."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from upheld.exposure.source.languages import query
from upheld.exposure.source.parsed import Parsed

_QUERY = "(attribute_item) @attribute"
_TEST = re.compile(rb"\bcfg\s*\(\s*(?:all\s*\(\s*)?test\b|^#\[\s*(?:\w+::)*test\b")


@dataclass(frozen=True)
class Ranges:
    """Ranges of bytes beside each other, in their order."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def holds(self, offset: int) -> bool:
        """Tell whether an offset lies in one."""
        number = bisect_right(self.starts, offset) - 1
        return number >= 0 and offset < self.ends[number]


def test_ranges(parsed: Parsed) -> Ranges:
    """Return where tests stand."""
    if parsed.language != "rust" or b"test" not in parsed.text:
        return Ranges()
    from tree_sitter import QueryCursor  # noqa: PLC0415 - only who parses pays for it

    found: list[tuple[int, int]] = []
    captured = QueryCursor(query("rust", _QUERY)).captures(parsed.tree.root_node)
    for node in sorted(captured.get("attribute", ()), key=lambda each: each.start_byte):
        if not _TEST.search(node.text or b""):
            continue
        item = node.next_sibling
        while item is not None and item.type in {"attribute_item", "line_comment", "block_comment"}:
            item = item.next_sibling
        if item is not None and (not found or item.start_byte >= found[-1][1]):
            found.append((item.start_byte, item.end_byte))
    return Ranges(tuple(start for start, _ in found), tuple(end for _, end in found))
