"""Holds the promise that secrets come from the environment against the files that give values to their names."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.secrets_from_environment import SecretsFromEnvironment


@check(SecretsFromEnvironment)
def secrets_from_environment(promise: SecretsFromEnvironment, context: Context) -> Iterator[Finding]:
    from upheld_checks.secrets_from_environment.weighing import weighed  # noqa: PLC0415 - most policies promise nothing of it

    yield from weighed(promise, context)
