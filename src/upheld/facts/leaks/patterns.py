"""Regular expressions of other tools' configurations: taken only where no text can make them slow."""

import re

_LONGEST = 300
_MOST_OPEN = 2
_FEW = 8
_REPEAT = re.compile(r"(?:[*+?]|\{\d{0,4}(?:,\d{0,4})?\})[?+]?")
_FLAGS = re.compile(r"\(\?([ims]+)\)")
_ATOM = re.compile(
    r"\\[pP]\{\w{1,20}\}|\\.|\[\^?\]?(?:\\.|\[:\w{1,10}:\]|[^\]\\])*\]|\(\?:|\(\?P?<\w{1,30}>|\(|\)|\||[^\\\[()|]",
    re.DOTALL,
)
_UNKNOWN = re.compile(r"\\[pPQEzAC]|\[:|\\x\{")


def quick(pattern: str) -> re.Pattern[bytes] | None:
    """Return a pattern of Go's syntax, where it repeats no groups and at most two things without end; else None."""
    if len(pattern) > _LONGEST or not pattern.isascii() or _UNKNOWN.search(pattern):
        return None
    flags = 0
    if leading := _FLAGS.match(pattern):
        for letter in leading[1]:
            flags |= {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}[letter]
        pattern = pattern[leading.end() :]
    if not _is_quick(pattern):
        return None
    try:
        return re.compile(pattern.encode(), flags)
    except (re.error, OverflowError):
        return None


def _is_quick(pattern: str) -> bool:
    at = endless = 0
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        if atom is None or (atom[0] == "(" and pattern[atom.end() : atom.end() + 1] == "?"):
            return False
        at = atom.end()
        repeat = _REPEAT.match(pattern, at)
        if repeat is None:
            continue
        at = repeat.end()
        if atom[0] == ")" and repeat[0][0] != "?":
            return False
        endless += repeat[0][0] in "*+" or (repeat[0][0] == "{" and _reach(repeat[0]) > _FEW)
    return endless <= _MOST_OPEN


def _reach(repeat: str) -> int:
    """Return how often a counted repetition repeats at most; one without an end for ever."""
    if repeat.rstrip("?+").endswith(",}"):
        return _LONGEST
    return max(map(int, re.findall(r"\d+", repeat)), default=_LONGEST)
