"""What a manifest says of how software is started and reached: a Dockerfile, a compose file, a registry entry."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from upheld.exposure.capability import Bind
from upheld.model import Location
from upheld.nouns import dataclass


class Weight(StrEnum):
    """How much a manifest's word tells of the software itself."""

    STRONG = "strong"
    """It decides how the software is started: the entry point of a container."""
    MEDIUM = "medium"
    """It offers a deployment: published ports, a service."""
    WEAK = "weak"
    """Documentation, or a means that others need too: EXPOSE, a dependency."""


class Says(StrEnum):
    """What a manifest says."""

    STDIO = "stdio"
    NETWORK = "network"
    NOTHING_TO_LISTEN = "nothing to listen with"
    """The means to listen are not even built in, as Cargo features tell."""
    ELSEWHERE = "hosted elsewhere"
    """An endpoint of the vendor: nothing that this repository's software opens."""


@dataclass(frozen=True)
class Start:
    """How the software is started."""

    command: tuple[str, ...]
    """The program and its arguments."""
    location: Location | None = None
    """Where it is written; None where it was given."""
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    folder: str = "."
    """In which folder of the repository, relative to its root."""
    build: str | None = None
    """What has to be run before, where the file that is started is not in the tree: `npm run build`."""


@dataclass(frozen=True)
class Offer:
    """One statement of a manifest."""

    source: str
    """The sort of manifest: `Dockerfile`, `compose`, `server.json`, ..."""
    says: Says
    weight: Weight
    location: Location
    text: str
    """The words of the manifest that say so, without values of variables that may be secret."""
    subject: str = ""
    """Of what it speaks, so that two can contradict each other: the name of an image, a package, a script."""
    bind: Bind | None = None
    start: Start | None = None
