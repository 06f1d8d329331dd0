"""What was seen while a server ran."""

from enum import StrEnum

from upheld.exposure import Reach, Start
from upheld.nouns import dataclass


class Family(StrEnum):
    """The sort of a socket."""

    TCP = "tcp"
    UDP = "udp"
    UNIX = "unix"


@dataclass(frozen=True, order=True)
class Listener:
    """A socket on which a process of the server waited; one of Unix is no network."""

    family: Family
    address: str
    """An IP address, or the path of a Unix socket (abstract ones begin with `@`)."""
    port: int
    """0 for a Unix socket."""
    process: str
    """The name of the program, without its arguments."""

    @property
    def reach(self) -> Reach | None:
        """From where it is reached; None where it is no network."""
        if self.family is Family.UNIX:
            return None
        return Reach.LOOPBACK if self.address.startswith("127.") or self.address == "::1" else Reach.ALL


@dataclass(frozen=True, order=True)
class Attempt:
    """A connection that a process tried to open to somewhere outside this machine."""

    family: Family
    address: str
    """An IP address; empty where only the look-up of a name was seen."""
    port: int
    process: str
    """The name of the program; empty where that was not seen."""
    name: str = ""
    """The host that was looked up, where the attempt is a look-up."""


class Containment(StrEnum):
    """What kept the server from the network while it ran."""

    NAMESPACE = "a network namespace of its own"
    NONE = "nothing"


class End(StrEnum):
    """How the server came to its end."""

    BY_ITSELF = "before it was asked"
    ON_EOF = "when its input was closed"
    ON_TERM = "on SIGTERM"
    KILLED = "on SIGKILL"


@dataclass(frozen=True)
class ProbeSettings:
    """How a server is to be watched; all times in seconds."""

    settle: float = 2.0
    """How long it is watched after its first answer, before its input is closed."""
    deadline: float = 30.0
    """How long it may run in all."""
    trace: bool = False
    """Whether strace follows it, which sees what does not last."""
    contain: bool = True
    """Whether it is kept from the network where the system allows that."""


@dataclass(frozen=True)
class Handshake:
    """The first answer of an MCP server."""

    method: str
    """`server/discover` (since 2026-07-28) or `initialize`."""
    version: str
    """Of the protocol."""
    server: str
    tools: int | None
    """How many it lists; None where it did not answer that."""
    seconds: float


@dataclass(frozen=True)
class Observation:
    """One start of a server, from its first process to the end of its last."""

    start: Start
    handshake: Handshake | None
    listeners: tuple[Listener, ...]
    attempts: tuple[Attempt, ...]
    attempts_seen: bool
    """Whether attempts could be seen at all: without a trace only those that last are."""
    containment: Containment
    end: End
    exit_code: int | None
    seconds: float
    watched: bool = True
    """Whether the sockets of all its processes could be seen; where not, no listener means nothing."""
    problems: tuple[str, ...] = ()
    """What makes the observation less than whole, each as a phrase: the server could not be started, ..."""
    unsettled: tuple[Listener, ...] = ()
    """UDP sockets on every interface at a port of the system's choice: those of a client look the same."""
    left: tuple[str, ...] = ()
    """The programs that went on when the server had ended, and were ended for it."""
    junk: int = 0
    """How many lines on stdout were no messages of the protocol."""
    uncontained: str | None = None
    """Why nothing kept the server from the network, where that was wanted."""

    @property
    def network(self) -> tuple[Listener, ...]:
        """The listeners that are reached over a network, if only that of the machine itself."""
        return tuple(each for each in self.listeners if each.reach)
