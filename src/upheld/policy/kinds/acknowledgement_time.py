"""The kind of promise that says by when a reporter gets a first answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class AcknowledgementTime(Timed):
    """The time in which a report is first answered.

    Takes: "we acknowledge reports within 48 hours", "**Initial response**: 3 business days", a table's column of
    response times. Leaves alone what the reporter is to do when no answer came.
    """

    kind: ClassVar[str] = "acknowledgement-time"
    unit: ClassVar[str] = "hour"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each time that is stated."""
        for clock in clocks(document):
            if clock.deed is Deed.ACKNOWLEDGE:
                location, quote = quoted(document, clock.statement, clock.offset)
                yield cls(location=location, quote=quote, within=clock.within)
