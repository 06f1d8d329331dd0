"""JSON of which only a shape is wanted: the line of every member that is wanted is known, what is not is not kept.

So a document of many megabytes needs no more memory than what is wanted of it.
"""

import re
from collections.abc import Mapping
from typing import Any, cast

from upheld.facts.locks.json_lines import JsonText
from upheld.facts.locks.pins import LockError

Shape = Mapping[str, "Shape"] | tuple["Shape"] | None
"""A mapping is an object with the members wanted of it, a tuple of one is an array of such, None is any value."""

ANY = "*"
"""As the key of a shape: every other member of the object is wanted too."""

_UNENDED = "is not valid JSON: expected a comma or a closing bracket"
_BLANK = re.compile(r"[ \t\n]*")
_OPENING, _COMMA, _CLOSING = (re.compile(rf"{mark}[ \t\n]*") for mark in (r"\[", ",", r"\]"))

MOST_OBJECTS = 250_000
"""Objects of a shape that one document may have, small ones counted too."""


class Members(dict[str, Any]):
    """An object of a JSON document, as far as it was wanted, with the line of each member."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def text(self, key: str) -> str | None:
        """Return a member that is a text, or None."""
        value = self.get(key)
        return value if isinstance(value, str) else None

    def objects(self, key: str) -> list["Members"]:
        """Return the objects in a member that is an array of them; others in it are left out."""
        return [each for each in self._values(key) if isinstance(each, Members)]

    def texts(self, key: str) -> list[str]:
        """Return the texts in a member that is an array of them; others in it are left out."""
        return [each for each in self._values(key) if isinstance(each, str)]

    def line_of(self, *keys: str) -> int:
        """Return the line of the first of these members that is there, else that of the object."""
        return next((self.lines[key] for key in keys if key in self.lines), self.line)

    def _values(self, key: str) -> list[object]:
        value = self.get(key)
        return cast("list[object]", value) if isinstance(value, list) else []


def read_shaped(text: str, shape: Mapping[str, Shape]) -> Members:
    """Return what is wanted of a JSON document that has to be an object.

    Raises:
        LockError: no JSON, nested too deeply, a member that stands twice or is no object or array where it has to be,
            too many objects.
    """
    walk = _Walk(JsonText(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text))
    try:
        members = walk.members(shape)
        walk.json.end()
    except RecursionError as error:
        raise LockError("is nested too deep") from error
    return members


class _Walk:
    def __init__(self, json: JsonText) -> None:
        self.json = json
        self._objects = 0

    def members(self, shape: Mapping[str, Shape]) -> Members:
        members = Members(self.json.line(self.json.at))
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise LockError(f"has more than {MOST_OBJECTS:,} entries", members.line)
        for key, at in self.json.members():
            if key in shape or ANY in shape:
                members.lines[key] = self.json.line(at)
                members[key] = self._value(shape[key] if key in shape else shape[ANY])
        return members

    def _value(self, shape: Shape) -> Any:
        if shape is None or self.json.text.startswith("null", self.json.at):
            return self.json.value()
        return self._array(shape[0]) if isinstance(shape, tuple) else self.members(shape)

    def _array(self, shape: Shape) -> list[object]:
        if not self._passed(_OPENING):
            raise LockError("has something else where a list was expected", self.json.line(self.json.at))
        values: list[object] = []
        if self._passed(_CLOSING):
            return values
        while True:
            values.append(self._value(shape))
            self._passed(_BLANK)
            if self._passed(_CLOSING):
                return values
            if not self._passed(_COMMA):
                raise LockError(_UNENDED, self.json.line(self.json.at))

    def _passed(self, mark: re.Pattern[str]) -> bool:
        """Go past a mark where it is the next one, and tell whether it was."""
        match = mark.match(self.json.text, self.json.at)
        if match:
            self.json.at = match.end()
        return match is not None
