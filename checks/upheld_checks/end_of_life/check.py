"""Holds the end-of-life dates of supported rows against the day of the run."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Verdict, check
from upheld.policy.supported_versions import SupportedVersions


@check(SupportedVersions, level=Level.WARNING)
def end_of_life(promise: SupportedVersions, context: Context) -> Iterator[Finding]:
    dated = [(row, row.support.until) for row in promise.rows if row.support.marked and row.support.until]
    for row, until in dated:
        passed = until < context.today
        state = f"but its support ended on {until}" if passed else f"and its support lasts until {until}"
        yield Finding(
            verdict=Verdict.BROKEN if passed else Verdict.UPHELD,
            message=f"'{row.text}' is marked as supported, {state}",
            subject=row.text,
            location=row.location,
            evidence=(Evidence("policy", f"the row gives {until} as its last day"),),
            help="mark the row as unsupported, or give it a later date" if passed else None,
        )
