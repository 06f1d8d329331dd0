"""What comes of holding two statements of a policy against each other."""

from upheld.model import Location
from upheld.nouns import dataclass


@dataclass(frozen=True)
class Said:
    """The words of a policy and where they stand."""

    quote: str
    location: Location


@dataclass(frozen=True)
class Comparison:
    """Two statements on one subject, in the order of the policy, and whether both can be meant."""

    subject: str
    agrees: bool
    message: str
    earlier: Said
    later: Said
    help: str = ""
