"""The kind of promise that says by when a reporter hears what became of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from upheld.model import Promise
from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.durations import Duration
from upheld.policy.quotes import quoted


@dataclass(frozen=True, kw_only=True)
class StatusUpdateTime(Promise):
    """The time in which a reporter is told of triage, assessment or progress.

    Takes: "triage within 7 days", "**Status update**: weekly", "a detailed response within 5 business days".
    """

    kind: ClassVar[str] = "status-update-time"
    within: Duration

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each time that is stated."""
        for clock in clocks(document):
            if clock.deed is Deed.TELL_STATUS:
                location, quote = quoted(document, clock.statement, clock.offset)
                yield cls(location=location, quote=quote, within=clock.within)

    def fields(self) -> dict[str, Any]:
        """Return the time in days, part of a day counted as a whole one."""
        return {"days": self.within.days}
