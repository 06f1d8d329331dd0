"""Which keys of an inventory have leaked into the repository: by what they are called, never by their values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from upheld.facts.keys.key import Key
from upheld.facts.leaks import Leak
from upheld.key_hygiene.ages import day
from upheld.key_hygiene.incidents import Incident
from upheld.model import Location
from upheld.secrets import Confidence

RULE = "leaked"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_COMMON = frozenset(
    """
    access account admin api app application auth authorization bearer client code credential credentials default dev
    development id key keys login main my name new old pass passphrase password private prod production public pwd secret
    secrets service session shared test token tokens user value
    """.split()
)

LineTime = Callable[[Location], datetime | None]
"""Returns when a line was last changed; None where that is not known."""


def leaked(
    leaks: Iterable[Leak], keys: Iterable[Key], *, used: Iterable[str], line_time: LineTime, now: datetime
) -> Iterator[Incident]:
    """Yield the incidents that count for each name of a leak that a key, or a secret which workflows use, bears.

    Of many leaks of one name these are the last one, and the last one that is known to have been the first of its value.
    Left out is what was not committed, and what a comment beside it allows.

    Args:
        leaks: all that the scan found.
        keys: all that are known.
        used: the names of secrets that workflows use.
        line_time: asked where the history was not looked at, for what stands in the files.
        now: the time of the run.
    """
    found: dict[tuple[str, bool], list[Incident]] = {}
    for each in _incidents(leaks, tuple(keys), used=used, line_time=line_time, now=now):
        found.setdefault((each.name.casefold(), each.is_sure), []).append(each)
    for incidents in found.values():
        yield from dict.fromkeys((max(incidents, key=_since), max(incidents, key=_first)))


def _since(each: Incident) -> datetime:
    return each.since


def _first(each: Incident) -> tuple[bool, datetime]:
    return each.since_at_least is not None, each.since_at_least or each.since


def _incidents(
    leaks: Iterable[Leak], keys: tuple[Key, ...], *, used: Iterable[str], line_time: LineTime, now: datetime
) -> Iterator[Incident]:
    bearers = Counter(name for key in keys for name in key.names)
    known = {*bearers, *(name.casefold() for name in used)}
    for leak in leaks:
        if leak.untracked or (leak.waiver and leak.waiver.expires >= now.date().isoformat()):
            continue
        ids = sorted(leak.called.ids)
        for name in (*ids, *sorted(leak.called.variables)):
            if name.casefold() in known:
                alone = bearers[name.casefold()] <= 1
                is_sure = leak.confidence is Confidence.HIGH and alone and (name in ids or _says_which(name))
                yield _incident(leak, name, is_sure=is_sure, line_time=line_time, now=now)


def _incident(leak: Leak, name: str, *, is_sure: bool, line_time: LineTime, now: datetime) -> Incident:
    first, commit = leak.brought_by, leak.brought_by or leak.commit
    if commit is None:
        since = line_time(leak.place) or now
        what = f"stands in {leak.place}" + (f", on a line last changed on {day(since)}" if since < now else "")
    else:
        since = commit.at
        stands, where = ("stands", f"{leak.place}, ") if leak.commit else (f"stands in {leak.place}, and", "")
        what = f"{stands} in the history since {day(since)} ({where}commit {commit.name[:12]})"
    # A clock that went wrong, or a history that nobody has looked at: then only what came later is known.
    knows_first = first is not None and since <= now
    return Incident(
        name=name,
        since=min(since, now),
        since_at_least=min(first.written or since, since) if first and knows_first else None,
        what=what,
        rule=RULE,
        is_sure=is_sure,
    )


def _says_which(name: str) -> bool:
    """Tell whether a name has a word that says which key it is: NPM_TOKEN, and not API_KEY."""
    words = [each.lower() for each in _WORD.findall(name)]
    return len(words) > 1 and any(word not in _COMMON for word in words)
