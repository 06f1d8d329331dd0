"""Whether a metadata file is new enough to say anything of today."""

from datetime import datetime

from upheld.facts.keys.key import Evidence
from upheld.key_hygiene.ages import counted, day, whole_days
from upheld.key_hygiene.limits import Limits

_LASTING = frozenset({"key inventory", "OpenPGP public keys", "X.509 certificates", "security.txt"})
"""Sources that are no picture of another place: what people state, and what is published as it stands."""


def seen_at(evidence: Evidence, committed: datetime | None, now: datetime) -> datetime:
    """Return the latest moment of which a file can tell: when it was taken, else when it was last committed.

    What tells neither was given for the run, and is taken to be of now.
    """
    if evidence.made is None and evidence.source in _LASTING:
        return now
    return min(evidence.made or committed or now, now)


def staleness(evidence: Evidence, committed: datetime | None, limits: Limits, now: datetime) -> str | None:
    """Return why a file is too old, as a predicate; None where it is not."""
    seen = seen_at(evidence, committed, now)
    if (days := whole_days(seen, now)) <= limits.evidence_age:
        return None
    taken = "was taken" if evidence.made else "does not say when it was taken, and was committed"
    return f"{taken} {counted(days, 'day')} ago, on {day(seen)}"
