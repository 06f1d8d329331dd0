"""Which series were released when, what the policy says of each, and where the two part."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from upheld.check import Context
from upheld.coverage import Coverage, coverage
from upheld.facts.releases import releases
from upheld.facts.tags import Release
from upheld.model import Ledger, Verdict
from upheld.policy.supported_versions import SupportedVersions
from upheld.review.listed import Series, Support
from upheld.versions import AnyOf, Scope
from upheld.versions import Series as NamedSeries

RULE = "supported-versions"
_MOST_SERIES = 12
_MOST_DAYS = 24
"""How many releases of a series a timeline shows."""


def support_of(ledger: Ledger, context: Context) -> Support | None:
    """Return the series of the main package; None where nothing is released, nor said of versions."""
    found = releases(context.repository, context.services)
    promise = next((each for each in context.promises if isinstance(each, SupportedVersions)), None)
    if not found.main and not (promise and promise.rows):
        return None
    held = coverage(promise, found, context.repository, context.today) if promise else None
    groups = _groups(found.main, _parts(promise, found.main))
    newest = sorted(groups, reverse=True)[:_MOST_SERIES]
    days = _days(context)
    broken = (entry for entry in ledger.entries if entry.rule.id == RULE)
    return Support(
        series=tuple(_series(numbers, groups[numbers], held, days) for numbers in newest),
        left_out=len(groups) - len(newest),
        apart=tuple(each.finding.message for each in broken if each.finding.verdict is Verdict.BROKEN),
        latest=found.latest.tag if found.latest else None,
        unknown_because=found.unknown_because,
    )


def _parts(promise: SupportedVersions | None, main: Iterable[Release]) -> int:
    """Return how many numbers name a series: as many as the policy writes, else one, or two before 1.0."""
    scopes = [scope for row in (promise.rows if promise else ()) for scope in _named(row.scope)]
    written = max((len(each.numbers) for each in scopes), default=0)
    before_one = all(each.version.numbers[0] == 0 for each in main)
    return min(2, max(written, 2 if before_one else 1))


def _named(scope: Scope | None) -> Iterator[NamedSeries]:
    if isinstance(scope, NamedSeries):
        yield scope
    elif isinstance(scope, AnyOf):
        for each in scope.scopes:
            yield from _named(each)


def _groups(main: Iterable[Release], parts: int) -> dict[tuple[int, ...], list[Release]]:
    groups: dict[tuple[int, ...], list[Release]] = {}
    for release in main:
        groups.setdefault(release.version.numbers[:parts], []).append(release)
    return groups


def _days(context: Context) -> Mapping[str, date]:
    """Return the day of each tag that tells one and does not lie ahead."""
    now = context.as_of.timestamp()
    dated = context.repository.tag_dates.items()
    return {tag: datetime.fromtimestamp(seconds, UTC).date() for tag, seconds in dated if 0 < seconds <= now}


def _series(numbers: tuple[int, ...], group: list[Release], held: Coverage | None, days: Mapping[str, date]) -> Series:
    known = sorted({days[each.tag] for each in group if each.tag in days})
    step = max(1, -(-len(known) // _MOST_DAYS))
    shown = sorted({*known[::step], *known[-1:]})
    rows = [each for each in (held.rows if held else ()) if not each.versions.isdisjoint({r.version for r in group})]
    ends = [each.row.support.until for each in rows if each.row.support.until]
    return Series(
        name=".".join(map(str, (*numbers, "x"))),
        first=group[0].tag,
        last=group[-1].tag,
        count=len(group),
        released=tuple(shown),
        support=_support(group, held),
        until=max(ends, default=None),
        rows=tuple(dict.fromkeys(each.row.text for each in rows)),
    )


def _support(group: list[Release], held: Coverage | None) -> str:
    if held is None:
        return "not named"
    yes = [bool(held.of(each.version, supported=True)) for each in group]
    no = [bool(held.of(each.version, supported=False)) for each in group]
    if all(yes):
        return "partly supported" if any(no) else "supported"
    if any(yes):
        return "partly supported"
    return "unsupported" if any(no) else "not named"
