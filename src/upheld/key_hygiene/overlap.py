"""Two active keys of one owner for longer than it takes to replace one by the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import cast

from upheld.check import Verdict
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.ages import counted, day, whole_days
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import Remark, called

_INTERCHANGEABLE = frozenset({"access-key", "service-account-key"})
"""Kinds of which an owner has a second one only to replace the first; tokens of one person may each have a purpose."""


def overlaps(keys: Iterable[Key], limits: Limits, *, seen: datetime) -> Iterator[tuple[Key, Remark]]:
    """Yield each key that a newer one of the same source, kind and owner has stood beside for too long."""
    owned: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key in keys:
        active = key.state is State.ACTIVE and isinstance(key.created, datetime) and not key.ahead_of(seen)
        if active and key.owner and key.kind in _INTERCHANGEABLE:
            owned[key.source, key.kind, key.owner].append(key)
    for each in owned.values():
        each.sort(key=lambda key: (_made(key), key.name))
        for older, newer in pairwise(each):
            days = whole_days(_made(newer), seen)
            if days > limits.overlap:
                yield older, _remark(newer, days, limits)


def _made(key: Key) -> datetime:
    return cast("datetime", key.created)


def _remark(newer: Key, days: int, limits: Limits) -> Remark:
    return Remark(
        rule="overlap",
        verdict=Verdict.BROKEN,
        actual=f"is still active {counted(days, 'day')} after {called(newer)} of the same owner was made",
        expected=f"an old key is to be taken away within {counted(limits.overlap, 'day')}",
        is_advice=True,
        shown=f"the newer one was made on {day(_made(newer))}",
        help="take the older one away once nothing uses it",
    )
