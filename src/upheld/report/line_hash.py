"""GitHub's `primaryLocationLineHash`, so that an upload neither computes another one nor warns about ours.

A rolling hash over the 100 UTF-16 units that begin at a line, spaces and tabs skipped, every line end counted as one
LF (github/codeql-action, src/fingerprints.ts). It changes with the lines that follow: only our own fingerprint lasts.
"""

from collections import deque

_WINDOW = 100
_BASE = 37
_BITS = (1 << 64) - 1
_END_OF_FILE = 65535
_SKIPPED = {0x20, 0x09}
_LF, _CR = 0x0A, 0x0D


def line_hashes(text: str) -> list[str]:
    """Return the hash of each line of a file, the first line first."""
    data = text.encode("utf-16-le", errors="surrogatepass")
    units = [int.from_bytes(data[index : index + 2], "little") for index in range(0, len(data), 2)]
    return _Hashes().over([*units, _END_OF_FILE])


class _Hashes:
    def __init__(self) -> None:
        self.window: deque[int] = deque([0] * _WINDOW, maxlen=_WINDOW)
        self.lines: deque[int] = deque([-1] * _WINDOW, maxlen=_WINDOW)
        self.value = 0
        self.outgoing = pow(_BASE, _WINDOW, 1 << 64)
        self.seen: dict[int, int] = {}
        self.hashes: dict[int, str] = {}

    def over(self, units: list[int]) -> list[str]:
        line, at_start, previous_was_cr = 0, True, False
        for unit in units:
            if unit in _SKIPPED or (unit == _LF and previous_was_cr):
                previous_was_cr = False
                continue
            previous_was_cr = unit == _CR
            counted = _LF if unit == _CR else unit
            self._push(counted, line if at_start else -1)
            at_start = counted == _LF
            line += at_start
        for _ in range(_WINDOW):
            if not any(start >= 0 for start in self.lines):
                break
            self._push(0, -1)
        return [self.hashes[number] for number in sorted(self.hashes)]

    def _push(self, unit: int, starts: int) -> None:
        """Take a unit into the window; when the unit that leaves it began a line, the window was that line's."""
        leaving, leaving_line = self.window[0], self.lines[0]
        if leaving_line >= 0:
            count = self.seen[self.value] = self.seen.get(self.value, 0) + 1
            self.hashes[leaving_line] = f"{self.value:x}:{count}"
        self.window.append(unit)
        self.lines.append(starts)
        self.value = (self.value * _BASE + unit - leaving * self.outgoing) & _BITS
