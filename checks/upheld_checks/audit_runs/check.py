"""Holds the promise that dependencies are audited against what the workflows run, and when."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.dependency_audit import DependencyAudit


@check(DependencyAudit)
def audit_runs(promise: DependencyAudit, context: Context) -> Iterator[Finding]:
    from upheld_checks.audit_runs.weighing import weighed  # noqa: PLC0415 - reads YAML; most policies promise no audit

    yield from weighed(promise, context)
