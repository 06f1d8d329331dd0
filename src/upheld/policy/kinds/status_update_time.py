"""The kind of promise that says by when a reporter hears what became of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class StatusUpdateTime(Timed):
    """The time in which a reporter is told of triage, assessment or progress.

    Takes: "triage within 7 days", "**Status update**: weekly", "a detailed response within 5 business days".
    """

    kind: ClassVar[str] = "status-update-time"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each time that is stated."""
        for clock in clocks(document):
            if clock.deed is Deed.TELL_STATUS:
                location, quote = quoted(document, clock.statement, clock.offset)
                yield cls(location=location, quote=quote, within=clock.within)
