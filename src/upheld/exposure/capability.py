"""A network capability: a place in the source that opens a listening socket, or is handed what does."""

from enum import StrEnum

from upheld.model import Location
from upheld.nouns import dataclass


class Strength(StrEnum):
    """How sure it is that the place listens."""

    LISTENS = "listens"
    """It opens a listening socket."""
    TRANSPORT = "transport"
    """It makes a network transport, with which something else listens."""
    CAN = "can listen"
    """It can listen, decided by a value that the source does not tell."""
    BINDS = "binds"
    """It binds and does not listen, as one that looks for a free port: told, never a breach."""


class Reach(StrEnum):
    """From where a listening socket is reached. One in the file system is no network, and no capability."""

    ALL = "every interface"
    LOOPBACK = "loopback"
    UNKNOWN = "an interface that the source does not tell"


@dataclass(frozen=True)
class Bind:
    """The address on which something listens."""

    reach: Reach
    host: str | None = None
    """As it is written, or None where it is left out and the framework's default holds."""
    port: str | None = None
    """As it is written."""


class GuardKind(StrEnum):
    """By what a user lets a capability come to work."""

    FLAG = "flag"
    VARIABLE = "environment variable"
    SUBCOMMAND = "subcommand"
    LATER = "call"
    """A tool call or a login while the server runs."""
    CONDITION = "condition"


@dataclass(frozen=True)
class Guard:
    """A condition under which alone a capability is reached."""

    kind: GuardKind
    text: str
    """What a reader looks for: `--transport`, `MCP_HTTP_PORT`, `http`, or the condition itself."""
    location: Location
    default: str | None = None
    """The literal that it has where the user says nothing, where the source tells."""
    passes: bool | None = None
    """Whether the capability is reached where the user says nothing; None where the source does not tell."""


class Started(StrEnum):
    """Whether starting the software as it is published comes to the capability."""

    DEFAULT = "by default"
    OPTIONAL = "only when asked for"
    UNKNOWN = "not told by the source"


@dataclass(frozen=True)
class Capability:
    """A place in the source that listens or can."""

    rule: str
    """The id of the rule that found it: `python-uvicorn-run`."""
    strength: Strength
    location: Location
    text: str
    """The call as it is written, its first line."""
    bind: Bind
    guards: tuple[Guard, ...] = ()
    """The nearest first."""
    started: Started = Started.UNKNOWN
