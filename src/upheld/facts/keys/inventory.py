"""Which keys there are: the metadata files that a run is given, and those that the repository keeps."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from upheld.facts.keys.document import MOST_BYTES, Document, read_document
from upheld.facts.keys.kept import FILES, FOLDER, is_kept
from upheld.facts.keys.key import Evidence, Inventory, Key, LeftOut
from upheld.facts.keys.published import published
from upheld.facts.keys.readers import Reader, reader_of
from upheld.facts.keys.records import MetadataError
from upheld.facts.keys.refusal import refuse_secrets, refuse_values
from upheld.files import UnreadableFileError, read_inside
from upheld.model import Location
from upheld.repository import Repository

_MOST_FILES = 200
_LISTS_KEYS = re.compile(rb"^keys[ \t]*:", re.MULTILINE)
UNKNOWN = "is no metadata of keys that is read here; `upheld keys --help` says where to read which are"


@lru_cache(maxsize=8)
def inventory(repository: Repository, evidence: tuple[Path, ...] = ()) -> Inventory:
    """Return the keys that the given files and those of the repository tell of; what fails is told in it.

    A file that is given or lies in `.upheld/keys` and that nothing recognises is a problem (`UNKNOWN`); a `keys.yml`
    that lists no keys is not. Reports of scanners are not for here: they may quote what they found.
    """
    given = [each for file in evidence for each in _given(file, repository.root)]
    seen = {each.path for each in given}
    found = [each for path in kept_files(repository) if path not in seen for each in _kept(repository, path)]
    seen |= {each.path for each in found}
    public = [each for each in _public(repository) if each.path not in seen]
    return Inventory((*given, *found, *public))


def _public(repository: Repository) -> Iterator[Evidence]:
    """Yield what is published, where it is recognised: what a policy names beside it may be a signature."""
    public = published(repository)
    for block in public.blocks:
        if block.error:
            yield _failed(block.path, str(block.error), block.error.line)
        elif reader := reader_of(block):
            yield _read_part(block, reader)
    for path, data in public.files:
        yield from read_evidence(path, data, given=False)


def kept_files(repository: Repository) -> tuple[str, ...]:
    """Return the metadata files that a repository keeps: `keys.yml`, and what is in `.upheld/keys`."""
    names: list[str] = []
    with suppress(UnreadableFileError):  # a link that leads out of the repository: then nothing is kept there
        names = [f"{FOLDER}/{name}" for name in repository.names(FOLDER)]
    return (*FILES, *filter(is_kept, names[:_MOST_FILES]))


def _given(file: Path, root: Path) -> tuple[Evidence, ...]:
    try:
        full = file.resolve()
        path = full.relative_to(root.resolve()).as_posix() if full.is_relative_to(root.resolve()) else file.as_posix()
        data = read_inside(full.parent, full.name, MOST_BYTES)
    except (OSError, RuntimeError, UnreadableFileError) as error:
        return (_failed(file.as_posix(), str(error)),)
    if data is None:
        return (_failed(path, "is not there"),)
    return read_evidence(path, data, given=True)


def _kept(repository: Repository, path: str) -> tuple[Evidence, ...]:
    try:
        data = repository.read_bytes(path, limit=MOST_BYTES)
    except UnreadableFileError as error:
        return (_failed(path, str(error)),)
    return () if data is None else read_kept(path, data)


def read_kept(path: str, data: bytes) -> tuple[Evidence, ...]:
    """Return what a file that the repository keeps tells."""
    # What lies in the folder is there to be read; a `keys.yml` may be another program's, unless it lists keys.
    meant = path.startswith(f"{FOLDER}/") and not path.endswith(".txt")
    return read_evidence(path, data, given=meant or bool(_LISTS_KEYS.search(data)))


def read_evidence(path: str, data: bytes, *, given: bool = True) -> tuple[Evidence, ...]:
    """Return what a file tells, an export part by part; nothing where it was not given and nothing recognises it."""
    if not data.strip():
        return (_failed(path, "is empty: whatever should have written it failed"),) if given else ()
    try:
        document = read_document(path, data)
        parts = [(part, reader_of(part)) for part in document.parts()]
    except MetadataError as error:
        return (_failed(path, str(error), error.line),) if given else ()
    known = [reader for _, reader in parts if reader]
    if not known and not given:
        return ()
    try:
        refuse_secrets(document, how=getattr(known[0], "HOW", None) if known else None)
    except MetadataError as error:
        return (_failed(path, str(error), error.line),)
    return (*(_read_part(part, reader) for part, reader in parts), *_missing(document))


def _missing(document: Document) -> Iterator[Evidence]:
    """Yield the gaps of an export: lists that were asked for and that the service did not tell."""
    for page in document.pages if document.is_export else ():
        for each in page.records("missing"):
            yield _failed(document.path, "lacks a list that was asked for, and says why in `missing`", each.line)


def _read_part(document: Document, reader: Reader | None) -> Evidence:
    how, values, public = (getattr(reader, name, None) for name in ("HOW", "VALUES", "PUBLIC"))
    try:
        refuse_values(document, values=values or (), public=public or (), how=how)
    except MetadataError as error:
        return _failed(document.path, str(error), error.line)
    if reader is not None:
        return _taken(document, reader)
    wrong = document.error
    return _failed(document.path, str(wrong) if wrong else UNKNOWN, wrong.line if wrong else 1)


def _taken(document: Document, reader: Reader) -> Evidence:
    keys: list[Key] = []
    left_out: list[LeftOut] = []
    problem: str | None = None
    line = 1
    made: datetime | None = None
    try:
        made = _made(document, reader)
        for each in reader.read(document):
            if isinstance(each, Key):
                keys.append(each)
            else:
                left_out.append(each)
    except MetadataError as error:
        problem, line = str(error), error.line
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError, OverflowError):
        problem = f"is not as {reader.SOURCE} writes it"
    if problem is None and made is not None:
        problem, line = next(_ahead(keys, made), (None, 1))
    return Evidence(document.path, reader.SOURCE, made, tuple(keys), problem, line, tuple(left_out))


def _made(document: Document, reader: Reader) -> datetime | None:
    own = getattr(reader, "made", None)
    told = own(document) if own else None
    return told if isinstance(told, datetime) else document.made


def _ahead(keys: Iterable[Key], made: datetime) -> Iterator[tuple[str, int]]:
    for key in keys:
        if name := key.ahead_of(made):
            yield f"says that a key was {name} after the file itself was made", key.location.line


def _failed(path: str, why: str, line: int = 1) -> Evidence:
    return Evidence(path, "", None, problem=why.removeprefix(path).strip(), line=line)


def place_of(evidence: Evidence) -> Location:
    """Return where the problem of a file is."""
    return Location(evidence.path, evidence.line)
