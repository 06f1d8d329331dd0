"""Secrets that workflows name and no metadata list, and those that metadata list and no workflow names."""

from collections.abc import Iterable, Iterator

from upheld.facts.keys.key import Key, State
from upheld.facts.workflow_secrets import NamedSecret, WorkflowSecrets

GITHUB = "GitHub secrets"
_OF_THE_RUNNER = frozenset({"ACTIONS_RUNNER_DEBUG", "ACTIONS_STEP_DEBUG"})
"""Secrets that no workflow names: the runner looks for them itself."""
_ELSEWHERE = ("organisation", "organization", "codespaces")
"""Scopes whose secrets others may use."""


def unlisted(used: WorkflowSecrets, keys: Iterable[Key]) -> tuple[NamedSecret, ...]:
    """Return each secret that a workflow needs and no key bears the name of, at its first place."""
    known = {each.name.upper() for each in keys}
    first: dict[str, NamedSecret] = {}
    for each in used.named:
        if each.name not in known and not each.is_passed:
            first.setdefault(each.name, each)
    return tuple(first.values())


def idle(used: WorkflowSecrets, keys: Iterable[Key]) -> Iterator[Key]:
    """Yield each secret of the repository's own Actions that no workflow names.

    Nothing where a workflow may use any of them, or could not be read.
    """
    if used.any_at or used.problems:
        return
    named = {each.name for each in used.named} | _OF_THE_RUNNER
    for key in keys:
        scope = (key.scope or "").lower()
        ours = key.source == GITHUB and key.state is State.ACTIVE and not any(each in scope for each in _ELSEWHERE)
        if ours and key.name.upper() not in named:
            yield key
