"""Holds the promise that dependencies are kept up to date against the bots that do it, and the history of lock files."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.dependency_updates import DependencyUpdates


@check(DependencyUpdates)
def dependency_updates(promise: DependencyUpdates, context: Context) -> Iterator[Finding]:
    from upheld_checks.dependency_updates.weighing import weighed  # noqa: PLC0415 - reads YAML; few policies promise it

    yield weighed(promise, context)
