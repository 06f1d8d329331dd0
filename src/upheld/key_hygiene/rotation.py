"""Too old, never rotated, or of no known age."""

from datetime import datetime

from upheld.check import Verdict
from upheld.facts.keys.key import NEVER, Key, State
from upheld.key_hygiene.ages import age_of, day, why_unknown
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import Remark

AGES = frozenset({"too-old", "never-rotated", "unknown-age"})
"""The names of what is said here."""
_DATES = "give metadata with the date of its last rotation, or list the key in keys.yml with `created` and `rotated`"


def rotation(key: Key, limits: Limits, *, seen: datetime, now: datetime) -> Remark | None:
    """Tell whether an active key is older than its limit.

    Args:
        key: it may be of any state; one that is not active needs no rotation.
        limits: the age that equals the limit is within it.
        seen: when the metadata were taken: what was not too old then may have been rotated since.
        now: the time of the run, from which the age is counted.
    """
    if key.state is not State.ACTIVE:
        return None
    age = age_of(key, now)
    if age is None:
        told, help_ = why_unknown(key, now), _DATES
        return Remark(rule="unknown-age", verdict=Verdict.UNVERIFIED, actual=told, expected=limits.expected, help=help_)
    if age.days <= limits.rotation:
        return None
    then = age_of(key, seen)
    if then is None or then.days <= limits.rotation:
        return Remark(
            rule="too-old",
            verdict=Verdict.UNVERIFIED,
            actual=f"{age.told}, unless it was rotated since the metadata were taken on {day(seen)}",
            expected=limits.expected,
            shown=dated(key, age.since),
            help="take the metadata anew",
        )
    return Remark(
        rule="never-rotated" if age.never_rotated else "too-old",
        verdict=Verdict.BROKEN,
        actual=age.told,
        expected=limits.expected,
        is_advice=limits.promised is None,
        shown=dated(key, age.since),
        help="replace it where it is used, then take the metadata anew",
    )


def dated(key: Key, since: datetime) -> str:
    """Return which of a key's dates counts, and what a reader has to know of it."""
    which = "changed" if key.changed not in {None, NEVER} and key.changed == since else "made"
    return "; ".join(part for part in (f"{which} on {day(since)}", key.note) if part)
