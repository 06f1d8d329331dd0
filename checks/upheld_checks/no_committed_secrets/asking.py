"""What a run asks the scan for secrets: the same for all who ask, so that it looks once."""

from upheld.check import Context
from upheld.facts.leaks import Question
from upheld.model import Force
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets
from upheld.secrets import Category

KEYS = frozenset({Category.API_KEYS.value, Category.PRIVATE_KEYS.value, Category.PASSWORDS.value})
"""The categories of what is rotated."""


def question(context: Context, more: frozenset[str] = frozenset()) -> Question:
    """Return what the policy keeps out of the repository, and what else is asked for, as a question."""
    return Question(
        categories=more.union(what for each in promises(context) for what in each.what),
        history=context.history,
        base=context.base,
        base_commit=context.base_commit,
        evidence=context.services.evidence,
        named=context.config.evidence,
    )


def promises(context: Context) -> list[NoCommittedSecrets]:
    """Return every promise of the kind; what binds the project stands before advice."""
    found = [each for each in context.promises if isinstance(each, NoCommittedSecrets)]
    return sorted(found, key=lambda each: each.force is not Force.COMMITMENT)
