"""The kind of promise that says how long a vulnerability is kept secret, or by when it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from upheld.model import Promise
from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.durations import Duration
from upheld.policy.quotes import quoted


@dataclass(frozen=True, kw_only=True)
class DisclosureWindow(Promise):
    """The time until, or the embargo before, publication.

    Takes: "we disclose within 90 days", "a 7-day embargo", "please keep it confidential for 30 days".
    """

    kind: ClassVar[str] = "disclosure-window"
    within: Duration

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each time that is stated."""
        for clock in clocks(document):
            if clock.deed is Deed.DISCLOSE:
                location, quote = quoted(document, clock.statement, clock.offset)
                yield cls(location=location, quote=quote, within=clock.within)

    def fields(self) -> dict[str, Any]:
        """Return the time in days, part of a day counted as a whole one."""
        return {"days": self.within.days}
