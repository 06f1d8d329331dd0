"""Tells of known vulnerabilities in locked dependencies for which the policy promises no time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from upheld.check import Context, Evidence, Finding, Level, Verdict, check
from upheld.dependencies import Audit, Vulnerability, audited, begin_audit, fix_times, promised_for, rating_of
from upheld.dependencies.findings import finding, overview
from upheld.policy.dependencies import Dependencies

_FRESH = timedelta(days=7)
_SEVERE = frozenset({"critical", "high"})


@check(Dependencies, level=Level.WARNING, ahead=begin_audit)
def dependency_audit(promise: Dependencies, context: Context) -> Iterator[Finding]:
    del promise
    found = audited(context)
    if not found.is_about_anything:
        return
    untimed = [each for each in found.vulnerabilities if not promised_for(rating_of(each), context)]
    mine = [each for each in untimed if rating_of(each) is not None or not fix_times(context)]
    yield from (replace(finding(each, context), level=_level(each)) for each in mine)
    if not found.vulnerabilities or found.gaps:
        said = overview(found, "vulnerability" if not mine else "other vulnerability", "dependencies")
        yield replace(said, level=Level.NOTE) if said.verdict is Verdict.UNVERIFIED else said
    yield from _too_old(found, context)


def _level(vulnerability: Vulnerability) -> Level:
    """Return how much weight it has without a promise: enough to be seen where it is severe, never enough to fail."""
    severe = rating_of(vulnerability) in _SEVERE or rating_of(vulnerability) is None
    return Level.WARNING if severe and not vulnerability.known_before else Level.NOTE


def _too_old(found: Audit, context: Context) -> Iterator[Finding]:
    for each in found.answer.provenance:
        if each.as_of and context.as_of - each.as_of > _FRESH:
            days = (context.as_of - each.as_of).days
            yield Finding(
                verdict=Verdict.UNVERIFIED,
                message=f"the advisories are {days} days old ({each.source}, as of {each.as_of:%Y-%m-%d}); newer ones are not known",
                subject=f"age of {each.source}",
                evidence=(Evidence("advisories", f"{each.source}, as of {each.as_of:%Y-%m-%d}"),),
                level=Level.NOTE,
                help="renew the snapshot with `upheld advisories sync`, or ask OSV online",
            )
