"""What the rows of a statement should say: plans, from the smallest change to the largest."""

import itertools
import re
from collections.abc import Iterator, Sequence

from upheld.coverage import Coverage, CoveredRow, branch_exists
from upheld.nouns import dataclass
from upheld.policy.supported_versions import Row, SupportedVersions
from upheld.repository import Repository
from upheld.versions import Between, Branch, Exact, Scope, Series, Version


@dataclass(frozen=True)
class PlannedRow:
    """A row as it should be: written like `like`, with these words and this support."""

    like: Row
    text: str
    supported: bool
    as_it_is: bool = False
    """Whether its source stays: also an end date, which says more than a mark."""


Plan = tuple[PlannedRow, ...]


def plans(promise: SupportedVersions, held: Coverage, repository: Repository) -> Iterator[Plan]:
    """Yield plans for the statement; the caller takes the first that would be upheld."""
    rows = [each for each in held.rows if each.row.table == _main_table(held)]
    kept = tuple(map(_kept, rows))
    mended = tuple(row for planned in kept if (row := _with_existing_branch(planned, repository)))
    if mended != kept:
        yield mended
    yield tuple(_with_bounds_apart(planned, held) for planned in mended)
    if held.releases.main and not held.uncertain:
        if promise.form == "table":
            yield _slid(rows, held)
        else:
            yield _renumbered(rows, held)
    yield tuple(_kept(each) for each in rows if not each.never_released)


def _main_table(held: Coverage) -> int:
    return next((each.row.table for each in held.rows if each.supported), 0)


def _with_existing_branch(planned: PlannedRow, repository: Repository) -> PlannedRow | None:
    """Name the default branch in place of a supported one that does not exist; drop the row of any other."""
    scope, default = planned.like.scope, repository.default_branch
    if not isinstance(scope, Branch) or branch_exists(scope, repository) is not False:
        return planned
    return PlannedRow(planned.like, default, True) if planned.supported and default else None


def _with_bounds_apart(planned: PlannedRow, held: Coverage) -> PlannedRow:
    """End an unsupported range where the supported rows that it reaches into begin."""
    scope = planned.like.scope
    clashes = [clash for clash in held.contradictions if clash.unsupported == planned.like]
    if not clashes or not isinstance(scope, Between) or scope.upper is None:
        return planned
    lowest = min(min(each.versions) for each in held.rows if each.supported and each.versions)
    return PlannedRow(planned.like, _below(planned.like.text, lowest.first(len(scope.upper.numbers))), False)


def _slid(rows: Sequence[CoveredRow], held: Coverage) -> Plan:
    """Move the window of supported series up to the newest releases, package by package where rows name packages."""
    packages = dict.fromkeys(each.row.package for each in rows)
    planned = (_slid_of_one([each for each in rows if each.row.package == package], held) for package in packages)
    return tuple(itertools.chain.from_iterable(planned))


def _slid_of_one(rows: Sequence[CoveredRow], held: Coverage) -> Plan:
    """Let as many series be supported as were supported and released before."""
    listed = [each for each in rows if isinstance(each.row.scope, Series | Exact)]
    supported = [each for each in listed if each.supported] or listed[:1]
    if not supported or any(each.supported and each.row.support.until for each in listed):
        return _with_latest_on_top(rows, held)
    window = _newest(supported, held, max(1, sum(bool(each.versions) for each in supported)))
    fresh = [
        PlannedRow(model, _spelled(model.text, numbers), True)
        for numbers, model in zip(window, _models(supported, window), strict=True)
    ]
    explicit = any(not each.supported for each in listed)
    series = [*fresh, *(_retired(listed, window, held) if explicit else ())]
    if len(listed) > 1 and _numbers(listed[0].row.scope) < _numbers(listed[-1].row.scope):
        series.reverse()
    top = listed[0].row.location.line
    others = [each for each in rows if each not in listed]
    before = [_kept(each) for each in others if each.row.location.line < top]
    after = [_bounded(each, window[-1], moved=not explicit) for each in others if each.row.location.line > top]
    return tuple({planned.text: planned for planned in (*before, *series, *after)}.values())


def _models(supported: Sequence[CoveredRow], window: Sequence[tuple[int, ...]]) -> Iterator[Row]:
    """Return the row to write each series like: the one that named it before, else the one in its position."""
    for position, numbers in enumerate(window):
        same = (each.row for each in supported if _numbers(each.row.scope) == numbers)
        yield next(same, supported[min(position, len(supported) - 1)].row)


def _retired(listed: Sequence[CoveredRow], window: Sequence[tuple[int, ...]], held: Coverage) -> list[PlannedRow]:
    """Return the rows of series that are supported no longer, with those released in between, newest first."""
    model = next(each.row for each in listed if not each.supported)
    rows = {
        _numbers(each.row.scope): PlannedRow(each.row, each.row.text, False) if each.supported else _kept(each)
        for each in listed
        if not _inside(each, window) and (each.versions or not each.supported)
    }
    if rows and isinstance(listed[0].row.scope, Series):
        newest, parts = max(rows), len(window[-1])
        between = {version.first(parts) for version in held.releases.of(model.package)}
        for numbers in between:
            if newest < numbers < window[-1]:
                rows[numbers] = PlannedRow(model, _spelled(model.text, numbers), False)
    return [rows[numbers] for numbers in sorted(rows, reverse=True)]


def _with_latest_on_top(rows: Sequence[CoveredRow], held: Coverage) -> Plan:
    """Add the newest series above rows that cannot be moved: ranges, and series with a day on which support ends."""
    latest = max(held.releases.of(rows[0].row.package))
    kept = tuple(map(_kept, rows))
    if any(each.supported and latest in each.versions for each in rows):
        return kept
    model = next((each.row for each in rows if each.supported), rows[0].row)
    parts = len(_numbers(model.scope))
    text = _spelled(model.text, latest.first(parts)) if parts else ".".join(map(str, latest.first(2))) + ".x"
    return (PlannedRow(model, text, True), *kept)


def _renumbered(rows: Sequence[CoveredRow], held: Coverage) -> Plan:
    """Keep every item or sentence and put the newest releases in the place of the versions it names."""
    supported = [each for each in rows if each.supported and isinstance(each.row.scope, Series | Exact)]
    denied = [each for each in rows if each.row.denied]
    if denied:
        return tuple(PlannedRow(each.row, "supported", True) for each in denied)
    window = iter(_newest(supported, held, len(supported)) if supported else ())
    return tuple(
        PlannedRow(each.row, _spelled(each.row.text, next(window, _numbers(each.row.scope))), True)
        if each in supported
        else _kept(each)
        for each in rows
    )


def _newest(supported: Sequence[CoveredRow], held: Coverage, count: int) -> list[tuple[int, ...]]:
    """Return the numbers of the newest series, or of the newest release of each where releases are named one by one."""
    parts = _parts(supported)
    newest: dict[tuple[int, ...], Version] = {}
    for version in held.releases.of(supported[0].row.package):
        newest[version.first(parts)] = version
    chosen = sorted(newest, reverse=True)[:count]
    named_one_by_one = isinstance(supported[0].row.scope, Exact)
    return [newest[series].numbers if named_one_by_one else series for series in chosen]


def _parts(supported: Sequence[CoveredRow]) -> int:
    """Return how many numbers tell the supported rows apart: 1 for one row a major version."""
    numbers = [_numbers(each.row.scope) for each in supported]
    if isinstance(supported[0].row.scope, Series):
        return len(numbers[0])
    for parts in range(1, len(numbers[0])):
        if len({each[:parts] for each in numbers}) == len(numbers):
            return parts
    return len(numbers[0])


def _bounded(each: CoveredRow, floor: tuple[int, ...], *, moved: bool) -> PlannedRow:
    """Let a range of unsupported versions end where the supported ones begin."""
    scope = each.row.scope
    if each.supported or not isinstance(scope, Between) or scope.upper is None or scope.lower is not None or not moved:
        return _kept(each)
    numbers = (*floor, *(0,) * len(scope.upper.numbers))[: len(scope.upper.numbers)]
    return PlannedRow(each.row, _below(each.row.text, floor if any(floor[len(numbers) :]) else numbers), False)


def _below(text: str, numbers: tuple[int, ...]) -> str:
    return re.sub(r"<=|=<|≤", "<", _spelled(text, numbers))


def _kept(each: CoveredRow) -> PlannedRow:
    return PlannedRow(each.row, each.row.text, each.supported, as_it_is=True)


def _inside(each: CoveredRow, window: Sequence[tuple[int, ...]]) -> bool:
    numbers = _numbers(each.row.scope)
    return any(numbers[: len(series)] == series or series[: len(numbers)] == numbers for series in window)


def _numbers(scope: Scope | None) -> tuple[int, ...]:
    match scope:
        case Series(numbers):
            return numbers
        case Exact(version):
            return version.numbers
        case _:
            return ()


def _spelled(text: str, numbers: tuple[int, ...]) -> str:
    """Write numbers as `text` writes its own: with its `v`, its `.x`, its operator; notes in parentheses are left out."""
    bare = re.sub(r"\s*\([^()]*\)", "", text)
    match = re.search(r"\d+(?:([._])\d+)*", bare)
    if not match:
        return ".".join(map(str, numbers))
    if numbers == tuple(map(int, re.split(r"[._]", match[0]))):
        return text
    return bare[: match.start()] + (match[1] or ".").join(map(str, numbers)) + bare[match.end() :]
