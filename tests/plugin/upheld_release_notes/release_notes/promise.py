"""The kind of promise that says every release has an entry in the changelog."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Location, Promise
from upheld.policy.document import Document

_CLAIM = re.compile(
    r"(?<!not )\b(?:every|each|all)\s+(?:of\s+our\s+)?releases?\b[^.!?]{1,80}?"
    r"\b(?P<where>change\s?log|release notes|[\w/-]{1,60}\.(?:md|rst|txt))\b",
    re.IGNORECASE,
)
_UNNAMED = "CHANGELOG.md"


@dataclass(frozen=True, kw_only=True)
class ReleaseNotes(Promise):
    """Every release has an entry: "each release is described in CHANGES.rst", "all releases are in the changelog"."""

    kind: ClassVar[str] = "release-notes"
    file: str
    """The file that the policy names, else CHANGELOG.md."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        for block in document.prose:
            for match in _CLAIM.finditer(block.text):
                line = block.line_at(match.start("where"))
                yield cls(
                    location=Location(document.path, line),
                    quote=document.source_line(line).strip(),
                    file=match["where"] if "." in match["where"] else _UNNAMED,
                )
