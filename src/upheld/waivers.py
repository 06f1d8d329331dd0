"""Waivers: accepted exceptions with a reason, an owner and an expiry. They excuse; they never hide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from upheld.model import Entry, Notification, NotificationKind, Verdict, Waiver

_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Waivers:
    """All waivers of one configuration."""

    waivers: tuple[Waiver, ...] = ()

    def applied(self, entry: Entry, today: date) -> Entry:
        """Return the entry with the waiver that excuses it today, where there is one; only what is broken needs one."""
        if entry.finding.verdict is not Verdict.BROKEN:
            return entry
        valid = (waiver for waiver in self.waivers if _matches(waiver, entry) and not _expired(waiver, today))
        return replace(entry, waiver=next(valid, None))

    def notifications(self, entries: Sequence[Entry], today: date) -> Iterator[Notification]:
        """Tell of waivers that have expired, will soon, or excuse nothing."""
        for waiver in self.waivers:
            message = _told(waiver, entries, today)
            if message:
                yield Notification(NotificationKind.NOTE, message, waiver.location, waiver.rule)


def _told(waiver: Waiver, entries: Iterable[Entry], today: date) -> str | None:
    named = f"the waiver of '{waiver.rule}' by {waiver.owner}"
    last_day = date.fromisoformat(waiver.expires)
    if last_day < today:
        return f"{named} expired on {waiver.expires}; what it excused counts again"
    if not any(entry.waiver is waiver for entry in entries):
        return f"{named} excuses nothing; remove it"
    return f"{named} expires on {waiver.expires}" if last_day - today <= _SOON else None


def _matches(waiver: Waiver, entry: Entry) -> bool:
    return waiver.rule == entry.rule.id and waiver.subject in {None, entry.finding.subject}


def _expired(waiver: Waiver, today: date) -> bool:
    return date.fromisoformat(waiver.expires) < today
