"""Holds the promise that no secret is committed against the files, the history and the commits of a change."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets


@check(NoCommittedSecrets, compares=True)
def no_committed_secrets(promise: NoCommittedSecrets, context: Context) -> Iterator[Finding]:
    from upheld_checks.no_committed_secrets.leaking import leaking  # noqa: PLC0415 - few policies promise it

    yield from leaking(promise, context)
