"""What each row of a policy covers among the releases, and where rows contradict each other or reality."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice, product

from upheld.facts.releases import Releases
from upheld.facts.tags import read_tag
from upheld.nouns import dataclass
from upheld.policy.supported_versions import Row, SupportedVersions
from upheld.repository import Repository
from upheld.versions import AnyOf, Branch, Exact, Newest, Rest, Scope, Series, Version, covered

_MOST_CONTRADICTIONS = 100


@dataclass(frozen=True)
class CoveredRow:
    """A row with the releases that it covers on the day of the run."""

    row: Row
    supported: bool
    versions: frozenset[Version]
    unknown: bool = False
    """True where a branch is named and this clone cannot tell which releases it contains."""

    @property
    def never_released(self) -> bool:
        """Whether it promises fixes for a series or a release of which there is none."""
        return self.supported and not self.versions and _names_releases(self.row.scope)


@dataclass(frozen=True)
class Contradiction:
    """Two rows that say the opposite of one release."""

    supported: Row
    unsupported: Row
    version: Version


@dataclass(frozen=True)
class Coverage:
    """All rows of a promise held against the releases."""

    rows: tuple[CoveredRow, ...]
    releases: Releases
    in_sentences: bool = False
    """Whether the rows are sentences: those qualify each other in ways that are no contradiction."""

    def of(self, version: Version, *, supported: bool) -> tuple[CoveredRow, ...]:
        """Return the rows that cover a version with this support."""
        return tuple(each for each in self.rows if each.supported is supported and version in each.versions)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """One contradiction for each pair of rows of the same table and package; the first hundred of them."""
        return tuple(islice(self._contradictions(), _MOST_CONTRADICTIONS))

    @property
    def uncertain(self) -> tuple[CoveredRow, ...]:
        """The supported rows that may cover more than could be told."""
        return tuple(each for each in self.rows if each.supported and (each.unknown or each.row.scope is None))

    def _contradictions(self) -> Iterator[Contradiction]:
        if self.in_sentences:
            return
        supported = [each for each in self.rows if each.supported]
        denied = [each for each in self.rows if not each.supported]
        # Most statements contradict themselves nowhere; to see that takes no comparison of each row with each other one.
        disputed = _all_versions(supported) & _all_versions(denied)
        for yes, no in product(supported, denied) if disputed else ():
            same = (yes.row.table, yes.row.package) == (no.row.table, no.row.package)
            if same and (both := yes.versions & no.versions):
                yield Contradiction(yes.row, no.row, max(both))


def _all_versions(rows: Sequence[CoveredRow]) -> frozenset[Version]:
    return frozenset[Version]().union(*(each.versions for each in rows))


@lru_cache(maxsize=8)
def coverage(promise: SupportedVersions, found: Releases, repository: Repository, today: date) -> Coverage:
    """Hold every row of a promise against the releases and branches of a repository."""
    rows: list[CoveredRow] = []
    for position, row in enumerate(promise.rows):
        pool = found.of(row.package)
        versions, unknown = _covered(row, promise.rows, position, pool, repository)
        rows.append(CoveredRow(row, row.supported(today), versions, unknown))
    return Coverage(tuple(rows), found, promise.form == "prose")


def _covered(
    row: Row, rows: Sequence[Row], position: int, pool: Sequence[Version], repository: Repository
) -> tuple[frozenset[Version], bool]:
    if row.scope is None:
        return frozenset(), False
    if isinstance(row.scope, Branch) and not row.support.supported:
        return frozenset(), False  # what is on an unsupported branch may well be supported as a release
    if isinstance(row.scope, Branch):
        newest = _newest_in_branch(row.scope, repository)
        return (frozenset(), True) if newest is None else (newest & frozenset(pool), False)
    others = rows if isinstance(row.scope, Rest) else rows[:position]
    same = [o for o in others if (o.table, o.package) == (row.table, row.package) and o is not row]
    versions = covered(row.scope, pool, [other.scope for other in same if other.scope])
    if isinstance(row.scope, Rest):
        for other in same:
            if isinstance(other.scope, Branch):
                versions -= _newest_in_branch(other.scope, repository) or frozenset()
    return versions, False


def _newest_in_branch(branch: Branch, repository: Repository) -> frozenset[Version] | None:
    """Return the newest release that is an ancestor of the branch; None where this clone cannot tell."""
    name = branch.name or repository.default_branch or ""
    tags = repository.tags_contained_in(name)
    if tags is None:
        return None if branch_exists(branch, repository) is not False else frozenset()
    versions = {release.version for release in map(read_tag, tags) if release}
    return frozenset([max(versions)]) if versions else frozenset()


def branch_exists(branch: Branch, repository: Repository) -> bool | None:
    """Tell whether the branch that a row names exists; None where nobody can tell."""
    return True if not branch.name else repository.branch_exists(branch.name)


def _names_releases(scope: Scope | None) -> bool:
    match scope:
        case Series() | Exact():
            return True
        case Newest(within=within):
            return bool(within)
        case AnyOf(scopes):
            return all(map(_names_releases, scopes))
        case _:
            return False
