"""What a review says in words: sentences on its figures, each the same in a page, a text and a chart."""

from datetime import date

from upheld.model import NotificationKind
from upheld.review.listed import Clock, KeyAge, Running
from upheld.review.period import Period
from upheld.review.record import Counts, Promised, Record, State

SIGNS = {State.BROKEN: "✗", State.WAIVED: "⊘", State.UNVERIFIED: "?", State.UPHELD: "✓"}
"""A sign for each state, since colour alone says nothing to many."""


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def counts_told(counts: Counts) -> str:
    """Return how many promises stand how, worst first; nothing that is none."""
    if not counts.total:
        return "no promises"
    parts = [f"{getattr(counts, state.value):,} {state.value}" for state in State if getattr(counts, state.value)]
    return ", ".join(parts)


def verdict(record: Record) -> str:
    """Return how the promises stand, as a clause."""
    counts = record.counts
    if not counts.total:
        return "The policy makes no promise that could be read" if record.policy.path else "There is no security policy"
    if not counts.broken:
        return _none_broken(counts)
    of = f"{counts.broken:,} of {counted(counts.total, 'promise')} {'is' if counts.broken == 1 else 'are'} broken"
    return f"{of}{_rest(counts)}"


def crashes(record: Record) -> str:
    """Return that a check crashed, as the end of a clause; else nothing."""
    count = sum(each.kind == NotificationKind.CRASH for each in record.check.notifications)
    return f", and {counted(count, 'check')} crashed" if count else ""


def _none_broken(counts: Counts) -> str:
    one = counts.total == 1
    if counts.upheld == counts.total:
        return "The one promise is upheld" if one else f"All {counts.total:,} promises are upheld"
    if counts.unverified == counts.total:
        return (
            "The one promise could not be verified" if one else f"None of {counts.total:,} promises could be verified"
        )
    upheld = f"{counts.upheld:,} {'is' if counts.upheld == 1 else 'are'} upheld" if counts.upheld else "none is upheld"
    return f"No promise is known to be broken: {upheld}{_rest(counts)}"


def _rest(counts: Counts) -> str:
    waived = f", {counts.waived:,} waived" if counts.waived else ""
    return waived + (f", {counts.unverified:,} could not be verified" if counts.unverified else "")


def since(record: Record) -> str:
    """Return what changed since the last review, as a clause."""
    if not record.earlier:
        return "this is the first review"
    last = record.earlier[-1].period
    parts = _movements(record)
    return f"since {last}, {', '.join(parts)}" if parts else f"since {last}, no promise stands otherwise than it did"


def _movements(record: Record) -> list[str]:
    moves = [(each.before, each.state) for each in record.stated]
    repaired = sum(was is State.BROKEN and now is State.UPHELD for was, now in moves)
    broken = sum(was not in {None, State.BROKEN} and now is State.BROKEN for was, now in moves)
    excused = sum(was not in {None, State.WAIVED} and now is State.WAIVED for was, now in moves)
    lost = sum(was is not None and was is not now is State.UNVERIFIED for was, now in moves)
    kept = sum(was in {State.UNVERIFIED, State.WAIVED} and now is State.UPHELD for was, now in moves)
    new = [now for was, now in moves if was is None]
    new_broken = sum(now is State.BROKEN for now in new)
    told = (
        (repaired, "{} repaired"),
        (broken, "{} newly broken"),
        (kept, "{} now shown to be upheld"),
        (excused, "{} waived"),
        (lost, "{} not verified this time"),
        (len(new), "{} new" + (f" ({new_broken} of them broken)" if new_broken else "")),
        (sum(bool(each) for each in record.withdrawn), "{} withdrawn"),
    )
    return [words.format(f"{count:,}") for count, words in told if count]


def missed(record: Record) -> str:
    """Return the periods between this review and the last of which there is none, as a sentence; else nothing."""
    if not record.earlier:
        return ""
    last, now = Period.read(record.earlier[-1].period), Period.read(record.period)
    between = [str(last.later(step)) for step in range(1, min(now.since(last), 20))]
    return f"There is no review of {', '.join(between)}." if between else ""


def change_of(promise: Promised, record: Record) -> str:
    """Return what changed of a promise since the last review."""
    if not record.earlier:
        return ""
    if promise.before is None:
        return "new"
    return f"was {promise.before}" if promise.before is not promise.state else f"so since {promise.since}"


def age_told(clock: Clock, today: date) -> str:
    """Return the age of a vulnerability beside its limit."""
    if clock.started is None or clock.due is None:
        return clock.state.value
    age, limit = (today - clock.started).days, (clock.due - clock.started).days
    ended = {Running.LATE: f"{counted(age - limit, 'day')} late", Running.DUE_SOON: f"due on {clock.due}"}
    waived = f", waived until {clock.waived_until}" if clock.waived_until else ""
    return f"{age:,} of {counted(limit, 'day')}, {ended.get(clock.state, 'in time')}{waived}"


def key_told(key: KeyAge) -> str:
    """Return the age of a key beside its limit."""
    if key.days is None:
        return f"{key.name}: of no known age"
    if key.limit is None:
        return f"{key.name}: {counted(key.days, 'day')}, no rotation is promised for it"
    over = f", {counted(key.days - key.limit, 'day')} over" if key.days > key.limit else ""
    taken = " (“regularly”)" if key.regularly else ""
    return f"{key.name}: {key.days:,} of {counted(key.limit, 'day')}{taken}{over}"


def begun(text: str) -> str:
    """Return a phrase as the beginning of a sentence; one that begins with a name keeps its spelling."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text
