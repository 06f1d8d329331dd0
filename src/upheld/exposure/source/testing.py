"""Tests that stand among shipped code: Rust's modules and functions that are compiled for tests only."""

import re
from bisect import bisect_right

from upheld.exposure.source.languages import cursor, query
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

_QUERY = "([(attribute_item) (line_comment) (block_comment)] @before . (_) @item)"
_TEST = re.compile(rb"\bcfg\s*\(\s*(?:all\s*\(\s*)?test\b|^#\[\s*(?:\w+::)*test\b")


_BEFORE = frozenset({"attribute_item", "line_comment", "block_comment"})


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
    found: list[tuple[int, int]] = []
    matches = cursor(query("rust", _QUERY)).matches(parsed.tree.root_node)
    pairs = sorted(((each["before"][0], each["item"][0]) for _, each in matches), key=lambda pair: pair[0].start_byte)
    is_test = False
    for before, item in pairs:
        is_test = is_test or (before.type == "attribute_item" and bool(_TEST.search(before.text or b"")))
        if item.type in _BEFORE:
            continue
        if is_test and (not found or item.start_byte >= found[-1][1]):
            found.append((item.start_byte, item.end_byte))
        is_test = False
    return Ranges(tuple(start for start, _ in found), tuple(end for _, end in found))
