"""Texts drawn by chance that a regular expression matches: examples that nobody has to write down."""

import random
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
_MORE = 6
_PRINTED = string.digits + string.ascii_letters + string.punctuation + " "
_CATEGORIES = {
    "CATEGORY_DIGIT": string.digits,
    "CATEGORY_WORD": string.ascii_letters + string.digits + "_",
    "CATEGORY_SPACE": " ",
}


def drawn(pattern: str, chance: random.Random) -> str:
    """Return a text that a pattern matches; what it asserts of its sides is left to the reader."""
    return "".join(_all(_PARSER.parse(pattern), chance))


def _all(parts: Sequence[Any], chance: random.Random) -> Iterator[str]:
    for operation, argument in parts:
        drawer = _DRAWERS.get(str(operation))
        if drawer is not None:
            yield from drawer(argument, chance)


def _repeated(argument: Any, chance: random.Random) -> Iterator[str]:
    least, most, part = argument
    for _ in range(chance.randint(int(least), min(int(most), int(least) + _MORE))):
        yield from _all(part, chance)


def _branch(argument: Any, chance: random.Random) -> Iterator[str]:
    return _all(chance.choice(argument[1]), chance)


def _group(argument: Any, chance: random.Random) -> Iterator[str]:
    return _all(argument[-1], chance)


def _one_of(argument: Any, chance: random.Random) -> Iterator[str]:
    negated = str(argument[0][0]) == "NEGATE"
    listed = set("".join(_letters(kind, value) for kind, value in argument))
    yield chance.choice([letter for letter in _PRINTED if letter not in listed] if negated else sorted(listed))


def _letters(kind: Any, value: Any) -> str:
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return "".join(map(chr, range(value[0], value[1] + 1)))
        case "CATEGORY":
            name = str(value)
            if "NOT_" in name:
                listed = _CATEGORIES[name.replace("NOT_", "")]
                return "".join(letter for letter in _PRINTED if letter not in listed)
            return _CATEGORIES[name]
        case _:
            return ""


_DRAWERS: Mapping[str, Callable[[Any, random.Random], Iterator[str]]] = {
    "LITERAL": lambda argument, _: iter(chr(argument)),
    "NOT_LITERAL": lambda argument, chance: iter(chance.choice(_PRINTED.replace(chr(argument), ""))),
    "ANY": lambda _, chance: iter(chance.choice(_PRINTED)),
    "IN": _one_of,
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": _all,
}


def greatest_width(pattern: re.Pattern[Any]) -> int:
    """Return how many characters a pattern can match at most, with what it looks at ahead."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    return int(_PARSER.parse(text).getwidth()[1])


def unbounded(pattern: re.Pattern[Any]) -> list[str]:
    """Return the repetitions of a pattern that have no bound."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    return list(_unbounded(_PARSER.parse(text)))


def _unbounded(parts: Sequence[Any]) -> Iterator[str]:
    for operation, argument in parts:
        if str(operation).endswith("REPEAT"):
            if int(argument[1]) >= int(_PARSER.MAXREPEAT):
                yield f"{operation} without a bound"
            yield from _unbounded(argument[2])
        elif str(operation) == "BRANCH":
            for branch in argument[1]:
                yield from _unbounded(branch)
        elif str(operation) in {"SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"}:
            yield from _unbounded(argument[-1] if isinstance(argument, tuple) else argument)
