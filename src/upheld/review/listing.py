"""What a review lists beside the promises: waivers, attestations, rules, and what could not be looked at."""

from collections.abc import Iterator

from upheld.model import Ledger, NotificationKind, Verdict
from upheld.review.listed import Attested, Exemption
from upheld.review.record import Brought
from upheld.review.vulnerable import place
from upheld.run import Judged

_MOST_GAPS = 200


def waivers_of(judged: Judged) -> Iterator[Exemption]:
    """Yield every waiver of the configuration, and those of other places that excuse something."""
    used = {entry.waiver: None for entry in judged.ledger.entries if entry.waiver}
    for waiver in dict.fromkeys((*judged.reading.config.waivers, *used)):
        about = ", ".join(waiver.rules)
        yield Exemption(
            about=f"{about}: {waiver.subject}" if waiver.subject else about,
            reason=waiver.reason,
            owner=waiver.owner,
            expires=waiver.expires,
            place=place(waiver.location),
            used=waiver in used,
        )


def attestations_of(judged: Judged) -> Iterator[Attested]:
    """Yield every attestation of the configuration."""
    used = [entry.attestation for entry in judged.ledger.entries if entry.attestation]
    for each in judged.reading.attestations.attestations:
        yield Attested(
            each.kind, each.by, each.date, each.evidence, each.expires, place(each.location), used=each in used
        )


def rules_of(ledger: Ledger) -> tuple[Brought, ...]:
    """Return the rules of the run by the distributions that brought them."""
    brought: dict[tuple[str, str], list[str]] = {}
    for rule in ledger.rules:
        brought.setdefault((rule.distribution, rule.version), []).append(rule.id)
    return tuple(Brought(name, version, tuple(sorted(ids))) for (name, version), ids in sorted(brought.items()))


def gaps_of(ledger: Ledger) -> tuple[str, ...]:
    """Return what could not be looked at, each once."""
    told = [each.message for each in ledger.notifications if each.kind is not NotificationKind.NOTE]
    open_ = (entry for entry in ledger.entries if entry.finding.verdict is Verdict.UNVERIFIED)
    told += (entry.finding.message for entry in open_ if not entry.is_quiet)
    found = list(dict.fromkeys(told))
    more = len(found) - _MOST_GAPS
    return (*found[:_MOST_GAPS], *([f"and {more:,} more"] if more > 0 else []))
