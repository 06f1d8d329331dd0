"""RubyGems: numbers and words in turn, a word making a pre-release (`Gem::Version`)."""

import re

from upheld.ecosystems import LONGEST, unordered

Key = tuple[tuple[int, int] | tuple[int, str], ...]

_VERSION = re.compile(r"[0-9]+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?")
_SEGMENT = re.compile(r"[0-9]+|[a-zA-Z]+")

_WORD, _ZEROS, _NUMBER = range(3)


def key(text: str) -> Key:
    """Return what orders a version: a word before a number, and missing segments are zeros without end."""
    version = text.strip()
    if len(text) > LONGEST or not _VERSION.fullmatch(version):
        raise unordered(text, "a version of RubyGems")
    segments = [int(part) if part.isdigit() else part for part in _SEGMENT.findall(version.replace("-", ".pre."))]
    first = next((at for at, segment in enumerate(segments) if isinstance(segment, str)), len(segments))
    return _ranked(_trimmed(segments[:first]) + _trimmed(segments[first:]))


def _trimmed(segments: list[int | str]) -> list[int | str]:
    while segments and segments[-1] == 0:
        segments.pop()
    return segments


def _ranked(segments: list[int | str]) -> Key:
    """Rank a row of zeros by what ends it, for the end of a version is a row of zeros that never ends.

    A row that a word ends is below the endless one, the further down the shorter it is; one that a number ends is
    above it, likewise.
    """
    ranks: list[tuple[int, int] | tuple[int, str]] = []
    zeros = 0
    for segment in segments:
        if segment == 0:
            zeros += 1
            continue
        word = isinstance(segment, str)
        if zeros:
            ranks.append((_ZEROS, zeros - LONGEST if word else LONGEST - zeros))
            zeros = 0
        ranks.append((_WORD, segment) if isinstance(segment, str) else (_NUMBER, segment))
    ranks.append((_ZEROS, 0))
    return tuple(ranks)
