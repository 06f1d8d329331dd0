"""The entries of a ledger, put together promise by promise."""

from collections.abc import Iterable

from upheld.model import Entry, Ledger, Promise, Verdict
from upheld.review.record import Promised, State, worst
from upheld.review.vulnerable import place


def promises_of(
    ledger: Ledger, read: Iterable[Promise], period: str
) -> tuple[tuple[Promised, ...], tuple[frozenset[str], ...]]:
    """Return every promise once, worst first, and the fingerprints of the findings of each.

    A promise that was read and of which no check spoke, because it crashed or was not asked, is unverified: left out, it
    would look as if all were well.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, entry in enumerate(ledger.entries):
        groups.setdefault(_identity(entry.promise), []).append(number)
    made = [_promised(numbers, ledger, period) for numbers in groups.values()]
    made += (_passed_over(each, ledger, period) for each in read if each.stated and _identity(each) not in groups)
    made.sort(key=lambda each: (list(State).index(each.state), not each.stated, each.place.path, each.place.line))
    marks = (frozenset(ledger.entries[number].fingerprint for number in each.findings) for each in made)
    return tuple(made), tuple(marks)


def _identity(promise: Promise) -> tuple[object, ...]:
    """Return what tells two promises apart: one line may make several, for a severity each.

    Not by their words: the ledger shows none of a file in which a secret stands.
    """
    said = {name: value for name, value in promise.fields().items() if isinstance(value, str | int | None)}
    return promise.kind, promise.location, promise.stated, tuple(sorted(said.items(), key=str))


def _passed_over(promise: Promise, ledger: Ledger, period: str) -> Promised:
    hidden = ledger.sources.get(promise.location.path) == ""
    return Promised(
        kind=promise.kind,
        place=place(promise.location),
        quote="" if hidden else promise.quote,
        force=promise.force,
        stated=True,
        findings=(),
        state=State.UNVERIFIED,
        since=period,
    )


def _promised(numbers: list[int], ledger: Ledger, period: str) -> Promised:
    entries = [ledger.entries[number] for number in numbers]
    promise = entries[0].promise
    return Promised(
        kind=promise.kind,
        place=place(promise.location),
        quote=promise.quote,
        force=promise.force,
        stated=promise.stated,
        findings=tuple(numbers),
        state=worst([_state(entry) for entry in entries]),
        since=period,
        pressing=tuple(number for number in numbers if ledger.entries[number].is_pressing),
    )


def _state(entry: Entry) -> State:
    if entry.finding.verdict is Verdict.BROKEN:
        return State.WAIVED if entry.waiver else State.BROKEN
    return State(entry.finding.verdict.value)
