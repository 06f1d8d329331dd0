"""The kind of promise that says by when a vulnerability of a severity is fixed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.policy.clocks import Deed, clocks
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.severities import ANY, SEVERITIES
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class FixTime(Timed):
    """The time in which a fix is out, for one severity.

    Takes: "critical issues are fixed within 7 days", "Critical / High: 30 days" (one promise a severity), tables by
    severity, CVSS scores in place of severities.
    """

    kind: ClassVar[str] = "fix-time"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"severity": (*SEVERITIES, ANY)}
    severity: str
    """`critical`, `high`, `medium`, `low`, or `any` where none is named."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each severity and time."""
        for clock in clocks(document):
            if clock.deed is Deed.FIX:
                location, quote = quoted(document, clock.statement, clock.offset)
                for severity in clock.severities:
                    yield cls(location=location, quote=quote, severity=severity, within=clock.within)
