"""Policy text to a document, and a document to promises."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import ClassVar, Protocol

from upheld.files import UnreadableFileError
from upheld.lines import split_lines
from upheld.model import Location, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document, Table
from upheld.policy.kept_blocks import Blocks, kept_blocks

_LONGEST, _LONGEST_RESTRUCTURED = 500_000, 50_000
"""In characters; GitHub shows no more of a document either, and docutils takes many times as long as the other readers."""
_MOST_TABLES, _MOST_ROWS = 100, 3000


class Kind(Protocol):
    """A kind of promise that can be read from a policy: a `Promise` class with a `read` method."""

    kind: str

    @classmethod
    def read(cls, document: Document) -> Iterator[Promise]:
        """Yield each promise of this kind, in the order in which the document makes them."""
        ...


@dataclass(frozen=True, kw_only=True)
class UnreadKind(Promise):
    """Stands for the promises of a kind whose `read` failed: nobody knows whether there are any."""

    kind: ClassVar[str] = "unread-kind"
    of: str
    error: Exception | SystemExit


def read_document(path: str, source: str, *, keep: bool = False) -> Document:
    """Read a document by its file name's ending: Markdown, reStructuredText, else plain text.

    To `keep` is to look for what it was taken apart to in the user's cache, and to leave it there.

    Raises:
        UnreadableFileError: longer, deeper or with more tables than any policy that people read.
    """
    longest = _LONGEST_RESTRUCTURED if path.lower().endswith(".rst") else _LONGEST
    if len(source) > longest:
        raise UnreadableFileError(f"{path} has {len(source):,} characters; at most {longest:,} are read")
    try:
        read, library = _reader(path, source)
        blocks = kept_blocks(source, read, library) if keep and library else read(source)
    except RecursionError as error:
        raise UnreadableFileError(f"{path} is nested too deeply to be read") from error
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error}") from error
    tables = [block for block in blocks if isinstance(block, Table)]
    if len(tables) > _MOST_TABLES or sum(len(table.rows) for table in tables) > _MOST_ROWS:
        raise UnreadableFileError(
            f"{path} has more than {_MOST_TABLES} tables or {_MOST_ROWS:,} rows, which is not read"
        )
    return Document(path, source, blocks)


def promises_in(document: Document, kinds: Iterable[type[Promise]]) -> tuple[Promise, ...]:
    """Read every promise of these kinds, in the order of the document.

    A class without a `read` method is a kind that is stated elsewhere; the policy is not asked for it. A kind whose
    `read` fails silences no other: an `UnreadKind` stands for it.
    """
    promises = [promise for kind in kinds for promise in _read(kind, document)]
    return tuple(sorted(promises, key=_place))


def _place(promise: Promise) -> tuple[str, int, int, str]:
    # Not the location itself: its end may be missing, and nothing compares with that.
    at = promise.location
    return at.path, at.line, at.column, promise.kind


def _read(kind: type[Promise], document: Document) -> list[Promise]:
    reader: Callable[[Document], Iterator[Promise]] | None = getattr(kind, "read", None)
    try:
        return list(reader(document)) if reader else []
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a third party's kind may fail in any way
        return [UnreadKind(location=Location(document.path), quote="", stated=False, of=kind.kind, error=error)]


# Each reader is imported when it is needed: docutils alone takes longer to import than a run without it.


def _reader(path: str, source: str) -> tuple[Callable[[str], Blocks], str | None]:
    """Return what takes a text apart, and the library that it needs for that."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".rst":
        return _restructured, "docutils"
    if suffix in {".txt", ""} and not _looks_like_markdown(source):
        return _plain, None
    return _markdown, "markdown_it"


def _restructured(source: str) -> Blocks:
    from upheld.policy.restructured import restructured_blocks  # noqa: PLC0415

    return restructured_blocks(source)


def _markdown(source: str) -> Blocks:
    from upheld.policy.markdown import markdown_blocks  # noqa: PLC0415

    return markdown_blocks(source)


def _plain(source: str) -> Blocks:
    from upheld.policy.plain import plain_blocks  # noqa: PLC0415

    return plain_blocks(source)


def _looks_like_markdown(source: str) -> bool:
    return any(line.startswith("#") or line.lstrip().startswith("|") for line in split_lines(source))
