"""Locations and edits as SARIF wants them, with the source lines that the ledger holds."""

import os
import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

from upheld.lines import split_lines
from upheld.model import Edit, Ledger, Location
from upheld.report.line_hash import line_hashes
from upheld.report.style import one_line

ROOT = "%SRCROOT%"
"""What every path is relative to: the name that code scanning's own tools give the repository's root."""

_AROUND = 2
_LONGEST_SNIPPET = 1000
_LONGEST_HASHED = 500_000
"""Beyond it, hashing would stall the run; code scanning then computes the hashes itself."""


class Places:
    """The places of one ledger; the text of each file is split and hashed once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lines = cache(self._split)
        self._hashes = cache(self._hashed)

    @staticmethod
    def is_outside(place: Location) -> bool:
        """Tell whether a place is an address on the web, such as the owner's default policy."""
        return "://" in place.path

    def inside(self, place: Location) -> Location:
        """Return the place, or a file of the repository instead of an address: code scanning refuses those."""
        return Location(self._a_file) if self.is_outside(place) else place

    @cached_property
    def _a_file(self) -> str:
        paths = (entry.location.path for entry in self._ledger.entries if not self.is_outside(entry.location))
        return next(paths, "README.md")

    def location(self, place: Location) -> dict[str, Any]:
        """Return a physical location: the file, the region, and lines around it where the text is known."""
        lines = self._lines(place.path)
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        end = place.end_column or max(len(line) + 1, place.column + 1)
        region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
        region |= {"endLine": place.line, "endColumn": end}
        physical = {"artifactLocation": _artifact(place.path), "region": region}
        if lines:
            region["snippet"] = _snippet([line[place.column - 1 : end - 1]])
            physical |= _context(place.line, lines, whole_line=place.column == 1 and end > len(line))
        return {"physicalLocation": physical}

    def line_hash(self, place: Location) -> dict[str, str]:
        """Return GitHub's own fingerprint of a line, where the line is known."""
        hashes = self._hashes(place.path)
        return {"primaryLocationLineHash": hashes[place.line - 1]} if place.line <= len(hashes) else {}

    def changes(self, edits: Iterable[Edit]) -> list[dict[str, Any]]:
        """Return the edits as SARIF's artifact changes, one a file; an owner's policy cannot be edited from here."""
        by_file: dict[str, list[dict[str, Any]]] = {}
        for edit in edits:
            if not self.is_outside(Location(edit.path)):
                by_file.setdefault(edit.path, []).append(self._replacement(edit))
        return [{"artifactLocation": _artifact(path), "replacements": each} for path, each in by_file.items()]

    def _replacement(self, edit: Edit) -> dict[str, Any]:
        lines = self._lines(edit.path) or [""]
        if edit.last < edit.first and edit.first <= len(lines):
            deleted, text = _region((edit.first, 1), (edit.first, 1)), [*edit.lines, ""]
        elif edit.last < edit.first:
            end = len(lines), len(lines[-1]) + 1
            deleted, text = _region(end, end), ["", *edit.lines]
        elif not edit.lines and edit.last < len(lines):
            deleted, text = _region((edit.first, 1), (edit.last + 1, 1)), []
        else:
            last = min(edit.last, len(lines))
            deleted, text = _region((edit.first, 1), (last, len(lines[last - 1]) + 1)), list(edit.lines)
        inserted = {"insertedContent": {"text": self._line_end(edit.path).join(text)}} if text else {}
        return {"deletedRegion": deleted, **inserted}

    def _line_end(self, path: str) -> str:
        found = re.search(r"\r\n|\r|\n", self._ledger.sources.get(path, ""))
        return found[0] if found else "\n"

    def _split(self, path: str) -> list[str]:
        text = self._ledger.sources.get(path, "")
        return split_lines(text) if text else []

    def _hashed(self, path: str) -> list[str]:
        text = self._ledger.sources.get(path, "")
        return line_hashes(text) if 0 < len(text) <= _LONGEST_HASHED else []


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": quote(os.fsencode(path)), "uriBaseId": ROOT}


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _context(line: int, lines: list[str], *, whole_line: bool) -> dict[str, Any]:
    """Return the lines around a line, unless there are none and the region is all of the file already."""
    first, last = max(1, line - _AROUND), min(len(lines), line + _AROUND)
    if first >= last and whole_line:
        return {}
    return {"contextRegion": {"startLine": first, "endLine": last, "snippet": _snippet(lines[first - 1 : last])}}


def _snippet(lines: Iterable[str]) -> dict[str, str]:
    return {"text": "\n".join(one_line(line)[:_LONGEST_SNIPPET] for line in lines)}
