"""The source of a run that has none: every package stays open, with the reason."""

from collections.abc import Collection

from upheld.advisories.advisory import Answer
from upheld.ecosystems import Package
from upheld.nouns import dataclass

OFFLINE = "the run is offline and was given no snapshot of advisories"


@dataclass(frozen=True)
class Unavailable:
    """Answers nothing."""

    reason: str = OFFLINE

    def begin(self, packages: Collection[Package]) -> None:
        """Begin nothing."""

    def affecting(self, packages: Collection[Package]) -> Answer:
        """Say of each package that it could not be looked up."""
        return Answer(affecting={}, unanswered=dict.fromkeys(packages, self.reason))
