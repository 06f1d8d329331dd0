"""Random pairs of versions in the shapes that each ecosystem's packages have, the odd ones with them.

Nothing is asked of them but that they look like versions: the ecosystem's tool decides which it takes.
"""

from collections.abc import Callable, Iterator
from random import Random

Shape = Callable[[Random], str]

_HUGE = ("2147483647", "2147483648", "4294967296", "9007199254740991", "9223372036854775808", "1" + "0" * 30)
_WORDS = ("alpha", "beta", "rc", "pre", "dev", "a", "b", "c", "m", "x", "final", "ga", "sp", "SNAPSHOT", "Beta", "RC")


def pairs(ecosystem: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield pairs without end; in three of four the second is the first with one to three small changes."""
    shape = SHAPES[ecosystem]
    while True:
        left = right = shape(random)
        if _chance(random, 0.25):
            right = shape(random)
        else:
            for _ in range(random.randint(1, 3)):
                right = _changed(right, random)
        yield (left, right) if _chance(random, 0.5) else (right, left)


def _chance(random: Random, part: float) -> bool:
    return random.random() < part


def _changed(text: str, random: Random) -> str:
    return random.choice(_CHANGES)(text, random)


def _other_number(text: str, random: Random) -> str:
    places = [at for at, mark in enumerate(text) if mark.isdigit()]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + random.choice(("0", "1", "2", "9", "10", "00")) + text[at + 1 :]


def _other_mark(text: str, random: Random) -> str:
    places = [at for at, mark in enumerate(text) if mark in ".-_+"]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + random.choice((".", "-", "_", "+", "", ".0.", "-0", "..")) + text[at + 1 :]


def _other_case(text: str, random: Random) -> str:
    return random.choice((str.upper, str.lower, str.swapcase))(text)


def _longer(text: str, random: Random) -> str:
    end = random.choice((".0", ".1", ".0.0", "-1", "-0", ".", "-", "0", "1", "+1", "~", " ", *_HUGE[:2]))
    return text + random.choice((end, random.choice(".-_+") + random.choice(_WORDS), random.choice(_WORDS)))


def _shorter(text: str, random: Random) -> str:
    return text[: random.randint(1, max(1, len(text)))]


def _prefixed(text: str, random: Random) -> str:
    return random.choice(("v", "0", "V", "=", "1.")) + text


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    *(_other_number,) * 6,
    *(_longer,) * 4,
    *(_other_mark,) * 3,
    *(_shorter,) * 2,
    _other_case,
    _prefixed,
)


def _number(random: Random) -> str:
    if _chance(random, 0.7):
        return str(random.randint(0, 12))
    if _chance(random, 0.6):
        return str(random.randint(0, 2_000))
    return random.choice(("00", "01", "007", "20240131", "1234567", *_HUGE))


def _numbers(random: Random, least: int, most: int) -> str:
    return ".".join(_number(random) for _ in range(random.randint(least, most)))


def _label(random: Random) -> str:
    if _chance(random, 0.4):
        return random.choice(_WORDS)
    if _chance(random, 0.5):
        return _number(random)
    if _chance(random, 0.6):
        return random.choice(_WORDS) + _number(random)
    return random.choice(("-", "--", "-1", "-a", "0a", "1x", "x-y-z", "canary-3f2a", "0x1f", "1e3", "deadbeef"))


def _labels(random: Random, most: int = 4) -> str:
    return ".".join(_label(random) for _ in range(random.randint(1, most)))


def _semver(random: Random, least: int = 3, most: int = 3) -> str:
    text = _numbers(random, least, most)
    if _chance(random, 0.6):
        text += "-" + _labels(random)
    if _chance(random, 0.2):
        text += "+" + _labels(random)
    return text


def _go(random: Random) -> str:
    if _chance(random, 0.3):
        stamp = f"{random.randint(2015, 2026)}{random.randint(1, 12):02}{random.randint(1, 28):02}101112"
        base = random.choice(("v0.0.0-", f"v{_numbers(random, 3, 3)}-0.", f"v{_numbers(random, 3, 3)}-rc.1.0."))
        return f"{base}{stamp}-{random.getrandbits(48):012x}"
    if _chance(random, 0.15):
        return f"v{_numbers(random, 3, 3)}+incompatible"
    return "v" + _semver(random, random.choice((1, 2, 3, 3, 3)))


def _pypi(random: Random) -> str:
    text = random.choice(("", "", "", "", f"{random.randint(0, 2)}!", "v")) + _numbers(random, 1, 5)
    mark = random.choice(("", ".", "-", "_"))
    if _chance(random, 0.4):
        text += mark + random.choice(("a", "b", "c", "rc", "alpha", "Beta", "pre", "preview", "RC")) + _number(random)
    if _chance(random, 0.2):
        text += random.choice((".post", "-", "post", ".rev", "-r")) + _number(random)
    if _chance(random, 0.2):
        text += random.choice((".dev", "dev", "-dev", "_dev")) + random.choice(("", _number(random)))
    if _chance(random, 0.15):
        text += "+" + random.choice(("cu118", "local.1", "ubuntu-1", "1_2", "abc.007"))
    return text


def _maven(random: Random) -> str:
    words = (*_WORDS, "release", "cr", "milestone", "jre", "android", "redhat", "jbossorg", "GA", "incubating", "p")
    text = _numbers(random, 1, 4)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3))):
        number = random.choice(("", _number(random), "-" + _number(random), "." + _number(random)))
        text += random.choice((".", "-", "-", "", "_")) + random.choice(words) + number
    if _chance(random, 0.1):
        text += random.choice(
            ("-20240131.101112-3", "-01", ".v20240131", "+build.7", "-b12", "-0.1", ".Final-redhat-00001")
        )
    return text


def _rubygems(random: Random) -> str:
    text = _numbers(random, 1, 4)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        text += random.choice((".", ".", ".", "-", "")) + random.choice((*_WORDS, "java", "rc1", "beta10", "0", "0a0"))
        text += random.choice(("", "." + _number(random), _number(random), ".0", ".0.0"))
    return text


def _packagist(random: Random) -> str:
    if _chance(random, 0.12):
        mark = random.choice((".", "-", ":", ""))
        return mark.join(
            (str(random.randint(2010, 2026)), *(f"{random.randint(1, 28):02}" for _ in range(random.randint(1, 4))))
        )
    if _chance(random, 0.1):
        return (
            random.choice(("", "v"))
            + _numbers(random, 1, 3)
            + random.choice((".x-dev", ".*-dev", "-dev", ".X-dev", "dev"))
        )
    text = random.choice(("", "", "v")) + _numbers(random, 1, 4)
    if _chance(random, 0.55):
        text += random.choice(("-", "", ".", "_"))
        text += random.choice(("alpha", "beta", "RC", "rc", "a", "b", "p", "pl", "patch", "stable", "BETA", "Patch"))
        text += random.choice(("", _number(random), "." + _number(random), "-" + _number(random), "1.2", ".1-2"))
    if _chance(random, 0.15):
        text += random.choice(("-dev", ".dev", "dev"))
    if _chance(random, 0.1):
        text += random.choice(("+build.5", "@beta", "+1-2", "@dev"))
    return text


def _nuget(random: Random) -> str:
    return _semver(random, 1, 4)


SHAPES: dict[str, Shape] = {
    "npm": _semver,
    "crates.io": _semver,
    "Go": _go,
    "Hex": _semver,
    "PyPI": _pypi,
    "Maven": _maven,
    "RubyGems": _rubygems,
    "Packagist": _packagist,
    "NuGet": _nuget,
    "Pub": _semver,
}
"""What draws a version, by ecosystem."""
