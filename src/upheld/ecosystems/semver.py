"""Semantic versions (semver.org 2.0.0, section 11): npm, crates.io, Hex, SwiftPM; and what `go` asks of its own.

More is read than the specification allows where every reader of such versions takes it alike: a leading `v`, numbers
that are left out at the end (`1.2` is `1.2.0`), leading zeros. What one of them would take and another refuse or take
otherwise (`1.2.3.4`, `1.2.3beta`) has no order here.
"""

import re

from upheld.ecosystems import LONGEST, unordered

Identifiers = tuple[tuple[int, int] | tuple[int, str], ...]
Key = tuple[int, int, int, bool, Identifiers]

LABELS = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_VERSION = re.compile(
    rf"v?([0-9]+)(?:\.([0-9]+)(?:\.([0-9]+))?)?(?:-({LABELS}))?(?:\+{LABELS})?",
)


def key(text: str) -> Key:
    """Return what orders a semantic version; build metadata has no part in it."""
    match = _VERSION.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        raise unordered(text, "a semantic version")
    major, minor, patch, labels = match.groups()
    return (int(major), int(minor or 0), int(patch or 0), labels is None, identifiers(labels) if labels else ())


def identifiers(labels: str) -> Identifiers:
    """Return what orders the parts between dots: numbers by value, before words; words by their ASCII letters."""
    return tuple((0, int(label)) if label.isdigit() else (1, label) for label in labels.split("."))
