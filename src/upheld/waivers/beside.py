"""Waivers that other tools read too: `osv-scanner.toml`, and VEX documents in OpenVEX and CycloneDX."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from upheld.files import UnreadableFileError
from upheld.model import Location, Notification, NotificationKind, RefusedWaiver, Waiver
from upheld.patterns import pattern
from upheld.tree import Tree, names_of

RULES = ("fix-time", "dependency-audit")
"""The rules whose findings such files speak of: those of vulnerable dependencies."""
MOST_FILES = 200

_FORMATS = (
    ("osv_scanner", pattern(r"(?:.*/)?osv-scanner\.toml")),
    ("vex", pattern(r"(?:.*/)?(?:\.?vex/[^/]+|[^/]*vex[^/]*|bom|[^/]+\.cdx)\.json", re.IGNORECASE)),
)
_WORDS = ("osv-scanner", "vex", "bom", ".cdx")
"""One of these stands in every such path."""


class ExceptionsError(Exception):
    """A file of exceptions cannot be read; the message says what was found."""


class Beside(NamedTuple):
    """What such files say."""

    waivers: tuple[Waiver, ...] = ()
    refused: tuple[RefusedWaiver, ...] = ()
    notifications: tuple[Notification, ...] = ()
    """Files that cannot be read."""


def waivers_beside(tree: Tree) -> Beside:
    """Read every such file of a tree."""
    found: list[Waiver] = []
    refused: list[RefusedWaiver] = []
    told: list[Notification] = []
    maybe = names_of(tree).ending("toml", "json")
    # Most repositories have none: one look at all paths together tells.
    together = "\n".join(maybe).lower()
    words = tuple(word for word in _WORDS if word in together)
    likely = (path for path in maybe if any(word in path.lower() for word in words)) if words else ()
    paths = [(path, module) for path in likely for module, name in _FORMATS if name.fullmatch(path)]
    for path, module in paths[:MOST_FILES]:
        try:
            for each in _read(path, module, tree):
                if isinstance(each, Waiver):
                    found.append(each)
                else:
                    refused.append(each)
        except (UnreadableFileError, ExceptionsError) as error:
            message = f"{path} excuses nothing: {error}"
            told.append(Notification(NotificationKind.NOTE, message, Location(path)))
    return Beside(tuple(found), tuple(refused), tuple(told))


def _read(path: str, module: str, tree: Tree) -> Iterator[Waiver | RefusedWaiver]:
    from importlib import import_module  # noqa: PLC0415 - most repositories have no such file

    text = tree.read_text(path)
    if text is not None:
        yield from import_module(f"{__package__}.{module}").read(path, text)
