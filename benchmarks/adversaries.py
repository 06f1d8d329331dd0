"""Texts that are meant to make a rule's pattern slow: its keyword again and again, near misses, long runs."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from drawing import drawn
from upheld.secrets import Rule, Rules
from upheld.secrets.prefilter import Prefilter

_SIZE = 16_384
_FILLERS = (
    "a",
    "A",
    "0",
    "-",
    "_",
    ".",
    "=",
    " ",
    "\t",
    ":",
    "/",
    '"',
    "aA0",
    "a.",
    "a-",
    "a b ",
    "0-",
    "\n",
    "a\n",
    "://a:",
    "= ",
)
_ROUNDS = 3


def slowest(rules: Rules) -> tuple[str, float]:
    """Return the rule whose pattern took longest on its worst text, and how long: milliseconds a kilobyte."""
    milliseconds, rule = max((_worst(rule), rule.id) for rule in rules.all)
    return rule, milliseconds


def _worst(rule: Rule) -> float:
    alone = Rules([rule])
    rule.find(rule.keywords[0].encode(), 0)  # compiles it
    return max(_milliseconds(rule, text, alone.prefilter) for text in _texts(rule))


def _milliseconds(rule: Rule, text: bytes, prefilter: Prefilter) -> float:
    taken: list[float] = []
    for _ in range(_ROUNDS):
        start = process_time()
        judged = 0
        for _number, at, _end in prefilter.places(text.lower()):
            if at >= judged and (match := rule.find(text, at)) is not None:
                judged = match.end(rule.group)
        taken.append(process_time() - start)
        if taken[-1] < len(text) / 1024 / 4_000:
            break
    return min(taken) * 1_000 / (len(text) / 1_024)


def _texts(rule: Rule) -> Iterator[bytes]:
    chance = random.Random(rule.id)  # noqa: S311 - to be drawn again, not to be secret
    keyword = max(rule.keywords, key=len)
    whole = drawn(rule.compiled.pattern.decode("latin-1"), chance)
    whole = f'{keyword}_key = "{whole}"' if rule.assigned else whole
    pieces = [keyword, keyword.upper(), whole, whole[:-1], whole[:-1] + "!", whole[: len(whole) // 2]]
    for piece in pieces:
        yield _filled(piece)
    for filler in _FILLERS:
        for length in (8, 40, 200):
            yield _filled(keyword + filler * length)
            yield _filled(filler * length + keyword)


def _filled(piece: str) -> bytes:
    return (piece * (_SIZE // max(1, len(piece)) + 1)).encode("utf-8", "replace")[:_SIZE]
