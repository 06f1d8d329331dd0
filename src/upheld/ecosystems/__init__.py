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
    "Go": "semver",
    "crates.io": "semver",
    "Hex": "semver",
    "Pub": "semver",
    "SwiftURL": "semver",
    "GitHub Actions": "semver",
    "Packagist": "packagist",
    "RubyGems": "rubygems",
    "Maven": "maven",
    "NuGet": "nuget",
}
"""The module of this package that orders an ecosystem's versions with its function `key`."""

_SEPARATORS = re.compile(r"[-_.]+")


class Package(NamedTuple):
    """One version of a package; the name as `normalised` spells it."""

    ecosystem: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class UnorderedVersionError(ValueError):
    """A version that its ecosystem cannot compare with others; the message names it."""


@cache
def version_key(ecosystem: str) -> Callable[[str], Any] | None:
    """Return what makes a version of an ecosystem comparable, or None where its order is not known here.

    What is returned takes the version's text and gives a value to compare with others of the same ecosystem; it raises
    UnorderedVersionError. A suffix such as `Debian:12` names the same ecosystem.
    """
    scheme = _SCHEMES.get(ecosystem.partition(":")[0])
    return import_module(f"{__name__}.{scheme}").key if scheme else None


def normalised(ecosystem: str, name: str) -> str:
    """Return a package's name in the one spelling by which it is compared; some ecosystems have many for the same."""
    match ecosystem.partition(":")[0]:
        case "PyPI":
            return _SEPARATORS.sub("-", name).lower()
        case "NuGet" | "Packagist":
            return name.lower()
        case _:
            return name
