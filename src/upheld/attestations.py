"""Attestations: what people state of promises that no program can verify. They expire, are counted, and hide nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from upheld.model import Attestation, Entry, Evidence, Notification, NotificationKind, Promise, Verdict

if TYPE_CHECKING:
    from upheld.policy.document import Document

_SOON = timedelta(days=14)


class Attestations(NamedTuple):
    """All attestations of one configuration."""

    attestations: tuple[Attestation, ...] = ()
    document: "Document | None" = None
    """The policy: an attestation may name a promise by words on its line."""

    def applied(self, entry: Entry, today: date) -> Entry:
        """Return the entry, upheld by an attestation that holds today if no check could tell; never what is broken."""
        if entry.finding.verdict is not Verdict.UNVERIFIED or not entry.promise.stated:
            return entry
        valid = (each for each in self.attestations if not _expired(each, today) and self._means(each, entry))
        attestation = next(valid, None)
        return _attested(entry, attestation) if attestation else entry

    def notifications(self, entries: Sequence[Entry], today: date) -> Iterator[Notification]:
        """Tell of attestations that have expired, will soon, or attest nothing."""
        for attestation in self.attestations:
            if message := self._told(attestation, entries, today):
                yield Notification(NotificationKind.NOTE, message, attestation.location)

    def _told(self, attestation: Attestation, entries: Sequence[Entry], today: date) -> str | None:
        named = f"the attestation of '{attestation.kind}' by {attestation.by}"
        last_day = date.fromisoformat(attestation.expires)
        if last_day < today:
            return f"{named} expired on {attestation.expires}; what it attested is unverified again"
        if not any(entry.attestation is attestation for entry in entries):
            return f"{named} attests nothing{self._why_nothing(attestation, entries)}"
        return f"{named} expires on {attestation.expires}" if last_day - today <= _SOON else None

    def _why_nothing(self, attestation: Attestation, entries: Sequence[Entry]) -> str:
        meant = [entry for entry in entries if entry.promise.stated and self._means(attestation, entry)]
        if any(entry.finding.verdict is Verdict.BROKEN for entry in meant):
            return ": the promise is broken, which no attestation changes"
        if any(entry.attestation for entry in meant):
            return ": another one says the same; remove one of them"
        return ": a check upholds the promise; remove it" if meant else "; remove it"

    def _means(self, attestation: Attestation, entry: Entry) -> bool:
        return (
            attestation.kind == entry.promise.kind
            and attestation.subject in {None, entry.finding.subject}
            and (attestation.quote is None or self._stands(attestation.quote, entry.promise))
        )

    def _stands(self, quote: str, promise: Promise) -> bool:
        lines = [promise.quote]
        if self.document and self.document.path == promise.location.path:
            lines += map(self.document.source_line, promise.lines)
        return any(_spaced(quote) in _spaced(line) for line in lines)


def _attested(entry: Entry, attestation: Attestation) -> Entry:
    by = f"by {attestation.by} on {attestation.date}, until {attestation.expires}: {attestation.evidence}"
    said = attestation.statement or f"no check could tell: {entry.finding.message}"
    finding = replace(
        entry.finding,
        verdict=Verdict.UPHELD,
        message=f"attested by {attestation.by} until {attestation.expires}, see {attestation.evidence}; {said}",
        evidence=(*entry.finding.evidence, Evidence("attestation", by, attestation.location)),
        help=None,
    )
    return replace(entry, finding=finding, attestation=attestation)


def _expired(attestation: Attestation, today: date) -> bool:
    return date.fromisoformat(attestation.expires) < today


def _spaced(text: str) -> str:
    return " ".join(text.split())
