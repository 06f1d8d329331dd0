"""The kind of promise that says how long a vulnerability is kept secret, or by when it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class DisclosureWindow(Timed):
    """The time until, or the embargo before, publication.

    Takes: "we disclose within 90 days", "a 7-day embargo", "please keep it confidential for 30 days".
    """

    kind: ClassVar[str] = "disclosure-window"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each time that is stated."""
        for clock in clocks(document):
            if clock.deed is Deed.DISCLOSE:
                location, quote = quoted(document, clock.statement, clock.offset)
                yield cls(location=location, quote=quote, within=clock.within)
