"""The kind of promise that says by when a vulnerability of a severity is fixed."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from upheld.nouns import dataclass
from upheld.policy.clocks import Clock, Deed
from upheld.policy.severities import ANY, SEVERITIES
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class FixTime(Timed):
    """The time in which a fix is out, for one severity.

    Takes: "critical issues are fixed within 7 days", "Critical / High: 30 days" (one promise a severity), tables by
    severity, CVSS scores in place of severities.
    """

    kind: ClassVar[str] = "fix-time"
    deed: ClassVar[Deed] = Deed.FIX
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"severity": (*SEVERITIES, ANY)}
    severity: str
    """`critical`, `high`, `medium`, `low`, or `any` where none is named."""

    @classmethod
    def others(cls, clock: Clock) -> Iterator[dict[str, Any]]:
        """Yield each severity that the time is promised for."""
        yield from ({"severity": severity} for severity in clock.severities)
