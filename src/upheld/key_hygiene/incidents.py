"""Compromised, suspected or leaked, and not rotated since."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from upheld.check import Verdict
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.ages import day
from upheld.key_hygiene.remark import Remark
from upheld.key_hygiene.rotation import dated
from upheld.model import Location
from upheld.nouns import dataclass

INCIDENTS = frozenset({"compromised", "leaked"})
"""The names of what is said here."""
_ENDED = frozenset({State.DEACTIVATED, State.DESTROYED, State.SUSPENDED})
_EXPECTED = "a key is to be rotated after any suspected compromise"
_ROTATE = "replace it at once, then take the metadata anew"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """A day or moment from which on a key's old value must not be used."""

    name: str
    """The key's name, its id, or name and source; for a leak the name of the variable, or an id that is no secret."""
    since: datetime
    """A day is its beginning in UTC, so that a rotation on the same day counts."""
    what: str
    """The end of a sentence that begins with the key: `was compromised on 2026-01-10: printed in a log`."""
    since_at_least: datetime | None = None
    """The first moment at which it can have begun, which may be before `since`; None where nobody knows."""
    location: Location | None = None
    rule: str = "compromised"
    """`compromised`, or `leaked` where it stands in the repository."""
    is_sure: bool = True
    """Whether what bears the name is surely that key."""

    def is_about(self, key: Key) -> bool:
        """Tell whether it names a key, in any mixture of case."""
        return self.name.casefold() in key.names


def incident(key: Key, incidents: Iterable[Incident], *, seen: datetime, now: datetime) -> Remark | None:
    """Tell whether a key was rotated after all incidents that name it, or is marked as compromised.

    A key that is suspended, deactivated or destroyed needs no rotation. Of several incidents the worst is told, and of
    these the last.
    """
    if key.state in _ENDED:
        return None
    named = sorted(
        (each for each in incidents if each.is_about(key) and each.since <= now), key=lambda each: each.since
    )
    if not named:
        return _marked() if key.state is State.COMPROMISED and not _is_revoked(key) else None
    told = [remark for each in reversed(named) if (remark := _told(key, each, seen=seen, now=now))]
    return min(told, key=_urgency, default=None)


def _urgency(remark: Remark) -> int:
    if remark.is_unsure:
        return 2
    return (Verdict.BROKEN, Verdict.UNVERIFIED, None, Verdict.UPHELD).index(remark.verdict)


def _told(key: Key, last: Incident, *, seen: datetime, now: datetime) -> Remark | None:
    """Return what is to be said of one incident; nothing where it is over, and perhaps was another key's."""
    renewed = None if key.ahead_of(now) else key.renewed
    if renewed is not None and renewed >= last.since:
        if not last.is_sure:
            return None
        return Remark(
            rule=last.rule,
            verdict=Verdict.UPHELD,
            actual=f"{last.what}, and was renewed on {day(renewed)}",
            shown=dated(key, renewed),
        )
    if renewed is None or seen < last.since:
        unknown = "nothing tells when it was renewed" if renewed is None else f"the metadata are from {day(seen)}"
        return _remark(last, Verdict.UNVERIFIED, f"{last.what}, and {unknown}", "")
    if last.rule == "leaked" and not (last.is_sure and _is_before(renewed, last.since_at_least)):
        return _to_look_at(key, last, renewed)
    return _remark(last, Verdict.BROKEN, f"{last.what}, and was not rotated since", dated(key, renewed))


def _is_before(renewed: datetime, first: datetime | None) -> bool:
    """Tell whether a key was surely renewed before a moment: who states a day alone may mean all of it."""
    if first is None:
        return False
    moment = renewed.astimezone(UTC)
    return moment < first and not (moment.time() == time() and moment.date() == first.astimezone(UTC).date())


def _to_look_at(key: Key, last: Incident, renewed: datetime) -> Remark:
    if not last.is_sure:
        why = "whether it is this key's value is for a person to tell"
    elif last.since_at_least is None:
        why = "since when it stands there, `--history` tells"
    else:
        why = "its commit was perhaps written before that"
    return Remark(
        rule=last.rule,
        verdict=Verdict.BROKEN,
        actual=f"may have leaked: what is called `{last.name}` {last.what}, and the key was last renewed on {day(renewed)}",
        expected=why,
        is_unsure=True,
        shown=dated(key, renewed),
        help=f"look at it, and if it is the key, {_ROTATE}",
    )


def _is_revoked(key: Key) -> bool:
    """Tell whether a public half says of itself that it was revoked: whoever uses it is told, and no more can be done."""
    return (key.note or "").startswith("revoked") or (key.kind == "certificate" and key.source == "CycloneDX CBOM")


def _remark(last: Incident, verdict: Verdict, actual: str, shown: str) -> Remark:
    return Remark(rule=last.rule, verdict=verdict, actual=actual, expected=_EXPECTED, shown=shown, help=_ROTATE)


def _marked() -> Remark:
    return Remark(
        rule="compromised",
        verdict=Verdict.BROKEN,
        actual="is marked as compromised, and not as replaced or taken away",
        expected=_EXPECTED,
        shown="its state is `compromised`",
        help=_ROTATE,
    )
