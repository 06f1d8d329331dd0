"""Holds what the policy says of its own review against the day, its history and the records of reviews."""

from collections.abc import Iterator

from upheld.check import Context, Finding, check
from upheld.policy.kinds.policy_review import PolicyReview


@check(PolicyReview)
def policy_review(promise: PolicyReview, context: Context) -> Iterator[Finding]:
    from upheld_checks.policy_review.reviewing import reviewing  # noqa: PLC0415 - few policies promise it

    yield from reviewing(promise, context)
