"""What a check is: one function that holds one kind of promise against facts.

A check is a folder in a package that an entry point of the group `upheld.checks` names. In it are `check.py` with a
function that bears the folder's name, `README.md` (the rule's page) and `examples/`. CONTRIBUTING.md walks through one.

    @check(SupportedVersions)
    def supported_versions(promise: SupportedVersions, context: Context) -> Iterator[Finding]:
        ...

A check yields `upheld` only with evidence, and nothing where the promise says nothing that it could hold. A check of
`Promise` itself is asked about the promises that no other check takes.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from upheld.config import Config
from upheld.model import Evidence, Finding, Level, Location, Promise, Verdict
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.services import Services
from upheld.tree import Tree

if TYPE_CHECKING:
    from upheld.probing.observation import ProbeSettings

__all__ = ["Check", "Context", "Evidence", "Finding", "Level", "Location", "Verdict", "check"]

P = TypeVar("P", bound=Promise)


@dataclass(frozen=True)
class Context:
    """What a check may ask."""

    repository: Repository
    services: Services
    as_of: datetime
    """The time of the run; a check never asks the clock."""
    config: Config = Config()
    promises: tuple[Promise, ...] = ()
    """Every promise of the run, for a check that has to know what else is said."""
    correcting: bool = False
    """Whether the corrections will be used: then a check proves them, even where that means to ask once more."""
    base: Tree | None = None
    """The files before the change that is judged; None where no such commit was named."""
    base_commit: str | None = None
    """The name of that commit."""
    before: tuple[Promise, ...] = ()
    """What the base promises, where one was named."""
    history: bool = False
    """Whether every commit is to be looked at where a check can."""
    watch: "ProbeSettings | None" = None
    """How a server may be started and watched; None where nothing of the repository may be run."""
    static_decides: bool = False
    """Whether the source alone can break a promise about what a server does by default."""

    @property
    def today(self) -> date:
        """The day of the run, in UTC."""
        return self.as_of.astimezone(UTC).date()


@dataclass(frozen=True)
class Check(Generic[P]):
    """A function with the kind of promise it takes and how much it weighs when it finds that broken."""

    promise_type: type[P]
    level: Level
    function: Callable[[P, Context], Iterator[Finding]]
    ahead: Callable[[Context], None] | None = None
    """What is begun before the policy is read, such as asking a service: it must not wait. No promise is known to it yet."""
    compares: bool = False
    """Whether it tells itself what a change brings, by `known_before`: then it is not asked of the base, which may be large."""

    def __call__(self, promise: Any, context: Context) -> Iterator[Finding]:
        return self.function(promise, context)


def check(
    promise_type: type[P],
    *,
    level: Level = Level.ERROR,
    ahead: Callable[[Context], None] | None = None,
    compares: bool = False,
) -> Callable[[Callable[[P, Context], Iterator[Finding]]], Check[P]]:
    """Make a function a check of one kind of promise."""

    def made(function: Callable[[P, Context], Iterator[Finding]]) -> Check[P]:
        return Check(promise_type, level, function, ahead, compares)

    return made
