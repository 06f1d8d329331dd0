"""JSON as editors take it, with comments and last commas, as a tree whose every key and value knows its place."""

import json
import re
from typing import NoReturn

from upheld.items import Item, Pair

MOST_VALUES = 50_000
DEEPEST = 60

_BLANK = re.compile(r"(?:[ \t\n\r\ufeff]+|//[^\n\r]*|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_OTHER = re.compile(r"true|false|null|-?\d[\d.eE+-]*")
_DECODER = json.JSONDecoder(strict=False)


class JsoncError(ValueError):
    """A text is no JSON, not even with comments; nothing of it is in the message."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_jsonc(text: str, *, first_line: int = 1) -> Item:
    """Return the one value that a text holds; `first_line` is the number of its first line.

    Raises:
        JsoncError: no JSON, nested too deeply, or more values than are read.
    """
    reader = _Reader(text, first_line)
    item = reader.value(1)
    reader.end()
    return item


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._at = 0
        self._values = 0
        self._line, self._line_start, self._counted = first_line, 0, 0
        self._past_blank()

    def value(self, depth: int) -> Item:
        self._values += 1
        if self._values > MOST_VALUES:
            self._fail(f"has more than {MOST_VALUES:,} values")
        line, column = self._place()
        first = self._text[self._at : self._at + 1]
        if first in {"{", "["} and depth > DEEPEST:
            self._fail(f"is nested more than {DEEPEST} levels deep")
        if first == "{":
            return Item("mapping", line, column, pairs=self._pairs(depth))
        if first == "[":
            return Item("list", line, column, items=self._items(depth))
        if first == '"':
            return Item("text", line, column, self._string())
        if match := _OTHER.match(self._text, self._at):
            self._at = match.end()
            return Item("other", line, column, match[0])
        return self._fail("is not valid JSON: expected a value")

    def end(self) -> None:
        self._past_blank()
        if self._at != len(self._text):
            self._fail("is not valid JSON: more follows its end")

    def _pairs(self, depth: int) -> tuple[Pair, ...]:
        pairs: list[Pair] = []
        self._past(1)
        while not self._closes("}"):
            line, column = self._place()
            if not self._text.startswith('"', self._at):
                self._fail("is not valid JSON: expected a key in double quotes")
            key = self._string()
            self._past_blank()
            if not self._text.startswith(":", self._at):
                self._fail("is not valid JSON: expected a colon")
            self._past(1)
            pairs.append(Pair(key, line, column, self.value(depth + 1)))
            self._past_comma("}")
        return tuple(pairs)

    def _items(self, depth: int) -> tuple[Item, ...]:
        items: list[Item] = []
        self._past(1)
        while not self._closes("]"):
            items.append(self.value(depth + 1))
            self._past_comma("]")
        return tuple(items)

    def _closes(self, end: str) -> bool:
        if self._text.startswith(end, self._at):
            self._at += 1
            return True
        return False

    def _past_comma(self, end: str) -> None:
        self._past_blank()
        if self._text.startswith(",", self._at):
            self._past(1)
        elif not self._text.startswith(end, self._at):
            self._fail("is not valid JSON: expected a comma or a closing bracket")

    def _string(self) -> str:
        try:
            text, self._at = _DECODER.raw_decode(self._text, self._at)
        except ValueError:
            self._fail("is not valid JSON: a text that does not end")
        return str(text)

    def _past(self, count: int) -> None:
        self._at += count
        self._past_blank()

    def _past_blank(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _place(self) -> tuple[int, int]:
        self._line += self._text.count("\n", self._counted, self._at)
        last = self._text.rfind("\n", self._counted, self._at)
        self._line_start = last + 1 if last >= 0 else self._line_start
        self._counted = self._at
        return self._line, self._at - self._line_start + 1

    def _fail(self, message: str) -> NoReturn:
        raise JsoncError(message, self._place()[0])
