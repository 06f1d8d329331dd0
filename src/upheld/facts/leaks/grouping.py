"""From places to leaks: equal values of a file are one; what allows them is weighed; each gets a subject of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from upheld.changes import LAST_SECOND
from upheld.facts.leaks.leak import Commit, Leak
from upheld.facts.leaks.places import Key, Place
from upheld.model import Location, Waiver
from upheld.secrets import Confidence

RULE = "no-committed-secrets"


class Grouped:
    """Takes places one by one, and keeps little of each."""

    def __init__(self) -> None:
        self.accepted: dict[str, int] = {}
        """How many places each foreign list or comment takes out."""
        self._places: dict[Key, list[Place]] = {}

    def take(self, place: Place) -> None:
        """Take a place, unless somebody who may do so has said that it is no secret."""
        if who := _accepted_by(place):
            self.accepted[who] = self.accepted.get(who, 0) + 1
            return
        self._places.setdefault(Key(place.rule, place.path, place.name), []).append(place)

    @property
    def names(self) -> frozenset[str]:
        """What stands for the values."""
        return frozenset(key.name for key in self._places)

    def items(self) -> Iterable[tuple[Key, list[Place]]]:
        """Return each group."""
        return self._places.items()


def _accepted_by(place: Place) -> str | None:
    if place.listed and (place.listed.reviewed or place.confidence is Confidence.MEDIUM):
        return place.listed.file
    if place.confidence is Confidence.MEDIUM and place.mark and place.mark.foreign:
        return place.mark.words
    return None


def leak_of(places: list[Place]) -> Leak:
    """Return the leak that some places of one value in one file are."""
    first = min(places, key=lambda place: place.line)
    marks = [place.mark for place in places]
    foreign = {place.mark.words for place in places if place.mark and place.mark.foreign}
    lists = {place.listed.file for place in places if place.listed}
    lowered = all(place.listed or (place.mark and place.mark.foreign) for place in places)
    remarks = [f"{name} allows it, but states no reason and no end" for name in sorted(foreign | lists)]
    remarks += [
        f"the comment {m.words} on line {m.line} excuses nothing: it {m.lacks}"
        for m in marks
        if m and m.lacks and not m.foreign
    ]
    return Leak(
        rule=first.rule,
        title=first.title,
        category=first.category,
        confidence=Confidence.MEDIUM if lowered else surest(places),
        path=first.path,
        lines=tuple(sorted({place.line for place in places})),
        column=first.column,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def surest(places: Iterable[Place]) -> Confidence:
    """Return the highest confidence of some places, whatever allows them."""
    return Confidence.HIGH if any(place.confidence is Confidence.HIGH for place in places) else Confidence.MEDIUM


def numbered(leaks: Iterable[Leak]) -> Iterator[Leak]:
    """Yield leaks by their places, those of one rule in one file with a number each."""
    count: dict[str, int] = {}
    for leak in sorted(leaks, key=lambda leak: (leak.path, leak.lines, leak.rule, leak.column)):
        number = count[leak.subject] = count.get(leak.subject, 0) + 1
        told = replace(leak, number=number)
        yield replace(told, waiver=replace(leak.waiver, subject=told.subject)) if leak.waiver else told


def waived(leak: Leak, places: list[Place]) -> Leak:
    """Return a leak with the exception that a comment beside it states, where every place of it has one."""
    marks = [place.mark for place in places if place.mark and place.mark.until]
    if not marks or len(marks) < len(places):
        if marks:
            return replace(
                leak, remarks=(*leak.remarks, "the same value stands on lines without a comment that allows it")
            )
        return leak
    mark = min(marks, key=lambda mark: mark.until or datetime.max.replace(tzinfo=UTC).date())
    where = Location(leak.path, mark.line)
    day = mark.until.isoformat() if mark.until else ""
    return replace(leak, waiver=Waiver((RULE,), mark.reason, str(where), day, leak.subject, where))


def commit_of(place: Place) -> Commit:
    """Return the commit of a place in the history."""
    return Commit(place.commit, _moment(place.time), _moment(place.written))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, 0), LAST_SECOND), UTC)


def oldest(places: Iterable[Place]) -> Place:
    """Return the place in the history that its commit brought first."""
    return min(places, key=lambda place: (place.time, -place.age))
