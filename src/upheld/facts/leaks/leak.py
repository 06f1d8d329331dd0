"""The nouns of leaks: a secret that stands, or once stood, in the repository; and what was looked at to find it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime

from upheld.facts.leaks.naming import UNCALLED, Called
from upheld.model import Location, Waiver
from upheld.nouns import dataclass
from upheld.secrets import Confidence

PRODUCTION_CONFIG = "production-config"
"""The category of what is found by a file's name and form; the others are those of the rules."""


@dataclass(frozen=True)
class Commit:
    """A commit that brought a secret."""

    name: str
    at: datetime
    """When it was committed; that is anew where it was rebased."""
    written: datetime | None = None
    """When it was first written, by its own account; None where that is not known."""

    @property
    def day(self) -> date:
        """The day on which it was committed, in UTC."""
        return self.at.astimezone(UTC).date()

    def __str__(self) -> str:
        return f"{self.name[:12]} of {self.day}"


@dataclass(frozen=True, kw_only=True)
class Leak:
    """One secret in one file: every place of an equal value there."""

    rule: str
    title: str
    category: str
    confidence: Confidence
    path: str
    lines: tuple[int, ...]
    """At least one; those of the commit where the file does not hold it any more."""
    column: int = 1
    number: int = 1
    """Which of several of one rule in one file it is."""
    commit: Commit | None = None
    """The oldest commit that was seen to bring it, for a secret that the files do not hold any more."""
    brought_by: Commit | None = None
    """The oldest commit that brought its value anywhere; None where not every commit was looked at."""
    called: Called = UNCALLED
    """What its value is called wherever it was seen."""
    within_change: bool = False
    """Whether a commit of the change that is judged brought it, and the files do not hold it any more."""
    known_before: bool = False
    """Whether the base of the change holds it already."""
    untracked: bool = False
    """Whether git does not track the file yet."""
    remarks: tuple[str, ...] = ()
    """What lowers it, or tries to excuse it and cannot, as ends of a sentence."""
    reported_by: tuple[str, ...] = ()
    """The reports that name it."""
    waiver: Waiver | None = None
    """The exception that a comment beside it states."""

    @property
    def place(self) -> Location:
        """Where it stands first."""
        return Location(self.path, self.lines[0], self.column)

    @property
    def subject(self) -> str:
        """What it is called by, whatever its line is."""
        since = f" since {self.commit.name[:12]}" if self.commit else ""
        return f"{self.rule} in {self.path}{since}" + (f" #{self.number}" if self.number > 1 else "")


@dataclass(frozen=True)
class Scanned:
    """How much was looked at."""

    rules: int = 0
    files: int = 0
    size: int = 0
    """In bytes, of files."""
    binary: int = 0
    links: int = 0
    commits: int | None = None
    """How many commits were looked at; None where none had to be."""
    left_out: tuple[tuple[str, str], ...] = ()
    """What could not be read, each with the reason."""
    of_change: bool = False
    """Whether of the files only those that a change touches were looked at."""


@dataclass(frozen=True)
class Found:
    """All that a run knows of leaks."""

    leaks: tuple[Leak, ...]
    scanned: Scanned
    accepted: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many places each foreign allow-list takes out of what is only to be reviewed, or says are no secrets."""
    reports: tuple[str, ...] = ()
    remarks: tuple[tuple[str, Location | None], ...] = ()
    """What allow-lists and reports leave open."""
