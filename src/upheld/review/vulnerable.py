"""The clocks of known vulnerabilities, as the checks of dependencies count them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from upheld.check import Context
from upheld.dependencies import Audit, Vulnerability, audited, promised_for, rating_of
from upheld.dependencies.clock import FixClock, State
from upheld.dependencies.starts import start_of
from upheld.ecosystems import normalised
from upheld.model import Ledger, Location
from upheld.review.listed import Clock, Place, Running

RULES = frozenset({"fix-time", "dependency-audit"})
_STATES = {State.LATE: Running.LATE, State.DUE_SOON: Running.DUE_SOON, State.IN_TIME: Running.IN_TIME}


def audit_of(ledger: Ledger, context: Context) -> Audit | None:
    """Return the audit that the run made; None where no rule asked for one."""
    return audited(context) if any(rule.id in RULES for rule in ledger.rules) else None


def clocks_of(found: Audit, ledger: Ledger, context: Context) -> Iterator[Clock]:
    """Yield a clock for each vulnerability of each package, whether or not a time is promised for it."""
    waived = _waived(ledger)
    for each in found.vulnerabilities:
        yield _clock(each, context, waived.get(_subject(each)))


def _clock(each: Vulnerability, context: Context, waived_until: str | None) -> Clock:
    rating = rating_of(each)
    times = promised_for(rating, context)
    strictest = min(times, key=lambda time: time.within.hours, default=None)
    # When a clock starts may have to be asked for, so nobody is asked where no time is promised.
    start = start_of(each, context) if strictest else None
    clock = FixClock(start.moment, strictest.within) if start and strictest else None
    if strictest is None:
        state = Running.NO_LIMIT
    elif not each.fixes:
        state = Running.UNFIXED
    else:
        due_soon = context.config.dependencies.due_soon
        state = _STATES[clock.state(context.as_of, due_soon)] if clock else Running.UNDATED
    return Clock(
        id=each.id,
        package=f"{each.package.ecosystem}/{each.package.name} {each.package.version}",
        severity=rating,
        state=state,
        place=place(each.pins[0].location),
        seen=context.today,
        published=_day(each.published),
        started=_day(start.moment) if start else None,
        due=clock.due.date() if clock and each.fixes else None,
        promised=str(strictest.within) if strictest else None,
        promise=place(strictest.location) if strictest else None,
        mended_by=each.clean or next(iter(each.fixes), None),
        waived_until=waived_until,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None


def place(location: Location) -> Place:
    """Return a location without its columns."""
    return Place(location.path, location.line)


def _subject(each: Vulnerability) -> str:
    package = each.package
    return f"{package.ecosystem}/{normalised(package.ecosystem, package.name)} {each.id}"


def _waived(ledger: Ledger) -> Mapping[str, str]:
    entries = (entry for entry in ledger.entries if entry.rule.id in RULES)
    return {entry.finding.subject: entry.waiver.expires for entry in entries if entry.waiver}
