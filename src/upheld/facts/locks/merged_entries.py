"""Entries of formats that name a package many times: once a target framework, platform or folder."""

import re

from upheld.ecosystems import normalised
from upheld.facts.locks.entries import Entries
from upheld.facts.locks.pins import Lock
from upheld.nouns import dataclass

NAMELESS = "an entry"
"""What stands for a name that is not shown: it could not be one, and may have been written to deceive."""

_NAME = re.compile(r"[\w@.+~:/!'$-]{1,300}", re.ASCII)
_VERSION = re.compile(r"[\w.+:!-][\w.+~:!-]{0,199}", re.ASCII)
_RANGE = re.compile(r"[\s<>=^*,|()\[\]]|^~")
_BRANCH = re.compile(r"dev-.*|.*[.-]dev", re.IGNORECASE | re.DOTALL)
_TAGGED = frozenset({"Go", "Packagist"})
"""Ecosystems whose locks state tags of git; advisories leave out the letter that these begin with."""
_TAG = re.compile(r"[vV](?=\d)")


@dataclass
class _Stated:
    name: str
    line: int
    direct: bool | None
    development: bool | None
    note: str | None


class MergedEntries(Entries):
    """A package at one version is one pin at the line that states it first, however often the lock states it."""

    def __init__(self, path: str, form: str) -> None:
        super().__init__(path, form)
        self._stated: dict[tuple[str, str, str], _Stated] = {}

    def pin(
        self,
        ecosystem: str,
        name: str | None,
        version: str | None,
        line: int,
        *,
        direct: bool | None = None,
        development: bool | None = None,
        note: str | None = None,
    ) -> None:
        if fault := _name_fault(name):
            self.unaudited(NAMELESS, line, fault)
            return
        if ecosystem in _TAGGED and version:
            version = _TAG.sub("", version, count=1)
        fault = _version_fault(ecosystem, version)
        if not name or not version or fault:
            self.unaudited(name or NAMELESS, line, fault or "states no version")
            return
        stated = _Stated(name, line, direct, development, note)
        first = self._stated.setdefault((ecosystem, normalised(ecosystem, name), version), stated)
        if first is not stated:
            _merge(first, stated)

    def unaudited(self, name: str, line: int, reason: str) -> None:
        fault = None if name == NAMELESS else _name_fault(name)
        super().unaudited(NAMELESS if fault else name, line, fault or reason)

    def lock(self, problem: str | None = None, problem_line: int = 1) -> Lock:
        for (ecosystem, _, version), stated in self._stated.items():
            super().pin(
                ecosystem,
                stated.name,
                version,
                stated.line,
                direct=stated.direct,
                development=stated.development,
                note=stated.note,
            )
        return super().lock(problem, problem_line)


def _merge(first: _Stated, other: _Stated) -> None:
    """Take into the first statement what another says: for development only is what both say to be."""
    if first.direct is None or other.direct:
        first.direct = other.direct
    if first.development is None or other.development is None:
        first.development = False if False in {first.development, other.development} else None
    else:
        first.development = first.development and other.development
    first.note = first.note if first.note == other.note else None


def _name_fault(name: str | None) -> str | None:
    if not name:
        return "has no name"
    if not _NAME.fullmatch(name):
        return "has a name that no package can have"
    if any(part in {"", ".", ".."} for part in name.split("/")):
        return "has a path in place of a name"
    return None


def _version_fault(ecosystem: str, version: str | None) -> str | None:
    if not version:
        return "states no version"
    if ecosystem == "Packagist" and _BRANCH.fullmatch(version):
        return "is taken from a branch, not from a version"
    if _VERSION.fullmatch(version):
        return None
    return "states a range, not a version" if _RANGE.search(version) else "has a version that cannot be one"
