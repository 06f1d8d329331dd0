"""Which review is to be made: of which quarter, compared with which record, kept where."""

from datetime import UTC, datetime
from pathlib import Path

from upheld.nouns import dataclass
from upheld.policy.kinds.policy_review import PolicyReview
from upheld.policy.rhythms import rhythm
from upheld.review.period import Period, is_due, next_period
from upheld.review.saved import FILE, FOLDER, last_before, load, periods_in
from upheld.review.taking import Wanted
from upheld.run import Judged, Reading


@dataclass(frozen=True)
class Asked:
    """What the caller says of it."""

    period: str | None = None
    out: Path | None = None
    previous: Path | None = None
    """The ledger to compare with; the last one of the folder when left out."""
    name: str | None = None


@dataclass(frozen=True)
class Plan:
    """Where the files go, and what the record is of."""

    folder: Path
    wanted: Wanted


def plan(judged: Judged, asked: Asked) -> Plan:
    """Return what is to be made of a run.

    Raises:
        UserError: the period is none, or the last record cannot be read.
    """
    records, root = _records(judged.reading, asked), judged.reading.repository.root
    period = Period.read(asked.period) if asked.period else Period.of(judged.context.today)
    last = load(asked.previous) if asked.previous else last_before(records, period)
    inside = records.resolve().is_relative_to(root)
    wanted = Wanted(
        period,
        last,
        cadence_of(judged.reading),
        records.resolve().relative_to(root).as_posix() if inside else "",
        asked.name,
    )
    return Plan(records / str(period), wanted)


def why_not_due(reading: Reading, asked: Asked, now: datetime) -> str | None:
    """Return why no review is due, as a sentence; None where one is."""
    today, records, days = now.astimezone(UTC).date(), _records(reading, asked), cadence_of(reading)
    if asked.period:
        there = records / str(Period.read(asked.period)) / FILE
        return f"{there} is there already" if there.is_file() else None
    last = max(periods_in(records), default=None)
    if is_due(last, days, today):
        return None
    return f"no review is due before {next_period(last, days, today).first}: the last one is of {last}"


def cadence_of(reading: Reading) -> int | None:
    """Return the days between two reviews that the policy promises; None where it names no rhythm."""
    reviews = [each for each in reading.promises if isinstance(each, PolicyReview)]
    named = [rhythm(each.cadence) for each in reviews if each.cadence]
    return min((each.days for each in named if each and each.days), default=None)


def _records(reading: Reading, asked: Asked) -> Path:
    return asked.out or reading.repository.root / FOLDER
