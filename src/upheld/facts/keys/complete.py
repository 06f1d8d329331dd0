"""Whether a list is whole: one that stops after the first page proves nothing of the keys on the others."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from upheld.facts.keys.records import MetadataError, Record


class Page(NamedTuple):
    """A page of a list that says how much there is in all."""

    record: Record
    entries: tuple[Record, ...]
    total: int | None
    """None where it does not say."""


def entries_of(pages: Iterable[Page], *, how: str) -> Iterator[Record]:
    """Yield the entries of every page, several lists one after the other.

    Args:
        pages: in the order of the file.
        how: the end of a sentence, how to get all pages.

    Raises:
        MetadataError: pages are missing; what is there was yielded before.
    """
    total, seen = 0, 0
    missing: tuple[int, int, int] | None = None
    for page in pages:
        yield from page.entries
        if page.total is None:
            continue
        total = max(total, page.total)
        seen += len(page.entries)
        if seen >= total:
            total = seen = 0
        else:
            missing = seen, total, page.record.line_of("total_count", "result_info")
    if seen < total and missing:
        raise MetadataError(f"holds {missing[0]:,} of {missing[1]:,} entries: {how}", missing[2])
