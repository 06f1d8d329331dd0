"""NuGet: semantic versions with up to four numbers, labels without regard to case (`NuGet.Versioning`).

See learn.microsoft.com/nuget/concepts/package-versioning. Numbers are of 32 bits: a larger one is no version, and a
larger label is a word.
"""

import re

from upheld.ecosystems import LONGEST, unordered

Key = tuple[tuple[int, ...], bool, tuple[tuple[int, int] | tuple[int, str], ...]]

_LABEL = r"(?!0[0-9]+(?:[.+]|$))[0-9A-Za-z-]+"
_VERSION = re.compile(
    rf"([0-9]+(?:\.[0-9]+){{0,3}})(?:-({_LABEL}(?:\.{_LABEL})*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?",
)
_NUMBER = re.compile(r"-?[0-9]+")
_LARGEST = 2**31 - 1


def key(text: str) -> Key:
    """Return what orders a version: `1.0` is `1.0.0.0`, and metadata has no part in it."""
    match = _VERSION.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        raise unordered(text, "a version of NuGet")
    numbers = [int(number) for number in match[1].split(".")]
    if max(numbers) > _LARGEST:
        raise unordered(text, "a version of NuGet, whose numbers have 32 bits")
    numbers += [0] * (4 - len(numbers))
    return tuple(numbers), match[2] is None, tuple(map(_label, match[2].split("."))) if match[2] else ()


def _label(label: str) -> tuple[int, int] | tuple[int, str]:
    # A sign is read too: of `1.0.0--5` the label is the number -5.
    if _NUMBER.fullmatch(label) and -_LARGEST - 1 <= int(label) <= _LARGEST:
        return 0, int(label)
    return 1, label.lower()
