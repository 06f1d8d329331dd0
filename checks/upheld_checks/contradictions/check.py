"""Holds the statements of a policy against each other: times, addresses, and where reports are wanted."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Verdict, check
from upheld.policy.security_policy import SecurityPolicy
from upheld_checks.contradictions.channels import compared_channels
from upheld_checks.contradictions.comparison import Comparison
from upheld_checks.contradictions.times import compared_times


@check(SecurityPolicy, level=Level.WARNING)
def contradictions(promise: SecurityPolicy, _context: Context) -> Iterator[Finding]:
    if promise.document is not None:
        yield from map(_finding, compared_times(promise.document))
        yield from map(_finding, compared_channels(promise.document))


def _finding(compared: Comparison) -> Finding:
    both = (compared.earlier, compared.later)
    return Finding(
        verdict=Verdict.UPHELD if compared.agrees else Verdict.BROKEN,
        message=compared.message,
        subject=compared.subject,
        location=compared.later.location,
        related=(compared.earlier.location,),
        evidence=tuple(Evidence("policy", f"'{said.quote}'", said.location) for said in both),
        help=compared.help or None,
    )
