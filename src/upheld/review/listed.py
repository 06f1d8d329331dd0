"""The nouns of what a review lists beside the promises: vulnerabilities, keys, series, exceptions."""

from datetime import date
from enum import StrEnum

from upheld.nouns import dataclass


@dataclass(frozen=True)
class Place:
    """A line of a file."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Running(StrEnum):
    """Where the clock of a vulnerability stands."""

    LATE = "late"
    DUE_SOON = "due soon"
    IN_TIME = "in time"
    UNFIXED = "no version mends it"
    UNDATED = "not dated"
    NO_LIMIT = "no time promised"


@dataclass(frozen=True)
class Clock:
    """A vulnerability of a locked dependency, held against the time that is promised for its severity."""

    id: str
    package: str
    severity: str | None
    state: Running
    place: Place
    seen: date
    """The day of the first review that saw it."""
    published: date | None = None
    started: date | None = None
    """When the promised time began."""
    due: date | None = None
    promised: str | None = None
    """The promised time, as the policy states it, and where."""
    promise: Place | None = None
    mended_by: str | None = None
    """The version to lock."""
    waived_until: str | None = None


@dataclass(frozen=True)
class Mended:
    """A vulnerability that the last review listed and this one does not find any more."""

    id: str
    package: str
    severity: str | None
    due: date | None
    last_seen: date
    gone_by: date


@dataclass(frozen=True)
class KeyAge:
    """An active key with its age, held against the promised rotation. There is nothing of its value."""

    name: str
    kind: str
    source: str
    place: Place
    days: int | None = None
    """None where no date of it is known."""
    since: date | None = None
    limit: int | None = None
    """The days that are promised; None where no promise speaks of it."""
    regularly: bool = False
    """Whether the limit is what good practice says, since the policy names no number."""


@dataclass(frozen=True)
class Series:
    """Releases that share their first number or numbers, and what the policy says of them."""

    name: str
    first: str
    last: str
    count: int
    released: tuple[date, ...] = ()
    """The days of its releases that are known, in order; at most the first, the last, and some between."""
    support: str = "not named"
    """`supported`, `unsupported`, `partly supported` or `not named`."""
    until: date | None = None
    rows: tuple[str, ...] = ()
    """The words of the policy's rows that cover it."""


@dataclass(frozen=True)
class Support:
    """All series, newest first, and where the policy's table and the releases part."""

    series: tuple[Series, ...] = ()
    left_out: int = 0
    """How many older series there are."""
    apart: tuple[str, ...] = ()
    latest: str | None = None
    unknown_because: str | None = None


@dataclass(frozen=True)
class Exemption:
    """A waiver that the configuration states."""

    about: str
    reason: str
    owner: str
    expires: str
    place: Place
    used: bool


@dataclass(frozen=True)
class Attested:
    """An attestation that the configuration states."""

    kind: str
    by: str
    date: str
    evidence: str
    expires: str
    place: Place
    used: bool
