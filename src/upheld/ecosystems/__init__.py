"""Package ecosystems as OSV names them: how names are spelled and how versions are ordered, a module a scheme of versions.

The names are those of the OSV schema (section `affected[].package`): `PyPI`, `npm`, `Go`, `crates.io`, `Packagist`,
`RubyGems`, `Maven`, `NuGet`, ...
"""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

_SCHEMES = {
    "PyPI": "pypi",
    "npm": "semver",
    "Go": "golang",
    "crates.io": "semver",
    "Hex": "semver",
    "Pub": "pub",
    "SwiftURL": "semver",
    "GitHub Actions": "actions",
    "Packagist": "packagist",
    "RubyGems": "rubygems",
    "Maven": "maven",
    "NuGet": "nuget",
}
"""The module of this package that orders an ecosystem's versions with its function `key`.

Left out are those with an order of their own that nothing here was held against (Conan's, Julia's with its build
numbers, Haskell's, R's, those of the Linux distributions): no order is better than one that is nearly right.
"""

_SEPARATORS = re.compile(r"[-_.]+")


class Package(NamedTuple):
    """One version of a package; the name as `spelled` has it."""

    ecosystem: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class UnorderedVersionError(ValueError):
    """A version that its ecosystem cannot compare with others; the message names it."""


LONGEST = 256
"""How many characters a version may have; npm draws the line here, the others draw none."""

_SHOWN = 60


def unordered(version: str, expected: str) -> UnorderedVersionError:
    """Return the error that says what a text should have been to have a place in the order."""
    shown = version if len(version) <= _SHOWN else f"{version[:_SHOWN]}..."
    return UnorderedVersionError(f"{shown!r} is not {expected}")


@cache
def version_key(ecosystem: str) -> Callable[[str], Any] | None:
    """Return what makes a version of an ecosystem comparable, or None where its order is not known here.

    What is returned takes the version's text and gives a value to compare with others of the same ecosystem; it raises
    UnorderedVersionError. A suffix such as `Debian:12` names the same ecosystem.
    """
    scheme = _SCHEMES.get(ecosystem.partition(":")[0])
    return import_module(f"{__name__}.{scheme}").key if scheme else None


def normalised(ecosystem: str, name: str) -> str:
    """Return a package's name in the one spelling by which it is compared; some ecosystems have many for the same.

    PyPI: PEP 503. NuGet and Composer compare without regard to case, and package URLs write Go's modules in lower case.
    The names of the others are compared as they are: Cargo.lock has a crate's `-` and `_` as crates.io has them, and gems and old npm packages may differ in case alone.
    """
    match ecosystem.partition(":")[0]:
        case "PyPI":
            return _SEPARATORS.sub("-", name).lower()
        case "NuGet" | "Packagist" | "Go":
            return name.lower()
        case _:
            return name


def spelled(ecosystem: str, name: str) -> str:
    """Return a package's name as its registry and OSV may be asked for it: only PyPI takes another spelling than its own."""
    return normalised(ecosystem, name) if ecosystem.partition(":")[0] == "PyPI" else name
