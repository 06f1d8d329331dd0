"""The nouns of scanners' reports: what one names, what it says it looked up, what it left out, and why it failed."""

from datetime import datetime

from upheld.advisories import Advisory
from upheld.ecosystems import Package
from upheld.nouns import dataclass

MOST_ENTRIES = 100_000
"""More than any scanner names; a report that claims more is refused, not read for minutes."""


@dataclass(frozen=True, slots=True)
class Named:
    """A vulnerability as a report names it."""

    advisory: Advisory
    """With `affected` only where the report carries the advisory's record."""
    name: str
    """The package; empty where the report does not say it."""
    version: str | None = None
    ecosystem: str | None = None
    affected: str | None = None
    """The versions that it is about, in the words of npm, where the report states no version."""
    fixes: tuple[str, ...] = ()
    place: str | None = None
    """The file in which the scanner found the package, as it writes it."""


@dataclass(frozen=True)
class ScannerReport:
    """What a scanner reports; without a problem it was read whole, and the scanner ran to its end."""

    tool: str
    path: str
    """The file, relative to the repository where it lies in it."""
    vulnerabilities: tuple[Named, ...] = ()
    audited: frozenset[Package] = frozenset()
    """Packages that the report itself lists, name and version, as looked up."""
    skipped: tuple[tuple[str, str], ...] = ()
    """What the scanner left out, each with the reason."""
    problem: str | None = None
    as_of: datetime | None = None
    """When the scanner ran, where it says that."""

    @property
    def origin(self) -> str:
        """What it is, in a few words."""
        return f"{self.path} ({self.tool})" if self.tool else self.path


class ReportError(Exception):
    """A report cannot be read, or its scanner failed; the message is the end of a sentence that begins with its path."""
