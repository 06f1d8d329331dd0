"""Names the promises that nothing verifies: a promise without a verdict would look like one that is kept."""

from collections.abc import Iterator

from upheld.check import Context, Finding, Level, Verdict, check
from upheld.model import Promise


@check(Promise, level=Level.NOTE)
def unchecked(promise: Promise, context: Context) -> Iterator[Finding]:
    del context
    yield Finding(
        verdict=Verdict.UNVERIFIED,
        message="no check of this run verifies this promise",
        subject=" ".join((promise.kind, promise.quote, *map(str, promise.fields().values()))),
        help="attest it in .upheld.yml, or install a check that takes its kind",
    )
