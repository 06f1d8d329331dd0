"""A configuration that tells an MCP client which servers to start or to call."""

from dataclasses import field

from upheld.facts.settings.setting import By, Setting
from upheld.model import Location
from upheld.nouns import dataclass

STDIO = "stdio"


@dataclass(frozen=True)
class Package:
    """What the registry's entry says of a package beside its transport."""

    registry: str
    """`npm`, `pypi`, `oci`, `mcpb`, `nuget`, ..., or nothing where it is not told."""
    version: str = ""
    runtime_args: tuple[str, ...] = field(default=(), repr=False)
    """For what starts it, such as `docker run`; these and the next are given by default, and may hold secrets."""
    package_args: tuple[str, ...] = field(default=(), repr=False)
    required: tuple[str, ...] = ()
    """The variables that it has to be given."""
    server: str = ""
    """The name of the entry: `io.github.owner/server`."""


@dataclass(frozen=True)
class Server:
    """A server as a client is told of it."""

    name: str
    location: Location
    transport: str | None
    """`stdio`, `http` (streamable), `sse`, `ws`, or another word of the file; None where nothing tells."""
    command: str | None = field(default=None, repr=False)
    args: tuple[str, ...] = field(default=(), repr=False)
    """They may hold secrets, like command and address: shown nowhere as they stand."""
    url: str | None = field(default=None, repr=False)
    settings: tuple[Setting, ...] = ()
    """What is given by variables, headers, arguments and in the address."""
    places: tuple[tuple[str, int], ...] = ()
    """The line of each of its keys."""
    package: Package | None = None
    """For an entry of the registry that is started; None for every other, and for one at an address."""
    variables: tuple[tuple[str, str, int], ...] = field(default=(), repr=False)
    """Name, value and line of each variable that has a value; it may be a secret."""

    @property
    def env(self) -> tuple[Setting, ...]:
        """The environment variables that it is started with."""
        return tuple(each for each in self.settings if each.by is By.ENVIRONMENT)

    @property
    def is_network(self) -> bool:
        """Whether the client reaches it by an address."""
        return self.url is not None or (self.transport or STDIO) != STDIO

    def line_of(self, *keys: str) -> int:
        """Return the line of the first of these keys that is there, else that of the server."""
        known = dict(self.places)
        return next((known[key] for key in keys if key in known), self.location.line)


@dataclass(frozen=True)
class ClientConfig:
    """A file, or a block of code in documentation, that is a client's configuration."""

    path: str
    client: str
    """Who reads it: `Claude Code`, `VS Code`, ..."""
    servers: tuple[Server, ...] = ()
    line: int = 1
    in_documentation: bool = False
    """Whether it is a block of code in a document: something to copy."""
    problem: str | None = None
    """Why it could not be read; `line` is where."""

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What all of its servers are given."""
        return tuple(setting for server in self.servers for setting in server.settings)
