"""What a run asks the scan for secrets: the same for all who ask, so that it looks once."""

from collections.abc import Iterable

from upheld.check import Context
from upheld.facts.leaks import Question
from upheld.model import Force
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets
from upheld.secrets import Category

KEYS = frozenset({Category.API_KEYS.value, Category.PRIVATE_KEYS.value, Category.PASSWORDS.value})
"""The categories of what is rotated."""


def question(context: Context, more: frozenset[str] = frozenset()) -> Question:
    """Return what the policy keeps out of the repository, and what else is asked for, as a question."""
    promised = _categories(promises(context))
    return Question(
        categories=more | promised,
        history=context.history,
        base=context.base,
        base_commit=context.base_commit,
        # What the change is the first to promise, it promises of every file.
        whole=not promised <= _categories(each for each in context.before if isinstance(each, NoCommittedSecrets)),
        evidence=context.services.evidence,
        named=context.config.evidence,
    )


def _categories(promises: Iterable[NoCommittedSecrets]) -> frozenset[str]:
    return frozenset(what for each in promises for what in each.what)


def promises(context: Context) -> list[NoCommittedSecrets]:
    """Return every promise of the kind; what binds the project stands before advice."""
    found = [each for each in context.promises if isinstance(each, NoCommittedSecrets)]
    return sorted(found, key=lambda each: each.force is not Force.COMMITMENT)
