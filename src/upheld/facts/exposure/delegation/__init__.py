"""Software that leaves the choice of its transport to a dependency: what that does, no source of the repository tells."""

from upheld.facts.exposure.delegation.finding import delegations

__all__ = ["delegations"]
