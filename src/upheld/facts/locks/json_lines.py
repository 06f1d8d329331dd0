"""JSON read with places: what is walked by hand says where it stands, what is not goes to the C parser at once."""

import json
import re
from collections.abc import Iterator
from typing import Any

from upheld.facts.locks.entries import shown
from upheld.facts.locks.pins import LockError

_SPACE = re.compile(r"[ \t\n\r]*")
_NEXT = re.compile(r"[ \t\n\r]*([,}])[ \t\n\r]*")
_KEY = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*')
_FIRST = re.compile(r'\{[ \t\n\r]*"([^"\\\x00-\x1f]*)"')
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _TwiceError(twice)
    return found


class _TwiceError(Exception):
    """A key stands twice in one mapping: two readers could read two different things."""


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


class JsonText:
    """A JSON document and the place up to which it was read.

    Every method raises LockError where the document is no JSON, is nested too deep, or says a key twice.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at: int = self._past(_SPACE, 0)
        self._asked = 0, 1

    def line(self, at: int) -> int:
        """Return the 1-based line of a place; cheap where it is near to the last one that was asked for."""
        before, line = self._asked
        line += self.text.count("\n", before, at) if at >= before else -self.text.count("\n", at, before)
        self._asked = at, line
        return line

    def members(self) -> Iterator[tuple[str, int]]:
        """Yield each key of the mapping here with its place; whoever does not read the value lets it be skipped."""
        if not self.text.startswith("{", self.at):
            raise self._error("is no JSON object where one was expected")
        self.at = self._past(_SPACE, self.at + 1)
        if self.text.startswith("}", self.at):
            self.at += 1
            return
        seen: set[str] = set()
        while True:
            key, key_at, value_at = self._key()
            if key in seen:
                raise self._error(f"says {shown(key)} twice in one mapping", key_at)
            seen.add(key)
            yield key, key_at
            if self.at == value_at:
                self.value()
            match = _NEXT.match(self.text, self.at)
            if match is None:
                raise self._error("is no JSON: expected a comma or a closing brace")
            self.at = match.end()
            if match[1] == "}":
                return

    def value(self) -> Any:
        """Return the value here and go past it."""
        try:
            found, self.at = _DECODER.raw_decode(self.text, self.at)
        except _TwiceError as error:
            raise self._error(f"says {shown(error)} twice in one mapping") from error
        except json.JSONDecodeError as error:
            raise self._error(f"is no JSON: {error.msg}", error.pos) from error
        except ValueError as error:
            raise self._error("is no JSON: a number has too many digits") from error
        except RecursionError as error:
            raise self._error("is nested too deeply") from error
        return found

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self._past(_SPACE, self.at) != len(self.text):
            raise self._error("is no JSON: more follows its end")

    def line_of(self, key: str, at: int, otherwise: int) -> int:
        """Return the line of a key of the mapping at a place that was read before, or else of another place."""
        first = _FIRST.match(self.text, at)
        if first and first[1] == key:
            return self.line(first.start(1))
        start, self.at = self.at, at
        found = next((key_at for each, key_at in self.members() if each == key), otherwise)
        self.at = start
        return self.line(found)

    def _key(self) -> tuple[str, int, int]:
        key_at = self.at
        if plain := _KEY.match(self.text, key_at):
            self.at = plain.end()
            return plain[1], key_at, self.at
        if not self.text.startswith('"', key_at):
            raise self._error("is no JSON: expected a key in double quotes")
        key = self.value()
        match = _COLON.match(self.text, self.at)
        if not match:
            raise self._error("is no JSON: expected a colon")
        self.at = match.end()
        return key, key_at, self.at

    def _past(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def _error(self, message: str, at: int | None = None) -> LockError:
        return LockError(message, self.line(self.at if at is None else at))
