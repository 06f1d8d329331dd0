"""The kind of promise that says by when a reporter hears what became of the report."""

from typing import ClassVar

from upheld.nouns import dataclass
from upheld.policy.clocks import Deed
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class StatusUpdateTime(Timed):
    """The time in which a reporter is told of triage, assessment or progress.

    Takes: "triage within 7 days", "**Status update**: weekly", "a detailed response within 5 business days".
    """

    kind: ClassVar[str] = "status-update-time"
    deed: ClassVar[Deed] = Deed.TELL_STATUS
