"""Waivers: accepted exceptions with a reason, an owner and an expiry. They excuse; they never hide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from upheld.model import Entry, Notification, NotificationKind, RefusedWaiver, Verdict, Waiver

EVENTS = ("fixed",)
"""What a waiver may wait for in place of a day: `fixed`, that a version without the vulnerability is there."""
_SOON = timedelta(days=14)


class Waivers(NamedTuple):
    """All waivers of one configuration."""

    waivers: tuple[Waiver, ...] = ()
    refused: tuple[RefusedWaiver, ...] = ()

    def applied(self, entry: Entry, today: date) -> Entry:
        """Return the entry with the waiver that excuses it today, where there is one; only what is broken needs one."""
        if entry.finding.verdict is not Verdict.BROKEN:
            return entry
        own = (entry.finding.waiver,) if entry.finding.waiver else ()
        valid = (each for each in (*self.waivers, *own) if _matches(each, entry) and not _expired(each, entry, today))
        return replace(entry, waiver=next(valid, None))

    def notifications(self, entries: Sequence[Entry], today: date) -> Iterator[Notification]:
        """Tell of waivers that have expired, will soon, or excuse nothing."""
        own = {entry.finding.waiver: None for entry in entries if entry.finding.waiver}
        for waiver in (*self.waivers, *own):
            message = _told(waiver, entries, today)
            if message:
                yield Notification(NotificationKind.NOTE, message, waiver.location, waiver.rules[0])
        for refused in self.refused:
            excused = next((entry for entry in entries if _would_excuse(refused, entry)), None)
            if excused:
                message = f"the statement on {refused.subjects[0]} excuses nothing: it {refused.lacks}"
                yield Notification(NotificationKind.NOTE, message, refused.location, excused.rule.id)


def _told(waiver: Waiver, entries: Iterable[Entry], today: date) -> str | None:
    about = waiver.rules[0] if len(waiver.rules) == 1 else waiver.subject
    named = f"the waiver of '{about}' by {waiver.owner}"
    ended = [entry for entry in entries if _matches(waiver, entry) and entry.finding.until.get(waiver.expires)]
    last_day = _day(waiver)
    if last_day and last_day < today:
        return f"{named} expired on {waiver.expires}; what it excused counts again"
    if ended:
        return f"{named} held until '{waiver.expires}', and that has come: {ended[0].finding.subject} counts again"
    if not any(entry.waiver is waiver for entry in entries):
        # What could not be verified today may need it tomorrow.
        return None if _undecided(waiver, entries) else f"{named} excuses nothing; remove it"
    return f"{named} expires on {waiver.expires}" if last_day and last_day - today <= _SOON else None


def _undecided(waiver: Waiver, entries: Iterable[Entry]) -> bool:
    return any(each.rule.id in waiver.rules and each.finding.verdict is Verdict.UNVERIFIED for each in entries)


def _matches(waiver: Waiver, entry: Entry) -> bool:
    finding = entry.finding
    meant = waiver.subject is None or not {waiver.subject, *waiver.also}.isdisjoint((finding.subject, *finding.also))
    return meant and entry.rule.id in waiver.rules and entry.location.path.startswith(waiver.folder)


def _would_excuse(refused: RefusedWaiver, entry: Entry) -> bool:
    finding = entry.finding
    if finding.verdict is not Verdict.BROKEN or entry.waiver:
        return False
    return not set(refused.subjects).isdisjoint((finding.subject, *finding.also))


def _expired(waiver: Waiver, entry: Entry, today: date) -> bool:
    last_day = _day(waiver)
    # An event that the finding knows nothing of never comes, so it excuses nothing.
    return last_day < today if last_day else entry.finding.until.get(waiver.expires, True)


def _day(waiver: Waiver) -> date | None:
    return None if waiver.expires in EVENTS else date.fromisoformat(waiver.expires)
