"""JSON as records: one document, or several after one another (JSON lines, the pages of a command line)."""

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn, cast

from upheld.facts.keys.records import DEEPEST, MOST_RECORDS, MOST_VALUES, MetadataError, Record

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_KEY_END = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_NEXT = re.compile(r"[ \t\n\r]*([,}\]])[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?P<real>\.[0-9]{1,30})?(?P<power>[eE][+-]?[0-9]{1,2})?(?![0-9.eE])")
_WORD = re.compile(r"true|false|null")
_WORDS = {"true": True, "false": False, "null": None}


def read_json(text: str) -> Iterator[Any]:
    """Yield the value of each document in a text whose line ends are newlines.

    Raises:
        MetadataError: no JSON, nested too deeply, too many values, or a key that stands twice in one mapping.
    """
    walk = _Walk(text)
    while walk.at < len(text):
        yield walk.value(1)
        walk.past_space()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._line, self._line_start, self._counted = 1, 0, 0
        self._records = self._values = 0
        self.past_space()

    def past_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def value(self, depth: int) -> Any:
        self._values += 1
        if self._values > MOST_VALUES:
            self._fail(f"has more than {MOST_VALUES:,} values")
        first = self.text[self.at : self.at + 1]
        if first == '"':
            return self._string()
        if first and first in "{[":
            if depth > DEEPEST:
                self._fail(f"is nested more than {DEEPEST} levels deep")
            return self._mapping(depth) if first == "{" else self._list(depth)
        return self._scalar()

    def _mapping(self, depth: int) -> Record:
        record = Record(*self._place(self.at))
        self._records += 1
        if self._records > MOST_RECORDS:
            self._fail(f"has more than {MOST_RECORDS:,} entries")
        if self._opened("}"):
            return record
        while True:
            place = self._place(self.at)
            if not self.text.startswith('"', self.at):
                self._fail("is not valid JSON: expected a key in double quotes")
            key = self._string()
            if key in record:
                raise MetadataError("says a key twice in one mapping", *place)
            match = _KEY_END.match(self.text, self.at) or self._fail("is not valid JSON: expected a colon")
            self.at = match.end()
            record.places[key] = place
            record[key] = self.value(depth + 1)
            if self._closed("}"):
                return record

    def _list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        if self._opened("]"):
            return values
        while True:
            values.append(self.value(depth + 1))
            if self._closed("]"):
                return values

    def _opened(self, end: str) -> bool:
        """Go past an opening bracket, and past its end where nothing is between them; tell whether that was so."""
        self.at += 1
        self.past_space()
        if self.text.startswith(end, self.at):
            self.at += 1
            return True
        return False

    def _closed(self, end: str) -> bool:
        match = _NEXT.match(self.text, self.at)
        if match is None or match[1] not in {",", end}:
            self._fail("is not valid JSON: expected a comma or a closing bracket")
        self.at = match.end() if match[1] == "," else match.end(1)
        return match[1] == end

    def _string(self) -> str:
        try:
            text, self.at = _DECODER.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self.at = error.pos
            self._fail("is not valid JSON: a text that does not end, or with a character that JSON does not allow")
        return cast("str", text)

    def _scalar(self) -> Any:
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            return _WORDS[word[0]]
        match = _NUMBER.match(self.text, self.at) or self._fail("is not valid JSON: expected a value")
        self.at = match.end()
        return float(match[0]) if match["real"] or match["power"] else int(match[0])

    def _place(self, at: int) -> tuple[int, int]:
        """Return line and column of a place that is not before the last one that was asked for."""
        self._line += self.text.count("\n", self._counted, at)
        last = self.text.rfind("\n", self._counted, at)
        self._line_start = last + 1 if last >= 0 else self._line_start
        self._counted = at
        return self._line, at - self._line_start + 1

    def _fail(self, message: str) -> NoReturn:
        raise MetadataError(message, *self._place(max(self.at, self._counted)))
