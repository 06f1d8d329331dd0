"""The records of reviews that a repository keeps."""

from datetime import date, timedelta
from functools import lru_cache

from upheld.check import Context, Location
from upheld.nouns import dataclass
from upheld.repository import Repository, UnreadableFileError
from upheld.review.saved import LedgerError, read, records_among

_MOST_READ = 4
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Recorded:
    """A review that took place."""

    period: str
    day: date
    moment: str
    location: Location


def newest(context: Context) -> Recorded | None:
    """Return the newest record that is not of a day to come; what cannot be read is none.

    A record of the very moment of the run is the one that is being made: it does not count for itself.
    """
    return _newest(context.repository, context.today + timedelta(days=1), context.as_of.isoformat(timespec="seconds"))


@lru_cache(maxsize=2)
def _newest(repository: Repository, end: date, made: str) -> Recorded | None:
    found = sorted(records_among(repository.paths), reverse=True)
    read_ = (_recorded(path, period, repository) for period, path in found[:_MOST_READ])
    return max(
        (each for each in read_ if each and each.day < end and each.moment != made),
        key=lambda each: each.day,
        default=None,
    )


def _recorded(path: str, period: str, repository: Repository) -> Recorded | None:
    try:
        data = repository.read_bytes(path, limit=_MOST_BYTES)
        record = read(data, path) if data else None
    except (LedgerError, UnreadableFileError):
        return None
    return (
        Recorded(period, record.day, record.check.as_of, Location(path)) if record and record.period == period else None
    )
