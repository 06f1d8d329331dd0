"""Advisories as JSON holds them, and back."""

from datetime import datetime
from typing import Any

from upheld.advisories.advisory import Advisory, Affected, Range, Rating, Severity


def plain(found: Advisory) -> list[Any]:
    """Return all of an advisory that affects something: it was not withdrawn."""
    times = (plain_moment(found.published), plain_moment(found.modified))
    affected = [[each.name, *plain_affected(each)] for each in found.affected]
    return [found.id, sorted(found.aliases), *times, found.summary, plain_severity(found.severity), affected]


def advisory(stated: list[Any]) -> Advisory:
    """Return what was made plain."""
    name, aliases, published, modified, summary, rated, entries = stated
    return Advisory(
        id=str(name),
        aliases=frozenset(aliases),
        published=moment(published),
        modified=moment(modified),
        summary=str(summary),
        severity=severity(rated),
        affected=tuple(affected(str(package), entry) for package, *entry in entries),
    )


def plain_affected(each: Affected) -> list[Any]:
    """Return what is affected, without its name."""
    return [each.ecosystem, sorted(each.versions), [one.events for one in each.ranges], plain_severity(each.severity)]


def affected(name: str, entry: list[Any]) -> Affected:
    """Return what is affected, with its name."""
    ecosystem, versions, ranges, rated = entry
    read = tuple(Range(tuple((str(kind), str(version)) for kind, version in events)) for events in ranges)
    return Affected(str(ecosystem), name, frozenset(versions), read, severity(rated))


def plain_severity(rated: Severity | None) -> list[Any] | None:
    """Return a severity."""
    return [rated.rating.value, rated.score, rated.source] if rated else None


def severity(rated: list[Any] | None) -> Severity | None:
    """Return a severity that was made plain."""
    return Severity(Rating(rated[0]), rated[1], rated[2]) if rated else None


def plain_moment(time: datetime | None) -> str | None:
    """Return a time."""
    return time.isoformat() if time else None


def moment(stated: str | None) -> datetime | None:
    """Return a time that was made plain."""
    return datetime.fromisoformat(stated) if stated else None
