"""Expired but active, about to expire, or without an end although one is promised."""

from datetime import UTC, datetime, time

from upheld.check import Verdict
from upheld.facts.keys.key import NEVER, Key, State
from upheld.key_hygiene.ages import counted, day
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import Remark

_PUBLISHED = frozenset({"public-key", "gpg-key", "security.txt"})
_RENEW = "renew it, or take it away"


def expiry(key: Key, limits: Limits, *, seen: datetime, now: datetime) -> Remark | None:
    """Tell whether an active key has expired or soon will; of one without a known end nothing is said."""
    if key.state is not State.ACTIVE or not isinstance(key.expires, datetime):
        return None
    left = (key.expires.astimezone(UTC).date() - now.astimezone(UTC).date()).days
    if _is_over(key.expires, now):
        return _expired(key, key.expires, -left, seen)
    if left > limits.expires_soon:
        return None
    when = f"in {counted(left, 'day')}" if left else "today"
    return Remark(
        rule="expires-soon",
        verdict=Verdict.UPHELD,
        actual=f"expires {when}",
        is_advice=True,
        shown=f"expires on {day(key.expires)}",
        help="renew it in time",
    )


def no_expiry(key: Key) -> Remark | None:
    """Tell whether an active key is known to have no end; asked where a policy says that keys expire."""
    if key.state is not State.ACTIVE or key.expires is not NEVER:
        return None
    return Remark(
        rule="no-expiry",
        verdict=Verdict.BROKEN,
        actual="never expires",
        expected="keys are to expire",
        shown="the metadata say that it has no end",
        help="replace it by one with an end",
    )


def _expired(key: Key, expires: datetime, days: int, seen: datetime) -> Remark:
    ago = f"{counted(days, 'day')} ago" if days else "today"
    known = _is_over(expires, seen)
    if not known:
        more = f", after the metadata were taken on {day(seen)}"
    else:
        more = " and is still published" if key.kind in _PUBLISHED else " and is still active"
    return Remark(
        rule="expired",
        verdict=Verdict.BROKEN if known else Verdict.UNVERIFIED,
        actual=f"expired {ago}{more}",
        expected="what has expired is to be renewed or taken away",
        is_advice=True,
        shown=f"expired on {day(expires)}",
        help=_RENEW if known else "take the metadata anew",
    )


def _is_over(expires: datetime, now: datetime) -> bool:
    end = expires.astimezone(UTC)
    # Who states a day alone may mean that it is the last one.
    is_last_day = end.time() == time() and end.date() == now.astimezone(UTC).date()
    return now > end and not is_last_day
