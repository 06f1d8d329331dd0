"""The kind of promise that says by when a reporter gets a first answer."""

from typing import ClassVar

from upheld.nouns import dataclass
from upheld.policy.clocks import Deed
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class AcknowledgementTime(Timed):
    """The time in which a report is first answered.

    Takes: "we acknowledge reports within 48 hours", "**Initial response**: 3 business days", a table's column of
    response times. Leaves alone what the reporter is to do when no answer came.
    """

    kind: ClassVar[str] = "acknowledgement-time"
    deed: ClassVar[Deed] = Deed.ACKNOWLEDGE
    unit: ClassVar[str] = "hour"
