"""What keys are held against: the number of the promise, and what good practice says where it has none."""

from upheld.key_hygiene.ages import counted
from upheld.nouns import dataclass

ROTATION_DAYS = 90
"""The longest that CIS benchmarks let an access key live."""
UNUSED_DAYS = 45
"""After which CIS benchmarks have unused credentials taken away."""


@dataclass(frozen=True)
class Limits:
    """All in days."""

    promised: int | None = None
    """The longest time between two rotations that the policy states; None where it states none."""
    unused: int = UNUSED_DAYS
    expires_soon: int = 14
    overlap: int = 7
    """How long two keys of one owner may be active side by side while one replaces the other."""
    evidence_age: int = 7

    @property
    def rotation(self) -> int:
        """The longest time between two rotations."""
        return ROTATION_DAYS if self.promised is None else self.promised

    @property
    def expected(self) -> str:
        """What is expected of a key's age, as a clause."""
        every = counted(self.rotation, "day")
        if self.promised is None:
            return f"keys are to be rotated regularly, taken as every {every}"
        return f"keys are to be rotated every {every}"
