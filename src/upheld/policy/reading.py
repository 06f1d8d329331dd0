"""Policy text to a document, and a document to promises."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Protocol

from upheld.model import Promise
from upheld.policy.document import Block, Document


class Kind(Protocol):
    """A kind of promise that can be read from a policy: a `Promise` class with a `read` method."""

    kind: str

    @classmethod
    def read(cls, document: Document) -> Iterator[Promise]:
        """Yield each promise of this kind, in the order in which the document makes them."""
        ...


def read_document(path: str, source: str) -> Document:
    """Read a document by its file name's ending: Markdown, reStructuredText, else plain text."""
    return Document(path, source, _reader(path, source)(source))


def promises_in(document: Document, kinds: Iterable[type[Promise]]) -> tuple[Promise, ...]:
    """Read every promise of these kinds, in the order of the document.

    A class without a `read` method is a kind that is stated elsewhere; the policy is not asked for it.
    """
    readers = (reader for kind in kinds if (reader := getattr(kind, "read", None)) is not None)
    promises = [promise for reader in readers for promise in reader(document)]
    return tuple(sorted(promises, key=lambda promise: (promise.location, promise.kind)))


def _reader(path: str, source: str) -> Callable[[str], tuple[Block, ...]]:
    # Each reader is imported when it is needed: docutils alone takes longer to import than a run without it.
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".rst":
        from upheld.policy.restructured import restructured_blocks  # noqa: PLC0415

        return restructured_blocks
    if suffix == ".txt" or (suffix == "" and not _looks_like_markdown(source)):
        from upheld.policy.plain import plain_blocks  # noqa: PLC0415

        return plain_blocks
    from upheld.policy.markdown import markdown_blocks  # noqa: PLC0415

    return markdown_blocks


def _looks_like_markdown(source: str) -> bool:
    return any(line.startswith("#") or line.lstrip().startswith("|") for line in source.splitlines())
