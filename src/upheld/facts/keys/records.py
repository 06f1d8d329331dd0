"""The values of a metadata file, whatever its syntax: mappings that know the place of each of their keys."""

from collections.abc import Iterator
from typing import Any, cast

from upheld.facts.keys.key import Moment
from upheld.facts.keys.moments import moment

MOST_RECORDS = 200_000
MOST_VALUES = 2_000_000
DEEPEST = 60
Place = tuple[int, int]
"""Line and column, both 1-based."""


class MetadataError(Exception):
    """A metadata file cannot be read; the message is the end of a sentence that begins with its path.

    It may name fields that are known, and never shows anything else of the file.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class Record(dict[str, Any]):
    """A mapping of a JSON or YAML document, or a row of a CSV file: values are texts, numbers, lists and records."""

    __slots__ = ("column", "line", "places")

    def __init__(self, line: int, column: int = 1) -> None:
        super().__init__()
        self.line, self.column = line, column
        self.places: dict[str, Place] = {}

    def text(self, *keys: str) -> str | None:
        """Return the first of these members that is a text and not empty, stripped."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def name(self, *keys: str) -> str | None:
        """Return the first of these members that is a text or a whole number, as a text."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def flag(self, key: str) -> bool | None:
        """Return a member that is true or false, also as a text; None where it is neither."""
        value = self.get(key)
        if isinstance(value, str):
            return {"true": True, "false": False}.get(value.strip().lower())
        return value if isinstance(value, bool) else None

    def record(self, *keys: str) -> "Record":
        """Return the mapping that is reached by these keys; an empty one where there is none."""
        found: Record = self
        for key in keys:
            value = found.get(key)
            found = value if isinstance(value, Record) else Record(found.line_of(key))
        return found

    def records(self, key: str) -> list["Record"]:
        """Return the mappings in a member that is a list; others in it are left out."""
        return records_in(self.get(key))

    def texts(self, key: str) -> list[str]:
        """Return the texts in a member that is a list of them."""
        value = self.get(key)
        return (
            [each for each in cast("list[object]", value) if isinstance(each, str)] if isinstance(value, list) else []
        )

    def moment(self, *keys: str) -> Moment:
        """Return the first of these members that is a time; None where none is there, or it is empty.

        Raises:
            MetadataError: it is no time.
        """
        for key in keys:
            try:
                found = moment(self.get(key))
            except ValueError as error:
                raise MetadataError(f"has a field `{key}` that {error}", *self.place_of(key)) from None
            if found is not None:
                return found
        return None

    def has(self, *keys: str) -> bool:
        """Tell whether all of these members are there."""
        return all(key in self for key in keys)

    def line_of(self, *keys: str) -> int:
        """Return the line of the first of these members that is there, else that of the record."""
        return self.place_of(*keys)[0]

    def place_of(self, *keys: str) -> Place:
        """Return the place of the first of these members that is there, else that of the record."""
        return next((self.places[key] for key in keys if key in self.places), (self.line, self.column))


def records_in(value: object) -> list[Record]:
    """Return the mappings in a value that is a list; others in it are left out."""
    return [each for each in cast("list[object]", value) if isinstance(each, Record)] if isinstance(value, list) else []


def each_record(value: object) -> Iterator[Record]:
    """Yield every mapping in a value, those in other mappings too, in the order of the document."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Record):
            yield found
            waiting.extend(reversed(list(found.values())))
        elif isinstance(found, list):
            waiting.extend(reversed(cast("list[object]", found)))
