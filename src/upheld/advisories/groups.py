"""Brings the advisories of one vulnerability together: GitHub, PyPA and others each write one, and name each other."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from upheld.advisories.advisory import Advisory, Severity
from upheld.advisories.matching import ascending, entries, fixes_of
from upheld.advisories.severity import highest
from upheld.ecosystems import Package

_LOOKED_UP = ("CVE-", "GHSA-", "PYSEC-", "GO-", "RUSTSEC-")
"""Which id a vulnerability goes by, first what most databases, policies and waivers name."""
_NUMBER = re.compile(r"\d{1,18}")


class Group(NamedTuple):
    """What some advisories, each an alias of another, say of one package."""

    id: str
    ids: tuple[str, ...]
    """Every id by which it may be named, that of `id` first; also those of records that no source gave."""
    advisories: tuple[Advisory, ...]
    published: datetime | None
    """When the first of them was published."""
    severity: Severity | None
    """The highest that they state for the package: where they disagree, none is played down."""
    fixes: tuple[str, ...]
    """The versions that mend it by any of them, smallest first."""

    @property
    def summary(self) -> str:
        """What it is, in the words of the first advisory that has some."""
        return next((each.summary for each in self.advisories if each.summary), "")


def groups(advisories: Iterable[Advisory], package: Package) -> tuple[Group, ...]:
    """Return the vulnerabilities of a package that advisories are about, in a lasting order.

    Being an alias goes both ways and from one to the next, so records meet through an id that none of them has.
    """
    known = {each.id: each for each in advisories}
    roots: dict[str, str] = {}
    for each in known.values():
        for alias in each.aliases:
            _unite(roots, each.id, alias)
    members: dict[str, list[Advisory]] = {}
    for name in sorted(known, key=_rank):
        members.setdefault(_root(roots, name), []).append(known[name])
    return tuple(sorted((_group(each, package) for each in members.values()), key=lambda each: _rank(each.id)))


def _group(members: list[Advisory], package: Package) -> Group:
    names = {name for each in members for name in (each.id, *each.aliases)}
    ids = tuple(sorted(names, key=_rank))
    return Group(
        id=ids[0],
        ids=ids,
        advisories=tuple(members),
        published=min((each.published for each in members if each.published), default=None),
        severity=highest(severity for each in members for severity in _severities(each, package)),
        fixes=ascending(package, {fix for each in members for fix in fixes_of(each, package)}),
    )


def _severities(advisory: Advisory, package: Package) -> Iterator[Severity]:
    """Yield the severity of a record, else what it says of the package: the schema allows one of the two."""
    if advisory.severity:
        yield advisory.severity
    else:
        yield from (entry.severity for entry in entries(advisory, package) if entry.severity)


def _rank(name: str) -> tuple[int, list[int], str]:
    place = next((place for place, start in enumerate(_LOOKED_UP) if name.startswith(start)), len(_LOOKED_UP))
    return place, [int(each) for each in _NUMBER.findall(name)] if place != 1 else [], name


def _root(roots: dict[str, str], name: str) -> str:
    while (above := roots.get(name, name)) != name:
        roots[name] = roots.get(above, above)
        name = above
    return name


def _unite(roots: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first
