"""What a change of the policy takes back: promises that are gone, or bind less than before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, cast

from upheld.model import Force, Location, Promise
from upheld.nouns import dataclass
from upheld.policy.kinds.network_exposure import NetworkExposure
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets
from upheld.policy.rhythms import rhythm
from upheld.policy.supported_versions import SupportedVersions
from upheld.policy.timed import Timed

_STRICTNESS = {"loopback-only": 0, "stdio-only": 1, "no-outbound": 1, "no-network": 2}
_BINDING = frozenset({"days", "hours", "last_updated", "next_review", "cadence", "policy"})
"""Fields that say how much a promise binds, not what it is about."""


@dataclass(frozen=True)
class Weakened:
    """A promise of the base that the head does not make as it was."""

    before: Promise
    place: Location
    """Where it stood."""
    after: Location | None
    """Where what it has become stands; None where it is gone."""
    how: str
    """What was, and what is instead, as a phrase."""


def weakened(before: Sequence[Promise], after: Sequence[Promise], today: date) -> Iterator[Weakened]:
    """Yield what was promised before and is not any more; advice that is gone binds nobody.

    Promises are the same where kind and subject are: a severity, a claim. Of several of one subject those that are as
    before belong together first, then each to the next.
    """
    left = [each for each in after if each.stated]
    changed: list[Promise] = []
    for was in _bound(before):
        same = next((each for each in left if _same(was, each)), None)
        left.remove(same) if same else changed.append(was)
    for was in changed:
        yield from _changed(was, left, today)


def _bound(promises: Iterable[Promise]) -> Iterator[Promise]:
    return (each for each in promises if each.stated and each.force is Force.COMMITMENT)


def _changed(was: Promise, left: list[Promise], today: date) -> Iterator[Weakened]:
    now = next((each for each in left if _subject(each) == _subject(was)), None)
    if now is None:
        yield Weakened(was, was.location, None, f"“{was.quote}” is gone")
        return
    left.remove(now)
    yield from (Weakened(was, was.location, now.location, how) for how in _less(was, now))
    if isinstance(was, SupportedVersions) and isinstance(now, SupportedVersions):
        yield from _unsupported(was, now, today)


def _same(one: Promise, other: Promise) -> bool:
    return (
        type(one) is type(other)
        and (one.quote, one.force) == (other.quote, other.force)
        and one.fields() == other.fields()
    )


def _subject(promise: Promise) -> tuple[str, str]:
    about = {name: value for name, value in promise.fields().items() if name not in _BINDING and isinstance(value, str)}
    return promise.kind, "" if isinstance(promise, SupportedVersions) else repr(sorted(about.items()))


def _less(was: Promise, now: Promise) -> Iterator[str]:
    """Yield each way in which a promise binds less than it did."""
    if now.force is Force.PRACTICE:
        yield f"“{was.quote}” is advice now"
    if isinstance(was, Timed) and isinstance(now, Timed):
        if now.within.hours > was.within.hours or (now.within.business and not was.within.business):
            yield f"{was.within} became {now.within}"
    elif isinstance(was, NetworkExposure) and isinstance(now, NetworkExposure):
        if _STRICTNESS[now.policy] < _STRICTNESS[was.policy]:
            yield f"`{was.policy}` became `{now.policy}`"
        if now.by_default and not was.by_default:
            yield f"`{now.policy}` holds only by default now"
    elif isinstance(was, NoCommittedSecrets) and isinstance(now, NoCommittedSecrets):
        yield from _less_of_fields({"what": was.what}, {"what": now.what})
    elif not isinstance(was, SupportedVersions):
        yield from _less_of_fields(was.fields(), now.fields())


def _less_of_fields(was: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name, value in was.items():
        other = now.get(name)
        if isinstance(value, tuple | list):
            lost = [str(each) for each in cast("Sequence[Any]", value) if each not in (other or ())]
            if lost:
                yield f"{', '.join(lost)} {'is' if len(lost) == 1 else 'are'} left out now"
        elif name in {"days", "cadence"} and value is not None and _interval(other) > _interval(value):
            yield f"{_said(name, value)} became {_said(name, other)}"


def _said(name: str, value: Any) -> str:
    return "no stated time" if value is None else f"{value} {name}" if name == "days" else str(value)


def _interval(value: Any) -> float:
    """Return the days between two beats; nothing stated is the longest, and an event comes before every day."""
    if value is None:
        return float("inf")
    if isinstance(value, int):
        return value
    named = rhythm(str(value))
    return 0 if named is None or named.days is None else named.days


def _unsupported(was: SupportedVersions, now: SupportedVersions, today: date) -> Iterator[Weakened]:
    kept = {row.text.casefold() for row in now.rows if row.supported(today)}
    for row in was.rows:
        if row.supported(today) and row.text.casefold() not in kept:
            instead = next((each.location for each in now.rows if each.text.casefold() == row.text.casefold()), None)
            yield Weakened(was, row.location, instead, f"{row.text} was supported and is not any more")
