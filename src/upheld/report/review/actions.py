"""What is to be done, by whom and until when: broken promises first, then what expires, then what could not be verified."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from upheld.nouns import dataclass
from upheld.report.review.wording import counted
from upheld.review.listed import Place
from upheld.review.record import Promised, Record, Said, State

_MOST_SAID = 3
PASSED_OVER = ("no check of this run spoke of it", "see below how it was checked, and run it with every rule")
"""What is said of a promise without a finding, and how to mend that."""


@dataclass(frozen=True)
class Action:
    """One thing to do."""

    what: str
    how: str
    place: Place
    owner: str | None
    """None where nobody is named: the page leaves room for it."""
    due: date
    overdue: bool = False


def actions(record: Record) -> tuple[Action, ...]:
    """Return everything to do; what is overdue comes first in its group."""
    broken = [_of_promise(each, record, State.BROKEN) for each in record.promises if each.state is State.BROKEN]
    ending = sorted(_ending(record), key=lambda each: each.due)
    open_ = [each for each in record.promises if each.state is State.UNVERIFIED and each.stated]
    return (*broken, *ending, *_pressing(record), *_to_verify(open_, record))


def _of_promise(promise: Promised, record: Record, state: State) -> Action:
    said = [each for each in record.said_of(promise) if each.state is state]
    due = _due(promise, record)
    what = "; ".join(dict.fromkeys(each.message for each in said[:_MOST_SAID]))
    more = f" (and {counted(len(said) - _MOST_SAID, 'more finding')} on this promise)" if len(said) > _MOST_SAID else ""
    helps = list(dict.fromkeys(each.help for each in said if each.help))
    how = "; ".join(helps[:_MOST_SAID]) + (
        f"; and {len(helps) - _MOST_SAID:,} more, see the promise" if len(helps) > _MOST_SAID else ""
    )
    place = said[0].location if said else promise.place
    return Action(f"{what}{more}", how, place, record.owner_of(place.path), due, due <= record.day)


def _due(promise: Promised, record: Record) -> date:
    """Return the earliest end of a promised time that this promise sets, else the day of the next review."""
    late = [each.due for each in record.clocks if each.due and each.promise == promise.place and not each.waived_until]
    return min([record.next_review, *late])


def _ending(record: Record) -> Iterator[Action]:
    """Yield the waivers and attestations that have expired, or will before the next review."""
    for waiver in record.waivers:
        if (day := _day(waiver.expires)) and day <= record.next_review:
            told = f"the waiver of {waiver.about} {_ends(day, record)}"
            yield Action(told, "mend what it excuses, or renew it", waiver.place, waiver.owner, day, day < record.day)
    for word in record.attestations:
        if (day := _day(word.expires)) and day <= record.next_review:
            told = f"the attestation of {word.kind} {_ends(day, record)}"
            yield Action(told, "attest it anew, or withdraw the promise", word.place, word.by, day, day < record.day)


def _ends(day: date, record: Record) -> str:
    return f"expired on {day}" if day < record.day else f"expires on {day}"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:  # an event such as `fixed`
        return None


def _pressing(record: Record) -> Iterator[Action]:
    for promise in record.promises:
        said = [record.check.findings[number] for number in promise.pressing]
        if said and promise.state is not State.BROKEN:
            what = "; ".join(dict.fromkeys(each.message for each in said[:_MOST_SAID]))
            how = "; ".join(dict.fromkeys(each.help for each in said[:_MOST_SAID] if each.help))
            place = said[0].location
            yield Action(what, how, place, record.owner_of(place.path), _due(promise, record))


def _to_verify(promises: Iterable[Promised], record: Record) -> Iterator[Action]:
    """Yield what it takes to verify what could not be, once for all promises that lack the same."""
    lacking = [(_lacks(each, record), each) for each in promises]
    lacking.sort(key=lambda pair: pair[0])
    for (message, how), group in groupby(lacking, key=lambda pair: pair[0]):
        if how:
            several = [promise for _, promise in group]
            told = f"{counted(len(several), 'promise')} could not be verified: {message}"
            place = several[0].place
            yield Action(told, how, place, record.owner_of(place.path), record.next_review)


def _lacks(promise: Promised, record: Record) -> tuple[str, str]:
    said: list[Said] = [each for each in record.said_of(promise) if each.state is State.UNVERIFIED]
    return (said[0].message, said[0].help or "") if said else PASSED_OVER
