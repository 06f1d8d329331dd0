"""Reads the patches that `git log -p` streams: what each commit adds to each file, in bounded parts."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FORMAT = "%x01%H %ct %at"
"""What begins a commit, for `--format`: no line of a patch begins so."""

_MARK = 0x01
_PLUS, _MINUS, _AT, _D = b"+-@d"
_SIGNS, _CHANGED = b"+- ", b"+-"
_HUNK = re.compile(rb"@@+ (?:-\d+(?:,\d+)? )+\+(\d+)")
_MOST_BYTES = 4 << 20
_ESCAPED = re.compile(rb"\\([0-7]{3}|[abtnvfr\"\\])")
_UNESCAPED = {
    b"a": b"\a",
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"v": b"\v",
    b"f": b"\f",
    b"r": b"\r",
    b'"': b'"',
    b"\\": b"\\",
}


class Added(NamedTuple):
    """Lines that a commit adds to a file; those of its hunks follow each other without the lines between."""

    commit: str
    time: int
    """In seconds since 1970."""
    path: bytes
    text: bytes
    age: int
    """How many commits were told before it: of two of one second the one that comes later is older."""
    hunks: tuple[tuple[int, int], ...]
    """The number that a line of `text` (from 0) has in the file, for the first line of each hunk."""
    written: int = 0
    """When the commit was first written, by its own account."""

    def line(self, number: int) -> int:
        """Return the number in the file of a line of the text (from 1)."""
        at, first = next((hunk for hunk in reversed(self.hunks) if hunk[0] < number), self.hunks[0])
        return first + number - 1 - at


class Patches:
    """Reads one stream; afterwards it knows how many commits that had."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.commits = 0
        self._parts = parts
        self._commit, self._time, self._written, self._path = "", 0, 0, b""
        self._parents = 0
        """How many signs begin a line: as many as there are parents; 0 outside of hunks."""
        self._next = 1
        """The number in the file of the next line of a merge."""
        self._lines: list[bytes] = []
        self._hunks: list[tuple[int, int]] = []
        self._size = 0

    def __iter__(self) -> Iterator[Added]:
        rest = b""
        for part in self._parts:
            lines = (rest + part).split(b"\n")
            rest = lines.pop()
            yield from self._read(lines)
        yield from self._read([rest])
        yield from self._done()

    def _read(self, lines: list[bytes]) -> Iterator[Added]:
        for line in lines:
            sign = line[0] if line else 0
            if self._parents == 1 and sign in _CHANGED:
                if sign == _PLUS:
                    self._lines.append(line)
                    self._size += len(line)
                    if self._size > _MOST_BYTES:
                        yield from self._cut()
            elif self._parents > 1 and sign in _SIGNS:
                self._merge(line)
            elif sign == _AT and (match := _HUNK.match(line)):
                self._parents = line.index(b" ") - 1
                self._next = int(match[1])
                self._hunks.append((len(self._lines), self._next))
            elif sign == _MARK:
                yield from self._done()
                self._begin(line)
            elif sign == _D and line.startswith(b"diff --"):
                yield from self._done()
            elif sign == _PLUS and line.startswith(b"+++ "):
                self._path = _path(line[4:])

    def _merge(self, line: bytes) -> None:
        """Take a line of a merge: it is added where no parent has it."""
        signs = line[: self._parents]
        if signs == b"+" * self._parents:
            self._hunks.append((len(self._lines), self._next))
            self._lines.append(line)
        self._next += b"-" not in signs

    def _begin(self, line: bytes) -> None:
        name, *times = line[1:].split(b" ")
        self._commit = name.decode("ascii", "replace")
        self._time, self._written = (*(int(time) if time.isdigit() else 0 for time in times), 0, 0)[:2]
        self.commits += 1

    def _cut(self) -> Iterator[Added]:
        """Yield what there is of a hunk that goes on."""
        at, first = self._hunks[-1]
        following = first + len(self._lines) - at
        yield from self._told()
        self._hunks = [(0, following)]

    def _done(self) -> Iterator[Added]:
        yield from self._told()
        self._hunks, self._path, self._parents = [], b"", 0

    def _told(self) -> Iterator[Added]:
        if self._lines and self._path:
            text = (b"\n" + b"\n".join(self._lines)).replace(b"\n" + b"+" * self._parents, b"\n")[1:]
            yield Added(self._commit, self._time, self._path, text, self.commits, tuple(self._hunks), self._written)
        self._lines, self._size = [], 0


def _path(shown: bytes) -> bytes:
    """Return the path behind `+++`, which git quotes where it holds quotes, backslashes or control characters."""
    shown = shown.removesuffix(b"\t")
    if shown[:1] == b'"':
        shown = _ESCAPED.sub(lambda match: _UNESCAPED.get(match[1]) or bytes([int(match[1], 8) & 0xFF]), shown[1:-1])
    return shown[2:] if shown.startswith(b"b/") else b""
