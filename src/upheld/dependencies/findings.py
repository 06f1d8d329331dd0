"""What an audit says, as findings: of one vulnerability, and of everything that was looked up."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict
from upheld.dependencies import Audit, Vulnerability, rating_of
from upheld.dependencies.edits import edits_of
from upheld.ecosystems import normalised

_MOST_NAMED = 5


def finding(vulnerability: Vulnerability, context: Context) -> Finding:
    """Return a broken finding about a vulnerability, to which its check adds what was promised."""
    package = vulnerability.package
    about = f"{package.ecosystem}/{normalised(package.ecosystem, package.name)}"
    first, *others = vulnerability.pins
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"{package} has {vulnerability.id} ({rating_of(vulnerability) or 'of unknown severity'})",
        subject=f"{about} {vulnerability.id}",
        also=tuple(_names(vulnerability, about)),
        until={"fixed": bool(vulnerability.fixes)},
        location=first.location,
        related=tuple(pin.location for pin in others),
        evidence=tuple(_evidence(vulnerability)),
        level=Level.WARNING if vulnerability.known_before else None,
        help=_how_to_mend(vulnerability),
        fix=tuple(edits_of(vulnerability, context.repository)),
    )


def overview(found: Audit, wanted: str, about: str) -> Finding:
    """Return what an audit says that found nothing of what is `wanted`, such as "critical vulnerability"."""
    locked = f"{found.packages:,} locked package version{'' if found.packages == 1 else 's'}"
    if not found.gaps:
        return Finding(
            verdict=Verdict.UPHELD,
            message=f"{locked} have no known {wanted}" if found.packages != 1 else f"{locked} has no known {wanted}",
            subject=about,
            evidence=tuple(_sources(found)),
        )
    first, *others = found.gaps
    more = f" (and {len(others)} more)" if others else ""
    # The same for every severity, so that reports can tell it once.
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"not every dependency could be looked up: {first.text}{more}",
        subject=about,
        location=first.location,
        evidence=(
            Evidence("looked up", f"{locked}, with no known {wanted}"),
            *(Evidence("not looked up", gap.text, gap.location) for gap in others[:_MOST_NAMED]),
            *_sources(found),
        ),
        help=first.help,
    )


def _names(vulnerability: Vulnerability, about: str) -> Iterator[str]:
    """Yield the subjects by which a waiver may mean a vulnerability: its ids, the package, its version, and both."""
    exact = f"{about}@{vulnerability.package.version}"
    yield from (vulnerability.package.name, about, exact)
    for name in vulnerability.ids:
        yield from (name, f"{about} {name}", f"{exact} {name}")


def _evidence(vulnerability: Vulnerability) -> Iterator[Evidence]:
    names = ", ".join(vulnerability.ids)
    said = [f"{names}: {vulnerability.summary}" if vulnerability.summary else names]
    if vulnerability.severity:
        said.append(vulnerability.severity.source)
    if vulnerability.fixes:
        said.append(f"fixed in {', '.join(vulnerability.fixes[:_MOST_NAMED])}")
    yield Evidence("advisory", "; ".join(said))
    # Evidence without a place: the same is said of many a line.
    yield from (Evidence("lock", note) for note in dict.fromkeys(pin.note for pin in vulnerability.pins if pin.note))


def _how_to_mend(vulnerability: Vulnerability) -> str:
    name = vulnerability.package.name
    if vulnerability.clean:
        return f"lock {name} {vulnerability.clean}, the smallest version that mends all that is known of it"
    if vulnerability.fixes:
        return f"lock {name} {vulnerability.fixes[0]} or newer, which mends it"
    return "no version mends it: replace the package, or waive it `until: fixed`, with reason and owner"


def _sources(found: Audit) -> Iterator[Evidence]:
    for each in found.answer.provenance:
        counted = f", {each.records:,} records" if each.records is not None else ""
        dated = f", as of {each.as_of:%Y-%m-%d %H:%M} UTC" if each.as_of else ""
        yield Evidence("advisories", f"{each.source}{counted}{dated}")
    for lock in found.locks.locks:
        if lock.pins:
            yield Evidence("lock", f"{len(lock.pins):,} entries", Location(lock.path))
    for path, reason in found.locks.left_out:
        yield Evidence("left out", reason, Location(path))
