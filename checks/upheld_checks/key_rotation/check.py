"""Holds the promise that keys are rotated against what their metadata tell."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.key_rotation import KeyRotation


@check(KeyRotation)
def key_rotation(promise: KeyRotation, context: Context) -> Iterator[Finding]:
    from upheld_checks.key_rotation.weighing import weighed  # noqa: PLC0415 - reads YAML; most policies promise none

    yield from weighed(promise, context)
