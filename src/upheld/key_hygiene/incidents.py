"""Compromised, suspected or leaked, and not rotated since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from upheld.check import Verdict
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.ages import day
from upheld.key_hygiene.remark import Remark
from upheld.key_hygiene.rotation import dated
from upheld.model import Location

INCIDENTS = frozenset({"compromised", "leaked"})
"""The names of what is said here."""
_ENDED = frozenset({State.DEACTIVATED, State.DESTROYED, State.SUSPENDED})
_EXPECTED = "a key is to be rotated after any suspected compromise"
_ROTATE = "replace it at once, then take the metadata anew"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """A day or moment from which on a key's old value must not be used."""

    name: str
    """The key's name, its id, or both with its source before a slash; for a leak the name of the variable."""
    since: datetime
    """A day is its beginning in UTC, so that a rotation on the same day counts."""
    what: str
    """The end of a sentence that begins with the key: `was compromised on 2026-01-10: printed in a log`."""
    location: Location | None = None
    rule: str = "compromised"
    """`compromised`, or `leaked` where it stands in the history of the repository."""

    def is_about(self, key: Key) -> bool:
        """Tell whether it names a key, in any mixture of case."""
        return self.name.casefold() in {
            each.casefold() for each in (key.name, key.id, f"{key.source}/{key.name}") if each
        }


def leaked(name: str, at: datetime, commit: str, place: Location) -> Incident:
    """Return what a scan of the history tells of a variable whose value was committed; a place is one of that commit."""
    what = f"stands in the history since {day(at)} ({place}, commit {commit[:12]})"
    return Incident(name=name, since=at, what=what, rule="leaked")


def incident(key: Key, incidents: Iterable[Incident], *, seen: datetime, now: datetime) -> Remark | None:
    """Tell whether a key was rotated after the last incident that names it, or is marked as compromised.

    A key that is suspended, deactivated or destroyed needs no rotation.
    """
    named = [each for each in incidents if each.is_about(key) and each.since <= now]
    if key.state in _ENDED:
        return None
    if not named:
        return _marked() if key.state is State.COMPROMISED and not _is_revoked(key) else None
    last = max(named, key=lambda each: each.since)
    renewed = None if key.ahead_of(now) else key.renewed
    if renewed is not None and renewed >= last.since:
        return Remark(
            rule=last.rule,
            verdict=Verdict.UPHELD,
            actual=f"{last.what}, and was renewed on {day(renewed)}",
            shown=dated(key, renewed),
        )
    if renewed is None or seen < last.since:
        unknown = "nothing tells when it was renewed" if renewed is None else f"the metadata are from {day(seen)}"
        return _remark(last, Verdict.UNVERIFIED, f"{last.what}, and {unknown}", "")
    return _remark(last, Verdict.BROKEN, f"{last.what}, and was not rotated since", dated(key, renewed))


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
