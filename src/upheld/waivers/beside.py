"""Waivers that other tools read too: `osv-scanner.toml`, and VEX documents in OpenVEX and CycloneDX."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upheld.files import UnreadableFileError
from upheld.model import Location, Notification, NotificationKind, Waiver
from upheld.tree import Tree

RULES = ("fix-time", "dependency-audit")
"""The rules whose findings such files speak of: those of vulnerable dependencies."""
MOST_FILES = 200

_FORMATS = (
    ("osv_scanner", re.compile(r"(?:.*/)?osv-scanner\.toml")),
    ("vex", re.compile(r"(?:.*/)?(?:\.?vex/[^/]+|[^/]*vex[^/]*|bom|[^/]+\.cdx)\.json", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Refused:
    """A statement that excuses nothing, and why."""

    location: Location
    reason: str


class ExceptionsError(Exception):
    """A file of exceptions cannot be read; the message says what was found."""


def waivers_beside(tree: Tree) -> tuple[tuple[Waiver, ...], tuple[Notification, ...]]:
    """Read every such file of a tree; return what they excuse, and what is to be told of the rest."""
    found: list[Waiver] = []
    told: list[Notification] = []
    paths = [(path, module) for path in tree.paths for module, name in _FORMATS if name.fullmatch(path)]
    for path, module in paths[:MOST_FILES]:
        for each in _read(path, module, tree):
            if isinstance(each, Waiver):
                found.append(each)
            else:
                told.append(Notification(NotificationKind.NOTE, each.reason, each.location))
    return tuple(found), tuple(told)


def _read(path: str, module: str, tree: Tree) -> Iterator[Waiver | Refused]:
    from importlib import import_module  # noqa: PLC0415 - most repositories have no such file

    try:
        text = tree.read_text(path)
        if text is not None:
            yield from import_module(f"{__package__}.{module}").read(path, text)
    except (UnreadableFileError, ExceptionsError) as error:
        yield Refused(Location(path), f"{path} excuses nothing: {error}")
