"""What the checks of dependencies share: the audit of a run, which promise covers which vulnerability, clocks, words."""

from typing import TYPE_CHECKING

from upheld.check import Context
from upheld.facts import vulnerabilities
from upheld.facts.vulnerabilities import Audit, Vulnerability, audit
from upheld.policy.severities import ANY, SEVERITIES

if TYPE_CHECKING:
    from upheld.policy.kinds.fix_time import FixTime

__all__ = ["Audit", "Vulnerability", "audited", "begin_audit", "fix_times", "promised_for", "rating_of"]


def audited(context: Context) -> Audit:
    """Return the audit of a run; it is made once."""
    settings = context.config.dependencies
    return audit(
        context.repository,
        context.services,
        settings.include,
        settings.exclude,
        context.base,
        prove=context.correcting,
        evidence=context.config.evidence,
    )


def begin_audit(context: Context) -> None:
    """Send the questions of the audit, while the policy is read."""
    settings = context.config.dependencies
    vulnerabilities.begin_audit(context.repository, context.services, settings.include, settings.exclude, context.base)


def rating_of(vulnerability: Vulnerability) -> str | None:
    """Return a vulnerability's severity as policies name it, a score of 0 as low; None where no advisory tells."""
    if vulnerability.severity is None:
        return None
    rating = vulnerability.severity.rating.value
    return rating if rating in SEVERITIES else SEVERITIES[-1]


def fix_times(context: Context) -> "tuple[FixTime, ...]":
    """Return every fix time that the policy promises."""
    from upheld.policy.kinds.fix_time import FixTime  # noqa: PLC0415 - what reads policies waits until OSV is asked

    return tuple(each for each in context.promises if isinstance(each, FixTime))


def promised_for(rating: str | None, context: Context) -> "tuple[FixTime, ...]":
    """Return the fix times that are promised for a severity: those that name it, else those that name none."""
    times = fix_times(context)
    named = tuple(each for each in times if each.severity == rating)
    return named or tuple(each for each in times if each.severity == ANY)
