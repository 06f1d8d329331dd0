"""Legends: what a policy says its own marks mean."""

from collections.abc import Mapping
from itertools import islice

from upheld.patterns import pattern
from upheld.policy.document import Document, Table
from upheld.policy.supported_versions.support_words import is_mark

_MEANING = pattern(r"(?P<mark>:[a-z0-9_+-]+:|\S{1,3})\s*(?:=|:|-|–|—|→|means?|is)\s*(?P<meaning>[A-Za-z][^,;|]*)")
_MOST_PARAGRAPHS, _LONGEST = 100, 1000
"""A legend stands under the table's own heading, in words that a reader can take in."""


def read_legend(document: Document, table: Table) -> Mapping[str, str]:
    """Return each mark's meaning as told by another table or a list under the table's heading, in lower case."""
    legend: dict[str, str] = {}
    for other in document.tables:
        if other is not table and other.headings == table.headings:
            for row in other.rows:
                if len(row.cells) == 2 and is_mark(row.cells[0].text):  # noqa: PLR2004 - a mark and its meaning
                    legend[row.cells[0].text.replace("\ufe0f", "")] = row.cells[1].text.lower()
    beside = (block for block in document.prose if block.headings == table.headings)
    for block in islice(beside, _MOST_PARAGRAPHS):
        if len(block.text) <= _LONGEST:
            for match in _MEANING.finditer(block.text.lower()):
                if is_mark(match["mark"]):
                    legend[match["mark"].replace("\ufe0f", "")] = match["meaning"].strip()
    return legend
