"""Version numbers, and what a stated version covers among those that were released."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import total_ordering

from upheld.nouns import dataclass


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A final version by its numbers; `1.2` and `1.2.0` are equal, and a post-release comes after its release.

    PEP 440 and SemVer order final versions alike; only they are compared here, so any number of parts
    (calendar versions, four-part versions) is allowed.
    """

    numbers: tuple[int, ...]
    post: int = 0
    key: tuple[tuple[int, ...], int] = field(init=False, repr=False)
    """What versions are compared by: the numbers without trailing zeros, then the post-release."""

    def __post_init__(self) -> None:
        numbers = self.numbers
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers = numbers[:-1]
        object.__setattr__(self, "key", (numbers, self.post))

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) + (f".post{self.post}" if self.post else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.key == other.key

    def __lt__(self, other: "Version") -> bool:
        return self.key < other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def first(self, parts: int) -> tuple[int, ...]:
        """Return the first `parts` numbers, filled up with zeros."""
        return (*self.numbers, *(0,) * parts)[:parts]


@dataclass(frozen=True)
class Series:
    """All releases that begin with these numbers: `1.4.x`, `v5`."""

    numbers: tuple[int, ...]

    def covers(self, version: Version) -> bool:
        return version.first(len(self.numbers)) == self.numbers


@dataclass(frozen=True)
class Exact:
    """One release: `1.0.0`."""

    version: Version

    def covers(self, version: Version) -> bool:
        return version.numbers == self.version.numbers or version == self.version


@dataclass(frozen=True)
class Bound:
    """One end of a range. A bound speaks of a whole series: `<= 3.26` includes 3.26.4, and `> 3.26` excludes it."""

    numbers: tuple[int, ...]
    inclusive: bool

    def below(self, version: Version) -> bool:
        """Whether `version` lies above this lower bound."""
        start = version.first(len(self.numbers))
        return start >= self.numbers if self.inclusive else start > self.numbers

    def above(self, version: Version) -> bool:
        """Whether `version` lies below this upper bound."""
        start = version.first(len(self.numbers))
        return start <= self.numbers if self.inclusive else start < self.numbers


@dataclass(frozen=True)
class Between:
    """A range with one end or two: `>= 1.2, < 2`, `< 1.0`."""

    lower: Bound | None = None
    upper: Bound | None = None

    def covers(self, version: Version) -> bool:
        return (self.lower is None or self.lower.below(version)) and (self.upper is None or self.upper.above(version))


@dataclass(frozen=True)
class Newest:
    """The newest releases or series within a series: `latest`, `2.latest`, "the last two minor versions".

    `parts` is how many numbers name a series: 1 for "major", 2 for "minor", None for a single release.
    `skip` leaves out that many of the newest: "the previous major version" has 1.
    """

    within: tuple[int, ...] = ()
    parts: int | None = None
    count: int = 1
    skip: int = 0


@dataclass(frozen=True)
class OlderThan:
    """What came before: the scope's oldest release, or, without one, everything the rows above name."""

    than: "Scope | None" = None
    within: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rest:
    """Every release that no other row names: "others"."""


@dataclass(frozen=True)
class Everything:
    """Every release: "all versions"."""


@dataclass(frozen=True)
class Branch:
    """A branch by name; `name` is empty where the policy says only "the default branch".

    `certain` is False for a word that may name a branch or merely a stage of development ("dev").
    """

    name: str
    certain: bool = True


@dataclass(frozen=True)
class NotReleased:
    """What is not released (yet): "in development", "nightly", a release candidate."""

    series: tuple[int, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """Several at once: `1.x, 2.x`."""

    scopes: tuple["Scope", ...]


Scope = Series | Exact | Between | Newest | OlderThan | Rest | Everything | Branch | NotReleased | AnyOf


def covered(scope: Scope, releases: Sequence[Version], others: Sequence[Scope] = ()) -> frozenset[Version]:
    """Return which of `releases` a scope covers.

    `others` are the scopes of the same table, for words that speak of them ("older", "others"). A branch covers
    none here: which releases it contains only the history can tell.
    """
    match scope:
        case Series() | Exact() | Between():
            return frozenset(filter(scope.covers, releases))
        case Newest():
            return _newest(scope, releases)
        case AnyOf(scopes):
            return _union(scopes, releases)
        case Everything():
            return frozenset(releases)
        case Rest():
            return frozenset(releases) - _union(others, releases)
        case OlderThan():
            return _older(scope, releases, others)
        case Branch() | NotReleased():
            return frozenset()


def _union(scopes: Iterable[Scope], releases: Sequence[Version]) -> frozenset[Version]:
    return frozenset[Version]().union(*(covered(s, releases) for s in dict.fromkeys(scopes) if not isinstance(s, Rest)))


def _newest(scope: Newest, releases: Sequence[Version]) -> frozenset[Version]:
    inside = [v for v in releases if Series(scope.within).covers(v)]
    if scope.parts is None:
        chosen = sorted(set(inside), reverse=True)[scope.skip : scope.skip + scope.count]
        return frozenset(chosen)
    series = sorted({v.first(scope.parts) for v in inside}, reverse=True)[scope.skip : scope.skip + scope.count]
    return frozenset(v for v in inside if v.first(scope.parts) in series)


def _older(scope: OlderThan, releases: Sequence[Version], others: Sequence[Scope]) -> frozenset[Version]:
    inside = [v for v in releases if Series(scope.within).covers(v)]
    named = covered(scope.than, releases) if scope.than else _union(others, releases)
    named = frozenset(v for v in named if Series(scope.within).covers(v))
    if not named:
        alone = scope.than is None and not others
        return frozenset(inside) - {max(releases)} if alone and inside else frozenset()
    oldest = min(named)
    return frozenset(v for v in inside if v < oldest)
