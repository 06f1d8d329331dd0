"""The nouns of advisories, by the OSV schema 1.x (ossf.github.io/osv-schema)."""

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from upheld.ecosystems import Package
from upheld.nouns import dataclass


class Rating(StrEnum):
    """How severe a vulnerability is, by the qualitative rating scale of CVSS 3.1 (section 5) and 4.0 (section 6)."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Severity(NamedTuple):
    """A rating with what it rests on."""

    rating: Rating
    score: float | None
    """The CVSS base score; None where the record only gives a word."""
    source: str
    """What a reader can look up: `CVSS:3.1/AV:N/...`, or `GHSA-... says HIGH`."""


class Range(NamedTuple):
    """A range of versions: pairs of an event (`introduced`, `fixed`, `last_affected`, `limit`) and a version."""

    events: tuple[tuple[str, str], ...]


class Affected(NamedTuple):
    """A package that an advisory is about; ranges of the type GIT are left out."""

    ecosystem: str
    name: str
    """As `upheld.ecosystems.normalised` spells it."""
    versions: frozenset[str] = frozenset()
    """Versions that are affected whatever the ranges say."""
    ranges: tuple[Range, ...] = ()
    severity: Severity | None = None


class Advisory(NamedTuple):
    """One record of a database of advisories."""

    id: str
    aliases: frozenset[str] = frozenset()
    published: datetime | None = None
    modified: datetime | None = None
    withdrawn: datetime | None = None
    summary: str = ""
    severity: Severity | None = None
    affected: tuple[Affected, ...] = ()
    """Of an index, only what is about the package that was looked up."""


class Provenance(NamedTuple):
    """Where an answer comes from, for every report to say."""

    source: str
    """`OSV (api.osv.dev)`, `snapshot advisories/`, ..."""
    as_of: datetime | None
    """The time of the answer, or when a snapshot's newest record was changed; None where it cannot be told."""
    records: int | None = None
    """How many records a snapshot holds; None for a service."""


@dataclass(frozen=True)
class Answer:
    """What a source says of some packages; a package is in `affecting` or in `unanswered`, never in both."""

    affecting: Mapping[Package, tuple[Advisory, ...]]
    """For each package that was looked up, the advisories that affect it; withdrawn ones are left out."""
    unanswered: Mapping[Package, str] = field(default_factory=dict[Package, str])
    """Why a package could not be looked up: its ecosystem is not in the snapshot, the service is out of order, ..."""
    provenance: tuple[Provenance, ...] = ()
    problems: tuple[str, ...] = ()
    """What is to be told beside: a snapshot that is old, details that did not come, a record that cannot be read."""


class Advisories(Protocol):
    """A source of advisories."""

    def begin(self, packages: Collection[Package]) -> None:
        """Begin what `affecting` will have to wait for, without waiting for it."""
        ...

    def affecting(self, packages: Collection[Package]) -> Answer:
        """Tell which advisories affect each of these packages; never raises, what fails is in the answer."""
        ...
