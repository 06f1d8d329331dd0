"""One module a source of metadata, with a page beside it; found by being there.

A module holds:

- `SOURCE`: what it reads, as reports name it;
- `recognises(document) -> bool`: whether the shape of a document is its own; it looks at names of fields, never at the
  name of the file, and raises nothing;
- `read(document)`: yields each Key, and a LeftOut for what is no key of the project's; raises MetadataError where an
  entry cannot be read, so that what came before is kept and the file is told as not read whole.

It may hold:

- `HOW`: how to export the file without values, told where one is refused;
- `VALUES`: names of fields that hold a value in this source only, beside those that `refusal.py` knows;
- `PUBLIC`: names of fields that `refusal.py` knows and that hold no value in this source;
- `made(document)`: when the metadata were taken, where the source says it otherwise than by `generated_at`;
- `LAST = True`: it is asked when no other reader recognises the document.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, LeftOut


class Reader(Protocol):
    """A module of this package."""

    SOURCE: str

    @staticmethod
    def recognises(document: Document) -> bool:
        """Tell whether the shape of a document is that of the source."""
        ...

    @staticmethod
    def read(document: Document) -> Iterator[Key | LeftOut]:
        """Yield what the document tells of."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader by its name, those that are asked last at the end."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [cast("Reader", import_module(f"{__name__}.{name}")) for name in names]
    ours = [each for each in found if hasattr(each, "recognises")]
    return tuple(sorted(ours, key=lambda each: getattr(each, "LAST", False)))


def reader_of(document: Document) -> Reader | None:
    """Return the reader whose source a document is."""
    return next((each for each in readers() if each.recognises(document)), None)
