"""Holds the promised fix times against the known vulnerabilities of locked dependencies."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Finding, Level, Verdict, check
from upheld.dependencies import Audit, Vulnerability, audited, fix_times, promised_for, rating_of
from upheld.dependencies.clock import FixClock, State
from upheld.dependencies.findings import finding, overview
from upheld.dependencies.starts import start_of
from upheld.facts.vulnerabilities import Gap
from upheld.policy.kinds.fix_time import FixTime
from upheld.policy.severities import ANY


@check(FixTime)
def fix_time(promise: FixTime, context: Context) -> Iterator[Finding]:
    found = audited(context)
    if not found.is_about_anything:
        yield _nothing_locked(promise)
        return
    mine = [each for each in found.vulnerabilities if promise in promised_for(rating_of(each), context)]
    yield from (_held(each, promise, context) for each in mine)
    if promise == fix_times(context)[0]:
        unrated = [each for each in found.vulnerabilities if rating_of(each) is None and each not in mine]
        yield from (_unrated(each, context) for each in unrated if not promised_for(None, context))
    seen = found if promise.severity == ANY else _with_doubts(found)
    if not mine or seen.gaps:
        severity = "" if promise.severity == ANY else f"{promise.severity} "
        other = "other " if mine else ""
        said = overview(seen, f"{other}{severity}vulnerability", f"fix-time {promise.severity}")
        # Vulnerabilities that are reported to the project itself are not seen here: what is upheld says how far.
        upheld = said.verdict is Verdict.UPHELD
        yield replace(said, message=f"as far as dependencies show: {said.message}") if upheld else said


def _with_doubts(found: Audit) -> Audit:
    """Return an audit whose gaps are also the vulnerabilities that may be of any severity."""
    doubts = tuple(
        Gap(f"the severity of {each.id} in {each.package} is not known", each.pins[0].location)
        for each in found.vulnerabilities
        if rating_of(each) is None
    )
    return found._replace(gaps=found.gaps + doubts)


def _held(vulnerability: Vulnerability, promise: FixTime, context: Context) -> Finding:
    said = finding(vulnerability, context)
    start = start_of(vulnerability, context)
    if not vulnerability.fixes:
        why = f"no version mends it, so the promised {promise.within} cannot begin"
        return replace(said, verdict=Verdict.UNVERIFIED, level=Level.NOTE, message=f"{said.message}; {why}")
    if start is None:
        why = f"no advisory says when it was published, so the promised {promise.within} cannot be counted"
        return replace(said, verdict=Verdict.UNVERIFIED, message=f"{said.message}; {why}")
    clock = FixClock(start.moment, promise.within)
    left, due = clock.days_left(context.as_of), clock.due.date()
    counted = f"{start.event}, to be mended within {promise.within}"
    match clock.state(context.as_of, context.config.dependencies.due_soon):
        case State.LATE:
            told = " (so it was before this change)" if vulnerability.known_before else ""
            late = f"{-left} day{'s' if left != -1 else ''} late" if left else "late"
            return replace(said, message=f"{said.message}, {late}: {counted}, by {due}{told}")
        case State.DUE_SOON:
            message = f"{said.message}, due in {left} day{'s' if left != 1 else ''}: {counted}"
            return replace(said, verdict=Verdict.UPHELD, level=Level.WARNING, message=message)
        case State.IN_TIME:
            message = f"{said.message}, in time until {due}: {counted}"
            return replace(said, verdict=Verdict.UPHELD, level=None, message=message)


def _unrated(vulnerability: Vulnerability, context: Context) -> Finding:
    said = finding(vulnerability, context)
    times = ", ".join(f"{each.severity} {each.within}" for each in fix_times(context))
    return replace(
        said,
        verdict=Verdict.UNVERIFIED,
        level=None,
        message=f"{said.message}, so it cannot be told which time is promised ({times})",
        help=f"{said.help}; the severity would come from a CVSS vector, or from the record of an alias",
    )


def _nothing_locked(promise: FixTime) -> Finding:
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message="no dependency is locked or asked for, so that there is nothing to hold the fix time against",
        subject=f"fix-time {promise.severity}",
        level=Level.NOTE,
    )
