"""Holds what is promised of the network against the source, the manifests and, where that is asked, the running server."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.network_exposure import NetworkExposure


@check(NetworkExposure, compares=True)
def network_exposure(promise: NetworkExposure, context: Context) -> Iterator[Finding]:
    from upheld.network.findings import findings  # noqa: PLC0415 - most policies promise nothing of the network

    yield from findings(promise, context)
