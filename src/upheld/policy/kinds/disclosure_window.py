"""The kind of promise that says how long a vulnerability is kept secret, or by when it is published."""

from typing import ClassVar

from upheld.nouns import dataclass
from upheld.policy.clocks import Deed
from upheld.policy.timed import Timed


@dataclass(frozen=True, kw_only=True)
class DisclosureWindow(Timed):
    """The time until, or the embargo before, publication.

    Takes: "we disclose within 90 days", "a 7-day embargo", "please keep it confidential for 30 days".
    """

    kind: ClassVar[str] = "disclosure-window"
    deed: ClassVar[Deed] = Deed.DISCLOSE
