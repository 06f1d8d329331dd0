"""How much a value looks drawn by chance."""

import math
import re

# The commonest pairs of letters of English words and of the names that programs are written with.
_PAIRS = frozenset(
    b"er re te on st es at in le ti se co or en et ec io de nt ed ra tr ea al ge to ve ta me ro ns as nd"
    b" ng an ne ct is ri ar si el ut it ss ch li om th he ue ex em na ot ac ad ts pa ma ce il pr pe tc qu"
    b" la rs rr ke ck ou ca us fi mp un lo ap ha rt nc ep tt ab di po cl da gr be lu am ew ol sh fo ba ur"
    b" ef ai ll so mi bl rv ho no ig sa pt ev mo eq au fa od im sc sp ee ry pi id ul ie va oc op".split()
)
# Runs of letters, but for those of hexadecimal digits: abcdef has pairs of words too.
_LETTERS = re.compile(rb"(?<![A-Za-z])(?![A-Fa-f]{4,}(?![A-Za-z]))[A-Za-z]{4,}")
_PIECES = re.compile(rb"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_LEAST_PAIRS = 10
_OF_WORDS = 0.55


def entropy(value: bytes) -> float:
    """Return Shannon's entropy of a value in bits a byte."""
    size = len(value)
    return -sum(part * math.log2(part) for part in (value.count(byte) / size for byte in set(value))) if size else 0.0


def is_words(value: bytes) -> bool:
    """Tell whether a value is made of words rather than drawn: by its pairs of letters."""
    pairs = [run[i : i + 2].lower() for run in _LETTERS.findall(value) for i in range(len(run) - 1)]
    if len(pairs) < _LEAST_PAIRS:
        return False
    return sum(pair in _PAIRS for pair in pairs) / len(pairs) >= _OF_WORDS


def is_drawn(value: bytes) -> bool:
    """Tell whether a value holds what names hold rarely: digits among letters, or changes of case everywhere."""
    pieces = _PIECES.findall(value)
    if not any(piece[:1].isdigit() for piece in pieces) and len(pieces) * 3 < len(value):
        return False
    return not is_words(value)
