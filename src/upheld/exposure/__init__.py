"""How software is reached over the network, as its source and its manifests say; pure functions over text."""

from upheld.exposure.capability import Bind, Capability, Guard, GuardKind, Reach, Started, Strength
from upheld.exposure.offer import Offer, Says, Start, Weight

__all__ = [
    "Bind",
    "Capability",
    "Guard",
    "GuardKind",
    "Offer",
    "Reach",
    "Says",
    "Start",
    "Started",
    "Strength",
    "Weight",
]
