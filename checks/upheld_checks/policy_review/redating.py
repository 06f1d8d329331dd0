"""A new date in place of the old one, as it was written."""

from datetime import date

from upheld.check import Context
from upheld.lines import split_lines
from upheld.model import Edit
from upheld.policy.kinds.policy_review import PolicyReview
from upheld.repository import UnreadableFileError

_MONTHS = "January February March April May June July August September October November December".split()


def redated(promise: PolicyReview, day: date, context: Context) -> tuple[Edit, ...]:
    """Return the edit that dates a policy by a day; none where its date is written in a way that is not known here."""
    try:
        lines = split_lines(context.repository.read_text(promise.location.path) or "")
    except UnreadableFileError:
        return ()
    number, old = promise.location.line, promise.last_updated or ""
    if not 0 < number <= len(lines) or len(old) < len("2026-02"):
        return ()
    whole = len(old) == len("2026-02-01")
    was = date.fromisoformat(old if whole else f"{old}-01")
    line = lines[number - 1]
    for before, after in zip(_written(was, whole=whole), _written(day, whole=whole), strict=True):
        if line.count(before) == 1:
            return (Edit(promise.location.path, number, number, (line.replace(before, after),)),)
    return ()


def _written(day: date, *, whole: bool) -> tuple[str, ...]:
    month = _MONTHS[day.month - 1]
    if not whole:
        return f"{month} {day.year}", f"{month[:3]} {day.year}", f"{day:%Y-%m}"
    return (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        *(f"{name} {day.day}, {day.year}" for name in (month, month[:3])),
        *(f"{day.day} {name} {day.year}" for name in (month, month[:3])),
    )
