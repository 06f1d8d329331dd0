"""A metadata file, parsed once by what it holds, not by its name: JSON, YAML, CSV, PEM blocks, or plain text."""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from upheld.facts.keys.csv_records import looks_like_csv, read_csv
from upheld.facts.keys.json_records import read_json
from upheld.facts.keys.pem import Block, read_pem
from upheld.facts.keys.records import MetadataError, Record, records_in
from upheld.files import UnreadableFileError, decode
from upheld.model import Location
from upheld.nouns import dataclass

MOST_BYTES = 20 * 1024 * 1024
_JSON = re.compile(r"\s*[\[{]")
_PEM = re.compile(r"^-----BEGIN (?!PGP SIGNED MESSAGE)[A-Z0-9 ]{1,60}-----", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """What a reader is given: a file, or one answer of several that an export holds."""

    path: str
    form: str
    """`json`, `yaml`, `csv`, `pem`, `text` or `binary`."""
    data: bytes = field(repr=False)
    text: str = field(default="", repr=False)
    roots: tuple[Any, ...] = field(default=(), repr=False)
    """The values of JSON or YAML, one for each page or line that is a document of its own; the rows of CSV."""
    header: tuple[str, ...] = ()
    """The names of the columns of CSV."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """The armoured blocks of PEM or OpenPGP."""
    scope: str | None = None
    """What the metadata are about, where an export says so: a repository, an organisation, an environment."""
    taken: datetime | None = None
    """When the answer was taken, where an export says so."""
    error: MetadataError | None = None
    """Why the text is not what it looks like; told where no reader takes it as it is."""

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The mappings at the top: roots that are mappings, and those in roots that are lists."""
        found: list[Record] = []
        for root in self.roots:
            found += [root] if isinstance(root, Record) else records_in(root)
        return tuple(found)

    @cached_property
    def pages(self) -> tuple[Record, ...]:
        """The roots that are mappings: the pages of an answer, or the only one."""
        return tuple(root for root in self.roots if isinstance(root, Record))

    @cached_property
    def is_list(self) -> bool:
        """Whether every root is a list: what `gh api --paginate` and many command lines print."""
        return bool(self.roots) and not self.pages

    def listed(self, key: str) -> Iterator[Record]:
        """Yield the mappings in a member, a list, of every page."""
        for page in self.pages:
            yield from page.records(key)

    @cached_property
    def made(self) -> datetime | None:
        """When the metadata were taken, where the file says so: in `generated_at` at its top."""
        times = [page.moment("generated_at") for page in self.pages]
        known = [each for each in (self.taken, *times) if isinstance(each, datetime)]
        # The oldest: what was taken first may be out of date first.
        return min(known, default=None)

    def at(self, record: Record, *keys: str) -> Location:
        """Return the place of a record, or of the first of its keys that is there."""
        return Location(self.path, record.line_of(*keys))

    @property
    def is_export(self) -> bool:
        """Whether it was written by `upheld keys export`."""
        return len(self.roots) == 1 and bool(self.pages) and self.pages[0].has("generated_at", "answers")

    def parts(self) -> tuple["Document", ...]:
        """Return the answers that an export of `upheld keys export` holds, or the document itself.

        An export is `{"generated_at": ..., "answers": [{"scope": ..., "taken_at": ..., "data": ...}]}`; an answer of
        several documents has them in a list `pages` in place of `data`.
        """
        if not self.is_export:
            return (self,)
        return tuple(
            replace(
                self,
                roots=(each["data"],) if "data" in each else tuple(each.records("pages")),
                scope=each.text("scope"),
                taken=_oldest(each.moment("taken_at"), self.made),
            )
            for each in self.pages[0].records("answers")
            if "data" in each or "pages" in each
        )


def _oldest(*moments: object) -> datetime | None:
    return min((each for each in moments if isinstance(each, datetime)), default=None)


def read_document(path: str, data: bytes) -> Document:
    """Parse a file.

    Raises:
        MetadataError: it looks like JSON or CSV and is none, or is larger, deeper or longer than what is read.
    """
    if len(data) > MOST_BYTES:
        raise MetadataError(f"has {len(data):,} bytes; at most {MOST_BYTES:,} are read")
    try:
        text = decode(data, path, MOST_BYTES).replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableFileError:
        return Document(path, "binary", data)
    return parsed(Document(path, "text", data, text))


def parsed(document: Document) -> Document:
    """Return a document with the values that its text holds."""
    text = document.text
    if _JSON.match(text):
        return replace(document, form="json", roots=tuple(read_json(text)))
    if _PEM.search(text):
        return replace(document, form="pem", blocks=tuple(read_pem(text)))
    if looks_like_csv(text):
        try:
            header, rows = read_csv(text)
        except MetadataError as error:
            return replace(document, error=error)
        return replace(document, form="csv", header=header, roots=rows)
    return _as_yaml(document)


def _as_yaml(document: Document) -> Document:
    from upheld.facts.keys.yaml_records import read_yaml_records  # noqa: PLC0415 - PyYAML takes long to be imported

    try:
        roots = read_yaml_records(document.text)
    except MetadataError as error:
        return replace(document, error=error)
    return replace(document, form="yaml", roots=roots) if roots else document
