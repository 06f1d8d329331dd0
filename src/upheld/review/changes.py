"""What is not as it was in the last review: promise by promise."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import partial

from upheld.nouns import dataclass
from upheld.review.listed import Clock, Mended
from upheld.review.record import Promised, Record, Withdrawn

_ALIKE = 0.6
_LONGEST = 300
_MOST_COMPARED = 100


def compared(
    promises: Sequence[Promised], marks: Sequence[frozenset[str]], last: Record | None
) -> tuple[tuple[Promised, ...], tuple[Withdrawn, ...]]:
    """Return the promises with how they stood before, and those of the last review that are gone.

    A promise is the same where its kind and its words are. What is left of a kind then belongs together where a finding
    is of the same (`marks`: fingerprints), and then where the words resemble each other: a date or a number is another.
    """
    if last is None:
        return tuple(promises), ()
    before = list(last.promises)
    matched = _by_words(promises, before)
    for step in (_by_findings, _by_likeness):
        now = [number for number in range(len(promises)) if number not in matched]
        taken = set(matched.values())
        was = [number for number in range(len(before)) if number not in taken]
        matched |= step(_Left(promises, marks, now, last, was))
    told = tuple(
        _with_before(promise, before[matched[number]]) if number in matched else promise
        for number, promise in enumerate(promises)
    )
    taken = set(matched.values())
    gone = [each for number, each in enumerate(before) if number not in taken and each.stated]
    return told, tuple(Withdrawn(each.kind, each.place, each.quote, each.state) for each in gone)


def _with_before(now: Promised, was: Promised) -> Promised:
    same_words = _words(now) == _words(was)
    return replace(
        now,
        before=was.state,
        since=was.since if now.state is was.state else now.since,
        words_before=None if same_words else was.quote,
    )


@dataclass(frozen=True)
class _Left:
    """What has no match yet, by numbers."""

    promises: Sequence[Promised]
    marks: Sequence[frozenset[str]]
    now: Sequence[int]
    last: Record
    was: Sequence[int]


def _by_words(promises: Sequence[Promised], before: Sequence[Promised]) -> dict[int, int]:
    """Match equal promises, those on the nearest line first, each with one."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(before):
        waiting[_words(each)].append(number)
    matched: dict[int, int] = {}
    for number, each in enumerate(promises):
        if candidates := waiting[_words(each)]:
            nearest = min(candidates, key=partial(_distance, before, each.place.line))
            candidates.remove(nearest)
            matched[number] = nearest
    return matched


def _distance(before: Sequence[Promised], line: int, number: int) -> int:
    return abs(before[number].place.line - line)


def _words(promise: Promised) -> tuple[object, ...]:
    return promise.kind, " ".join(promise.quote.split()), promise.stated


def _by_findings(left: _Left) -> dict[int, int]:
    known: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in left.was:
        was = left.last.promises[number]
        for said in left.last.said_of(was):
            known[was.kind, said.fingerprint].append(number)
    found: dict[int, int] = {}
    for number in left.now:
        kind = left.promises[number].kind
        same = [known[kind, mark] for mark in left.marks[number] if (kind, mark) in known]
        # What several promises have in common tells none of them from the others.
        free = sorted({each[0] for each in same if len(each) == 1} - set(found.values()))
        if len(free) == 1:
            found[number] = free[0]
    return found


def _by_likeness(left: _Left) -> dict[int, int]:
    found: dict[int, int] = {}
    for number in left.now[:_MOST_COMPARED]:
        promise = left.promises[number]
        candidates = [
            (_likeness(promise, left.last.promises[other]), -other)
            for other in left.was[:_MOST_COMPARED]
            if other not in found.values() and left.last.promises[other].kind == promise.kind
        ]
        alike, other = max(candidates, default=(0.0, 0))
        if alike >= _ALIKE:
            found[number] = -other
    return found


def _likeness(one: Promised, other: Promised) -> float:
    matcher = SequenceMatcher(None, one.quote[:_LONGEST], other.quote[:_LONGEST], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def clocks_compared(clocks: Iterable[Clock], last: Record | None) -> tuple[Clock, ...]:
    """Return the clocks with the day of the review that first saw each."""
    first = {_subject(each): each.seen for each in last.clocks} if last else {}
    return tuple(replace(each, seen=first.get(_subject(each), each.seen)) for each in clocks)


def _subject(clock: Clock) -> tuple[str, str]:
    """Return what stays the same while the locked version changes."""
    return clock.id, clock.package.rpartition(" ")[0]


def mended_since(clocks: Iterable[Clock], last: Record | None, today: date) -> tuple[Mended, ...]:
    """Return the vulnerabilities that the last review listed and that are gone."""
    if last is None:
        return ()
    here = set(map(_subject, clocks))
    return tuple(
        Mended(each.id, each.package, each.severity, each.due, last.day, today)
        for each in last.clocks
        if _subject(each) not in here
    )
