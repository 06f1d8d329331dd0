"""Reads a record in the OSV format (1.x): what decides whom it affects has to be right, the rest may lack."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from upheld.advisories import severity
from upheld.advisories.advisory import Advisory, Affected, Range, Severity
from upheld.advisories.shapes import as_list, as_object
from upheld.ecosystems import normalised

EVENTS = ("introduced", "fixed", "last_affected", "limit")
_FIRST_YEAR = 1990
_LONGEST_ID = 200
_LONGEST_SUMMARY = 300
_MOST_VERSIONS = 20_000
_MOST_EVENTS = 2_000
"""What a record says of one package is far less; to compare more takes longer than a mistake or malice is worth."""
_RANGES_READ = frozenset({"SEMVER", "ECOSYSTEM"})


class RecordError(ValueError):
    """A record, or the part of it that decides whom it affects, cannot be read; the message says which and why."""


def advisory(record: Any, *, brief: bool = False) -> Advisory:
    """Return what a record says; only whom it affects where `brief`: of most records no more is needed.

    Raises:
        RecordError: no record, or it cannot be told whom it affects.
    """
    stated = as_object(record) or {}
    if not (name := _short(stated.get("id"))):
        raise RecordError("a record without an id")
    try:
        withdrawn, affected = _withdrawn(stated), tuple(_affected(stated, rated=not brief))
        _refuse_too_many(affected)
        if brief:
            return Advisory(name, withdrawn=withdrawn, affected=affected)
        return Advisory(
            id=name,
            aliases=frozenset(_aliases(stated)) - {name},
            published=moment(stated.get("published")),
            modified=moment(stated.get("modified")),
            withdrawn=withdrawn,
            summary=_summary(stated),
            severity=_severity(name, stated),
            affected=affected,
        )
    except RecordError as error:
        raise RecordError(f"{name}: {error}") from None


def moment(stated: Any) -> datetime | None:
    """Return a time of a record; None where there is none or it cannot be read."""
    try:
        found = datetime.fromisoformat(stated)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found.year >= _FIRST_YEAR else None  # Go writes the year 1 where it knows no time


def _aliases(record: dict[str, Any]) -> Iterator[str]:
    yield from (name for each in _list(record, "aliases", quiet=True) if (name := _short(each)))


def _severity(name: str, record: dict[str, Any]) -> Severity | None:
    return severity.of_vectors(record.get("severity")) or severity.of_word(name, record.get("database_specific"))


def _withdrawn(record: dict[str, Any]) -> datetime | None:
    stated = record.get("withdrawn")
    if stated is None:
        return None
    found = moment(stated)
    if found is None:
        raise RecordError("`withdrawn` is not a time")
    return found


def _summary(record: dict[str, Any]) -> str:
    """Return the summary, else the first line of the details, as one line of bounded length."""
    for key in ("summary", "details"):
        text = record.get(key)
        if isinstance(text, str) and (lines := text[: 10 * _LONGEST_SUMMARY].strip().splitlines()):
            line = " ".join(lines[0].lstrip("# ").split())
            return line if len(line) <= _LONGEST_SUMMARY else f"{line[: _LONGEST_SUMMARY - 1]}…"
    return ""


def _affected(record: dict[str, Any], *, rated: bool) -> Iterator[Affected]:
    for entry in _objects(record, "affected"):
        if entry.get("package") is None:  # a repository only, by its commits
            continue
        package = as_object(entry["package"]) or {}
        ecosystem, name = package.get("ecosystem"), package.get("name")
        if not (isinstance(ecosystem, str) and isinstance(name, str) and ecosystem and name):
            raise RecordError("an affected package without ecosystem or name")
        yield Affected(
            ecosystem,
            normalised(ecosystem, name),
            versions=frozenset(_texts(_list(entry, "versions"))),
            ranges=tuple(_ranges(entry)),
            severity=severity.of_vectors(entry.get("severity")) if rated else None,
        )


def _refuse_too_many(affected: tuple[Affected, ...]) -> None:
    versions: Counter[str] = Counter()
    events: Counter[str] = Counter()
    for each in affected:
        versions[each.name] += len(each.versions)
        events[each.name] += sum(len(one.events) for one in each.ranges)
        if versions[each.name] > _MOST_VERSIONS or events[each.name] > _MOST_EVENTS:
            raise RecordError(f"{each.name} has more than {_MOST_VERSIONS:,} versions or {_MOST_EVENTS:,} events")


def _ranges(entry: dict[str, Any]) -> Iterator[Range]:
    for stated in _objects(entry, "ranges"):
        if stated.get("type") in _RANGES_READ:
            events = tuple(_events(stated))
            if not any(kind == "introduced" for kind, _ in events):
                raise RecordError("a range in which nothing is introduced")
            yield Range(events)


def _events(stated: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for event in _objects(stated, "events"):
        for kind in EVENTS:
            if kind in event:
                yield from ((kind, version) for version in _texts([event[kind]]))


def _objects(holder: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    for each in _list(holder, key):
        if (found := as_object(each)) is None:
            raise RecordError(f"`{key}` does not hold objects")
        yield found


def _list(holder: dict[str, Any], key: str, *, most: int = _MOST_VERSIONS, quiet: bool = False) -> list[Any]:
    found = as_list(holder.get(key))
    if found is None and holder.get(key) is not None and not quiet:
        raise RecordError(f"`{key}` is not a list")
    if found and len(found) > most:
        raise RecordError(f"`{key}` has {len(found):,} entries; at most {most:,} are read")
    return found or []


def _texts(values: list[Any]) -> list[str]:
    if not all(map(_is_text, values)):
        raise RecordError("a version that is not text")
    return values


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _short(value: Any) -> str:
    """Return an id; empty where it is none, or so long that it is none."""
    return value if isinstance(value, str) and len(value) <= _LONGEST_ID else ""
