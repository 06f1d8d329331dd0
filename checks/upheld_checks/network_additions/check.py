"""Tells what a change adds to the network capabilities of software that promises to keep off the network."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.network_exposure import NetworkExposure


@check(NetworkExposure, compares=True)
def network_additions(promise: NetworkExposure, context: Context) -> Iterator[Finding]:
    if context.base_commit is None:
        return
    from upheld.network.reviewing import reviewed  # noqa: PLC0415 - most policies promise nothing of the network

    yield from reviewed(promise, context, context.base_commit)
