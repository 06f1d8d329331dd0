"""When the clock of a vulnerability starts: the advisory, the release of the fix, or the day it was locked here."""

from datetime import UTC, datetime

from upheld.check import Context
from upheld.facts.vulnerabilities import Vulnerability
from upheld.nouns import dataclass
from upheld.services import ServiceError


@dataclass(frozen=True)
class Start:
    """When a clock starts and why then."""

    moment: datetime
    event: str
    """As a sentence goes on: "published on 2024-05-02"."""


def start_of(vulnerability: Vulnerability, context: Context) -> Start | None:
    """Return when the time to fix a vulnerability begins, by the configuration; None where no advisory is dated.

    Never before the first advisory: what nobody knows of, nobody can fix. What the configuration asks for and cannot be
    told is said, and the advisory's date taken.
    """
    if vulnerability.published is None:
        return None
    published = Start(vulnerability.published, f"published on {_day(vulnerability.published)}")
    match context.config.dependencies.clock:
        case "fix":
            return _with_fix(vulnerability, published, context)
        case "locked":
            return _with_lock(vulnerability, published, context)
        case _:
            return published


def _with_fix(vulnerability: Vulnerability, published: Start, context: Context) -> Start:
    from upheld.services.registries import released_at  # noqa: PLC0415 - few configurations ask for it

    package = vulnerability.package
    try:
        moments = [released_at(context.services, package.ecosystem, package.name, v) for v in vulnerability.fixes]
    except ServiceError as error:
        return Start(published.moment, f"{published.event} (when the fix was released is not known: {error})")
    first = min(moments)
    if first <= published.moment:
        return published
    return Start(first, f"{published.event} and mended by a release of {_day(first)}")


def _with_lock(vulnerability: Vulnerability, published: Start, context: Context) -> Start:
    moments = [context.repository.line_time(pin.location.path, pin.location.line) for pin in vulnerability.pins]
    known = [moment for moment in moments if moment is not None]
    if not known:
        return Start(published.moment, f"{published.event} (when it was locked here is not known)")
    first = min(known)
    if first <= published.moment:
        return published
    return Start(first, f"{published.event} and locked here since {_day(first)}")


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
