"""Answers that come in pages: a list whose last page is missing is no inventory."""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.records import MetadataError, Record


def refuse_cut_short(document: Document, *markers: str) -> None:
    """Make sure that the last page says of no further one.

    Raises:
        MetadataError: it holds one of the markers (`NextToken`, `IsTruncated`, ...), so that keys are missing.
    """
    if document.pages:
        last = document.pages[-1]
        marker = next((each for each in markers if last.get(each)), None)
        if marker:
            message = f"is cut short: its last page has `{marker}`, so there are more keys than it tells of"
            raise MetadataError(message, *last.place_of(marker))


def all_have(records: Iterator[Record] | list[Record] | tuple[Record, ...], *names: str) -> bool:
    """Tell whether there are records, and each has these members."""
    found = list(records)
    return bool(found) and all(each.has(*names) for each in found)


def is_page_of(document: Document, key: str) -> bool:
    """Tell whether every root is a mapping with a member that is a list."""
    return (
        bool(document.pages)
        and len(document.pages) == len(document.roots)
        and all(isinstance(page.get(key), list) for page in document.pages)
    )
