"""Whether an advisory affects a version, and which version would not be (OSV schema, section "Evaluation").

Three values: True, False, and None where it cannot be told, because a version cannot be ordered. None is never taken
for False.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from upheld.advisories.advisory import Advisory, Affected, Range
from upheld.ecosystems import Package, normalised, version_key

_LONGEST_VERSION = 200
_MOST_CANDIDATES = 100
_MOST_FIXES = 20
_FIRST_NUMBER = re.compile(r"[vV]?([0-9]{1,30})(?![0-9!])")
"""Not an epoch: `0!1.0` is 1.0 in Python."""
_OTHER_STARTS = ("0", "v", "V", "=", " ")
"""What may stand before the first number of a version and means nothing."""
_RANKS = {"fixed": 0, "introduced": 1, "last_affected": 2}
"""What comes first of events at one version: a fix ends what was before; a first comes before its last."""


class Span(NamedTuple):
    """Versions from `first` up to `end`: without it (`fixed`), with it (`last_affected`), or all (`end` is None)."""

    first: str
    """`0` comes before every version."""
    end: str | None = None
    closed_by: str | None = None


def affects(affected: Affected, version: str) -> bool | None:
    """Tell whether a version is affected: it is listed, or a range holds it; None where that cannot be told."""
    if version in affected.versions:
        return True
    version = _compared(affected, version)
    key = _key(affected.ecosystem, version)
    if version in affected.versions or (key is not None and _lists(affected, version, key)):
        return True
    if not affected.ranges:
        # A record that names a package and neither versions nor ranges that are read says nothing of a version.
        return False if affected.versions else None
    return _any(_holds(affected.ecosystem, each, version) for each in affected.ranges)


def affects_package(advisory: Advisory, package: Package) -> bool | None:
    """Tell whether an advisory affects a package; a withdrawn one affects none."""
    if advisory.withdrawn:
        return False
    return _any(affects(each, package.version) for each in entries(advisory, package))


def entries(advisory: Advisory, package: Package) -> Iterator[Affected]:
    """Yield what an advisory says of a package; `Maven:https://...` and `Maven` are one ecosystem here."""
    ecosystem = package.ecosystem.partition(":")[0]
    name = normalised(ecosystem, package.name)
    for each in advisory.affected:
        if each.name == name and each.ecosystem.partition(":")[0] == ecosystem:
            yield each


def fixes_of(advisory: Advisory, package: Package) -> tuple[str, ...]:
    """Return the versions that end what affects a package, smallest first; none of them is affected itself."""
    found: set[str] = set()
    for entry in entries(advisory, package):
        version = _compared(entry, package.version)
        spans = [span for each in entry.ranges for span in _spans(entry.ecosystem, each) or ()]
        fixed = [span for span in spans if span.closed_by == "fixed"]
        holding = [span for span in fixed if _within(entry.ecosystem, span, version)]
        found.update(span.end for span in holding or fixed if span.end and _above(package, span.end))
    candidates = ascending(package, found)[:_MOST_FIXES]
    return tuple(each for each in candidates if affects_package(advisory, _at(package, each)) is False)


def fixed_after(advisories: Iterable[Advisory], package: Package) -> str | None:
    """Return the smallest version above a package's that some advisory calls fixed and that none affects.

    Only the advisories that are given count: give all of the package, not just those that affect its version.
    """
    known = [each for each in advisories if not each.withdrawn]
    candidates = {
        version
        for advisory in known
        for entry in entries(advisory, package)
        for each in entry.ranges
        for kind, version in each.events
        if kind == "fixed" and _above(package, version)
    }
    for version in ascending(package, candidates)[:_MOST_CANDIDATES]:
        if all(affects_package(each, _at(package, version)) is False for each in known):
            return version
    return None


def _at(package: Package, version: str) -> Package:
    return package._replace(version=version)


def ascending(package: Package, versions: Iterable[str]) -> tuple[str, ...]:
    """Return versions of a package in their order; those that cannot be ordered are left out."""
    keys = {each: key for each in versions if (key := _key(package.ecosystem, each)) is not None}
    return tuple(sorted(sorted(keys), key=keys.__getitem__))


def _above(package: Package, version: str) -> bool:
    return _before(package.ecosystem, package.version, version) is True


def _compared(affected: Affected, version: str) -> str:
    """Return a version without what PyPI calls local: `2.0+cu118` is 2.0, built elsewhere, with its vulnerabilities."""
    public, local, _ = version.partition("+")
    if not local or affected.ecosystem != "PyPI":
        return version
    stated = (each for some in affected.ranges for _, each in some.events)
    return version if any("+" in each for each in stated) else public


def _lists(affected: Affected, version: str, key: Any) -> bool:
    """Tell whether a version is listed in another spelling, such as `1.0` for `1.0.0`."""
    numbers = _numbers(version)
    starts = (str(numbers[0]), *_OTHER_STARTS) if numbers[0] >= 0 else ("",)
    return any(
        _key(affected.ecosystem, each) == key
        for each in affected.versions
        if each.startswith(starts) and _may_equal(numbers, _numbers(each))
    )


def _may_equal(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Tell whether two versions may be equal by their numbers, which is far quicker to see than by their order.

    Whatever the ecosystem, versions are equal only where their first numbers are, and plain ones only where all are,
    but for zeros at the end.
    """
    if one[-1] >= 0 and other[-1] >= 0:
        return one == other
    return one[0] == other[0] or -1 in {one[0], other[0]}


@lru_cache(maxsize=1 << 14)
def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a plain version such as `1.2.0`; of any other its first one (-1 without one) and -1."""
    numbers = version.split(".")
    if version.isascii() and all(map(str.isdigit, numbers)) and len(version) <= _LONGEST_VERSION:
        while len(numbers) > 1 and not numbers[-1].strip("0"):
            numbers.pop()
        return tuple(map(int, numbers))
    first = _FIRST_NUMBER.match(version)
    return (int(first[1]) if first else -1, -1)


def _holds(ecosystem: str, stated: Range, version: str) -> bool | None:
    limits = [each for kind, each in stated.events if kind == "limit"]
    spans = _spans(ecosystem, stated)
    held = None if spans is None else _any(_within(ecosystem, span, version) for span in spans)
    if not limits or "*" in limits:
        return held
    return _both(held, _any(_before(ecosystem, version, each) for each in limits))


@lru_cache(maxsize=1024)
def _spans(ecosystem: str, stated: Range) -> tuple[Span, ...] | None:
    """Return the spans of a range; None where its events can be brought into no order.

    Nearly all records state pairs of introduced and fixed, and mean these pairs, even where they touch. Only what is
    not stated so is sorted, as the schema has it. A version that cannot be ordered leaves its span open.
    """
    events = [each for each in stated.events if each[0] != "limit"]
    if all((kind == "introduced") == (place % 2 == 0) for place, (kind, _) in enumerate(events)):
        spans = tuple(_paired(events))
        if not any(each.end and _before(ecosystem, each.end, each.first) for each in spans):
            return spans
    ranked = [(_key(ecosystem, version), _RANKS.get(kind, 1), (kind, version)) for kind, version in events]
    later = [each for each in ranked if each[2][1] != "0"]
    if any(key is None for key, _, _ in later):
        return None
    start = [each[2] for each in ranked if each[2][1] == "0"]
    return tuple(_paired([*start, *(each[2] for each in sorted(later, key=lambda each: each[:2]))]))


def _paired(events: Iterable[tuple[str, str]]) -> Iterator[Span]:
    first: str | None = None
    for kind, version in events:
        if kind == "introduced":
            first = version if first is None else first
        elif first is not None:
            yield Span(first, version, kind)
            first = None
    if first is not None:
        yield Span(first)


def _within(ecosystem: str, span: Span, version: str) -> bool | None:
    begun = True if span.first == "0" else _not(_before(ecosystem, version, span.first))
    if span.end is None:
        return begun
    if span.closed_by == "fixed":
        return _both(begun, _before(ecosystem, version, span.end))
    return _both(begun, _not(_before(ecosystem, span.end, version)))


def _before(ecosystem: str, one: str, other: str) -> bool | None:
    """Tell whether one version comes before another; None where one of them cannot be ordered."""
    if one == other:
        return False
    keys = _key(ecosystem, one), _key(ecosystem, other)
    return None if keys[0] is None or keys[1] is None else bool(keys[0] < keys[1])


@lru_cache(maxsize=1 << 15)
def _key(ecosystem: str, version: str) -> Any:
    """Return what orders a version, or None: its ecosystem's order is not known here, or it is none of its versions."""
    ordered = version_key(ecosystem)
    if ordered is None or len(version) > _LONGEST_VERSION:
        return None
    try:
        return ordered(version)
    except ValueError:
        return None


def _any(values: Iterable[bool | None]) -> bool | None:
    found: bool | None = False
    for each in values:
        if each:
            return True
        found = None if each is None else found
    return found


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - an operator of three-valued logic
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - an operator of three-valued logic
    return None if value is None else not value
