"""Unused, or never used: never is not the same as not known, of which nothing is said."""

from datetime import datetime

from upheld.check import Verdict
from upheld.facts.keys.key import NEVER, Key, State
from upheld.key_hygiene.ages import counted, day, whole_days
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import Remark


def usage(key: Key, limits: Limits, *, seen: datetime) -> Remark | None:
    """Tell whether an active key was left unused for too long when the metadata were taken; later uses are not known.

    A use before the last rotation was one of another value, so the days are counted from the later of both. What was
    never used is counted from its creation.
    """
    if key.state is not State.ACTIVE or key.last_used is None:
        return None
    expected = f"what is unused for more than {counted(limits.unused, 'day')} is to be taken away"
    if key.last_used is NEVER:
        if not isinstance(key.created, datetime) or whole_days(key.created, seen) <= limits.unused:
            return None
        days = counted(whole_days(key.created, seen), "day")
        actual, rule, shown = f"was never used in the {days} since it was made", "never-used", key.created
    else:
        since = max(key.last_used, key.renewed or key.last_used)
        if whole_days(since, seen) <= limits.unused:
            return None
        actual = f"was not used for {counted(whole_days(since, seen), 'day')}"
        rule, shown = "unused", key.last_used
    return Remark(
        rule=rule,
        verdict=Verdict.BROKEN,
        actual=actual,
        expected=expected,
        is_advice=True,
        shown=f"{'made' if rule == 'never-used' else 'last used'} on {day(shown)}; known on {day(seen)}",
        help="take it away, or use it",
    )
