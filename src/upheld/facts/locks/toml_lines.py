"""TOML locks with the line of every value: fast where a tool wrote the text, else through `tomllib`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from upheld.facts.locks.pins import MOST_ENTRIES, LockError
from upheld.toml import read_toml_text

MOST_CHARACTERS = 4_000_000
"""What is read of a text that no tool would write so: `tomllib` takes seconds for more."""

_HEADER = re.compile(r"\[(?:\[([\w.-]{1,200})\]|([\w-]{1,100}(?:\.(?:[\w-]{1,200}|\"[^\"\\]{1,200}\")){0,5}))\]")
_KEY = re.compile(r'[\w-]{1,200}|"[^"\\]{1,200}"')
_QUOTED_HASHES = re.compile(r'(?:[^"#\']|"[^"\\]*")*')
"""A line on which no mark begins a comment."""
_COMMENTED = re.compile(r'("[^"\\]*"|[\w.:+-]+) +#.*')
_LAST = {'"': '"', "[": "]", "{": "}", "'": "'"}
_BEGINS, _ENDS = frozenset('{"'), frozenset(',}"')
_BARE = re.compile(r"[\w.:+-]+")
_TOKEN = re.compile(
    r'#[^\n]*|"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r'|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}|"(?:[^"\\\n]|\\[^\n])*+"|\'[^\'\n]*\''
    r"|(?P<header>^[ \t]*\[\[[ \t]*[\"']?(?P<array>[\w-]+)[\"']?[ \t]*\]\])|(?P<table>^[ \t]*\[[^\n]*)"
    r"|(?P<key>^[ \t]*(?P<name>[\w-]+)[ \t]*=)",
    re.MULTILINE | re.DOTALL,
)


class Table:
    """One table: its values, the lines on which they stand, the tables within it."""

    __slots__ = ("_lines", "_values", "line", "tables")

    def __init__(self, line: int) -> None:
        self.line = line
        self.tables: dict[str, Table] = {}
        self._values: dict[str, Any] = {}
        self._lines: dict[str, int] = {}

    def line_of(self, *keys: str) -> int:
        """Return the line of the first of these keys that is there, else where the table begins."""
        return next((self._lines[key] for key in keys if key in self._lines), self.line)

    def get(self, key: str) -> Any:
        """Return a value, or None where there is none."""
        found = self._values.get(key)
        return found.value if isinstance(found, _Written) else found

    def text(self, key: str) -> str | None:
        """Return a value that is a text, or None."""
        found = self.get(key)
        return found if isinstance(found, str) else None

    def table(self, key: str) -> "Table":
        """Return a table within this one, an empty one where there is none."""
        return self.tables.get(key) or Table(self.line)

    def has(self, key: str) -> bool:
        """Tell whether there is a value or a table of this name."""
        return key in self._values or key in self.tables

    def keys(self) -> Sequence[str]:
        """Return the names of the values."""
        return tuple(self._values)

    def elements(self, key: str) -> Iterator[Any]:
        """Yield what an array holds; as it is written (`Raw`) where each element has a line of its own."""
        found = self._values.get(key)
        if isinstance(found, _Written) and len(found.lines) > 1:
            yield from map(Raw, found.lines[1:-1])
        else:
            value = self.get(key)
            yield from cast("list[object]", value) if isinstance(value, list) else ()

    def set_written(self, key: str, written: "_Written", line: int) -> bool:
        """Take a value as it is written; False where the key is there already."""
        if key in self._values:
            return False
        self._values[key] = written
        self._lines[key] = line
        return True

    def set_read(self, values: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        """Take values that `tomllib` read."""
        self._values = dict(values)
        self._lines = dict(lines)
        for key, value in values.items():
            if isinstance(value, dict):
                within = Table(self._lines.get(key, self.line))
                within.set_read(cast("dict[str, Any]", value), {})
                self.tables[key] = within


class Raw(str):
    """An element of an array as it is written, with its indent and its comma."""

    __slots__ = ()

    @property
    def value(self) -> Any:
        """What it says."""
        return _parsed(self.strip().rstrip(","))


class _Written:
    """A value as it is written, to be read when somebody asks for it."""

    __slots__ = ("lines",)

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    @property
    def value(self) -> Any:
        first = self.lines[0]
        if len(self.lines) == 1 and first[0] == '"' and "\\" not in first and first.find('"', 1) == len(first) - 1:
            return first[1:-1]
        return _parsed("\n".join(self.lines))


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    try:
        return read_toml_text(f"value = {text}")["value"]
    except (ValueError, KeyError) as error:
        raise LockError(f"is no TOML: {text[:60]!r} is no value") from error


def read_tables(text: str, array: str) -> tuple[Table, tuple[Table, ...]]:
    """Return the table at the root, and those of an array such as `[[package]]`, in their order.

    Raises:
        LockError: no TOML, nested too deeply, or too much of it.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    tables = _as_a_tool_writes(text, array) or _in_any_layout(text, array)
    if len(tables[1]) > MOST_ENTRIES:
        raise LockError(f"has more than {MOST_ENTRIES:,} entries", tables[1][MOST_ENTRIES].line)
    return tables


# As a tool writes it: a value or a header a line, and arrays of which each element has a line of its own


def _as_a_tool_writes(text: str, array: str) -> tuple[Table, tuple[Table, ...]] | None:
    """Return the tables where the text has no other meaning than its lines; None where it may have."""
    if '"""' in text or "'''" in text or "\r" in text:
        return None
    root = current = Table(1)
    entries: list[Table] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not line or line[0] == "#":
            continue
        if line[0] != "[":
            number = _taken(lines, number, line, current)
        elif opened := _opened(line, array, root, entries, number):
            current = opened
        else:
            return None
        if not number:
            return None
    return None if root.has(array) else (root, tuple(entries))


def _taken(lines: list[str], number: int, line: str, table: Table) -> int:
    """Take the value that begins on a line; return the number of its last line, 0 where it may mean something else."""
    key, _, value = line.partition(" = ")
    if not value or not (key.isidentifier() or _KEY.fullmatch(key)):
        return 0
    if "#" in value and (commented := _COMMENTED.fullmatch(value)):
        value = commented[1]
    end = number
    if value in {"[", "[["}:
        end = _array_end(lines, number)
        written = _Written(value, *lines[number:end])
    elif _ends_on_its_line(value):
        written = _Written(value)
    else:
        return 0
    return end if table.set_written(key.strip('"'), written, number) else 0


def _opened(line: str, array: str, root: Table, entries: list[Table], number: int) -> Table | None:
    match = _HEADER.fullmatch(line)
    if match is None:
        return None
    if match[1]:
        table = Table(number)
        if match[1] == array:
            entries.append(table)
        return table
    first, *rest = match[2].split(".") if '"' not in match[2] else (match[2].partition(".")[0], match[2])
    table = root
    if first == array:
        if not entries or not rest:
            return None
        table = entries[-1]
    else:
        rest.insert(0, first)
    for part in rest[:-1]:
        table = table.tables.setdefault(part, Table(number))
    if rest[-1] in table.tables:
        return None
    table.tables[rest[-1]] = Table(number)
    return table.tables[rest[-1]]


def _array_end(lines: list[str], start: int) -> int:
    """Return the number of the line that ends an array, each element of which has a line; 0 where it is not so."""
    for number in range(start, len(lines)):
        line = lines[number]
        if line[:1] == " ":
            if line.lstrip(" ")[:1] not in _BEGINS or line[-1] not in _ENDS:
                return 0
            if "#" in line and not _QUOTED_HASHES.fullmatch(line):
                return 0
        elif line in {"]", "]]"}:
            return number + 1
        elif line != "], [":
            return 0
    return 0


def _ends_on_its_line(value: str) -> bool:
    if "#" in value and not _QUOTED_HASHES.fullmatch(value):
        return False
    last = _LAST.get(value[0])
    return value[-1] == last and len(value) > 1 if last else bool(_BARE.fullmatch(value))


# In any layout


def _in_any_layout(text: str, array: str) -> tuple[Table, tuple[Table, ...]]:
    if len(text) > MOST_CHARACTERS:
        raise LockError(
            f"has {len(text):,} characters and is not laid out as its tool does; no more than "
            f"{MOST_CHARACTERS:,} are read then"
        )
    try:
        data = read_toml_text(text)
    except RecursionError:
        raise LockError("is nested too deeply") from None
    except ValueError as error:
        raise LockError(f"is no TOML: {error}", _line_told(error)) from error
    found = data.pop(array, [])
    if not isinstance(found, list):
        raise LockError(f"has no list of tables {array!r}")
    root = Table(1)
    root.set_read(data, {})
    values = cast("list[object]", found)
    places = list(_places(text, array))
    known = len(places) == len(values)
    entries: list[Table] = []
    for index, each in enumerate(values):
        if not isinstance(each, dict):
            raise LockError(f"has something else than a table in {array!r}")
        line, lines = places[index] if known else (1, {})
        table = Table(line)
        table.set_read(cast("dict[str, Any]", each), lines)
        entries.append(table)
    return root, tuple(entries)


def _places(text: str, array: str) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield the line of each header of the array with those of its values; what strings and comments hold is none."""
    line, before = 1, 0
    current: tuple[int, dict[str, int]] | None = None
    inner = False
    for match in _TOKEN.finditer(text):
        if not (match["header"] or match["table"] or match["key"]):
            continue
        line, before = line + text.count("\n", before, match.start()), match.start()
        if match["key"]:
            if current and not inner:
                current[1].setdefault(match["name"], line)
        elif match["header"]:
            inner = match["array"] != array
            if not inner:
                if current:
                    yield current
                current = (line, {})
        else:
            inner = True
    if current:
        yield current


def _line_told(error: ValueError) -> int:
    match = re.search(r"at line (\d{1,9})", str(error))
    return int(match[1]) if match else 1
