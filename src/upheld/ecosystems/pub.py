"""Pub, the registry of Dart: semantic versions in which build metadata counts (the package `pub_semver`, `compareTo`)."""

import re

from upheld.ecosystems import semver, unordered

_ODD = re.compile(r"[.+-](?:-[0-9]|-?0[xX][0-9A-Fa-f]|[0-9]{18})")
"""Where Dart's `int.tryParse` sees something else than a row of digits: a sign, a base, a number beyond 64 bits."""


def key(text: str) -> tuple[semver.Key, semver.Identifiers]:
    """Return what orders a version; of two that differ in build metadata only, one without comes first."""
    version = semver.key(text)
    if _ODD.search(text):
        raise unordered(text, "a semantic version whose numbers Dart reads as they are written")
    build = text.strip().partition("+")[2]
    return version, semver.identifiers(build) if build else ()
