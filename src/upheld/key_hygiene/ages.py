"""How old a key's value is, in whole days, and by which of its dates."""

from datetime import UTC, datetime

from upheld.facts.keys.key import NEVER, Key
from upheld.nouns import dataclass


@dataclass(frozen=True)
class Age:
    """The age of a value: it is counted from the later of the known dates."""

    days: int
    since: datetime
    never_rotated: bool = False
    """Whether the metadata say that it is still the first one, and not merely nothing of rotations."""

    @property
    def told(self) -> str:
        """Return it as a predicate: `is 214 days old`."""
        never = " and was never rotated" if self.never_rotated else ""
        return f"is {counted(self.days, 'day')} old{never}"


def whole_days(since: datetime, until: datetime) -> int:
    """Return the whole days between two moments, whatever their offsets; below 0 where the first is the later one."""
    return (until.astimezone(UTC) - since.astimezone(UTC)).days


def age_of(key: Key, now: datetime) -> Age | None:
    """Return the age of a key's value; None where no date is known, or one lies after `now`."""
    if key.renewed is None or key.ahead_of(now):
        return None
    return Age(max(whole_days(key.renewed, now), 0), key.renewed, key.changed is NEVER)


def why_unknown(key: Key, now: datetime) -> str:
    """Return why a key has no age, as a predicate."""
    if name := key.ahead_of(now):
        return f"was {name} after the time of the run, so its age cannot be told"
    if key.changed is NEVER:
        return "was never rotated, and nothing tells when it was made"
    return "has no age: nothing tells when it was made or rotated"


def day(moment: datetime) -> str:
    """Return the day of a moment in UTC."""
    return moment.astimezone(UTC).date().isoformat()


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
