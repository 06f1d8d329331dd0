"""Everything that a repository's files say of how its software is reached over the network."""

from upheld.exposure import Capability, Offer, Strength
from upheld.model import Location
from upheld.nouns import dataclass


@dataclass(frozen=True)
class Delegation:
    """A dependency to which the software leaves the choice of its transport: what it does, no source here tells."""

    dependency: str
    location: Location
    why: str
    """What is handed over, as a phrase."""


@dataclass(frozen=True)
class Contradiction:
    """Two manifests, or a manifest and the source, that say different things of one start."""

    said: Offer
    against: Offer


@dataclass(frozen=True)
class Exposure:
    """What the files of one tree say."""

    capabilities: tuple[Capability, ...] = ()
    offers: tuple[Offer, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    files: int = 0
    """How many files of source were looked at."""
    unread: tuple[tuple[str, str], ...] = ()
    """The files of source that could not be read or parsed, each with the reason: what they hold is not known."""
    unread_manifests: tuple[tuple[str, str], ...] = ()
    """The same of manifests, which say how it is started and not what it can do."""

    @property
    def listening(self) -> tuple[Capability, ...]:
        """The capabilities that count: a bind without listening is only told."""
        return tuple(each for each in self.capabilities if each.strength is not Strength.BINDS)
