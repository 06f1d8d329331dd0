"""A rule: which calls listen, and where they say on what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from upheld.exposure.capability import Reach, Strength
from upheld.nouns import dataclass


class Place(NamedTuple):
    """Where an argument stands: by any of these names, or at a position."""

    named: tuple[str, ...] = ()
    """Of a keyword, of a field of an object that is given, or of one of the receiver's literal (Go)."""
    at: int | None = None
    """Counted from 0."""
    of: str = "call"
    """`call`: of the call itself; `receiver`: of the calls that made what it is made on; `given`: of those that made its
    arguments; `both`: of the first of all these that has it; `any`: whatever stands among its arguments."""


class Condition(NamedTuple):
    """What an argument has to be."""

    place: Place
    present: bool | None = None
    function: bool = False
    """It is a function that is written out."""
    literal: bool | None = None
    """Whether the source tells its value."""
    among: tuple[str, ...] = ()
    """It is one of these texts, as far as the source tells; in lower case."""
    without: tuple[str, ...] = ()
    """It is told, and none of these."""
    matches: str | None = None
    """A pattern that is found in it as it is written."""
    misses: str | None = None
    """A pattern that is not."""


class Binding(NamedTuple):
    """Where a call says on what it listens, and what holds where it does not."""

    host: Place | None = None
    port: Place | None = None
    address: Place | None = None
    """Host and port in one: `"127.0.0.1:80"`, `("", 80)`, a number for the port alone."""
    absent: Reach = Reach.UNKNOWN
    beside: str | None = None
    """The method that is called on the same receiver before, and is given all this."""


class Loosely(NamedTuple):
    """How a call is known where the source does not tell on what it is made."""

    methods: tuple[str, ...]
    receivers: str = ""
    """A pattern for the whole last name of the receiver."""
    imports: tuple[str, ...] = ()
    """The file imports one of these."""


@dataclass(frozen=True)
class Rule:
    """One kind of call that listens or can."""

    id: str
    strength: Strength
    calls: tuple[str, ...] = ()
    """What is called, by the module that it comes from: `uvicorn.run`, `express().listen`; `*` stands for any text, and a
    leading `?` for a name that the file does not declare."""
    anywhere: tuple[str, ...] = ()
    """Names that say enough wherever they come from."""
    loosely: Loosely | None = None
    imports: tuple[str, ...] = ()
    """The file imports one of these."""
    where: tuple[Condition, ...] = ()
    """All have to hold."""
    unless: tuple[Condition, ...] = ()
    """None may hold."""
    words: tuple[str, ...] = ()
    """One of them stands in every file that the rule is about, beside the name of what is called."""
    most_arguments: int | None = None
    least_arguments: int = 0
    spread: bool = False
    """More is given than is written: `**settings`."""
    unless_calls: tuple[str, ...] = ()
    """Methods: where one is called on the same receiver, nothing listens."""
    yields_to: tuple[str, ...] = ()
    """Rules of which a hit in the same file says all that this one would."""
    bind: Binding = field(default_factory=Binding)

    @cached_property
    def names(self) -> frozenset[str]:
        """The last names of what is called."""
        loose = self.loosely.methods if self.loosely else ()
        return frozenset((*map(last_name, self.calls), *self.anywhere, *loose))

    @cached_property
    def exactly(self) -> frozenset[str]:
        """The calls that hold no `*`."""
        return frozenset(call for call in self.calls if "*" not in call)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Those that do."""
        return tuple(re.compile(re.escape(call).replace(r"\*", ".*")) for call in self.calls if "*" in call)

    @cached_property
    def receivers(self) -> re.Pattern[str] | None:
        """The pattern of receivers that are not known."""
        return re.compile(self.loosely.receivers) if self.loosely and self.loosely.receivers else None

    def is_called(self, origin: str) -> bool:
        """Tell whether what is called comes from where the rule says."""
        return origin in self.exactly or any(pattern.fullmatch(origin) for pattern in self.patterns)


def last_name(call: str) -> str:
    """Return the last name of what is called."""
    return re.split(r"[.:?]", call)[-1].lstrip("*")


_BEHIND_MODULE = {"python": r"\.", "javascript": r"\.(?!js\b)|\(", "go": r"\.(?=[A-Z])|\(", "rust": r"::"}


@dataclass(frozen=True, eq=False)
class Rules:
    """The rules of one language."""

    language: str
    all: Sequence[Rule]

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Rule]]:
        """The rules by the last name of what is called."""
        found: dict[str, list[Rule]] = {}
        for rule in self.all:
            for name in rule.names:
                found.setdefault(name, []).append(rule)
        return found

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Those last names, as they stand in files."""
        return frozenset(name.encode() for name in self.by_name)

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """Names of classes that others end with which are like them: `*HTTPServer`."""
        return tuple({call[1:] for rule in self.all for call in rule.calls if call[0] == "*" and call[1:].isalpha()})

    @cached_property
    def _modules(self) -> tuple[str, ...]:
        calls = (call for rule in self.all for call in rule.calls if call[0] not in "?*")
        return tuple({re.split(_BEHIND_MODULE[self.language], call)[0] for call in calls})

    def knows(self, origin: str) -> bool:
        """Tell whether the module of which something comes is one of those that rules speak of.

        Any other may be the project's own.
        """
        return re.split(_BEHIND_MODULE[self.language], origin)[0] in self._modules
