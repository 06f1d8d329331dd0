"""What the clone can tell: whether git is there, how much of the history, which tags."""

from collections.abc import Iterator

from upheld.diagnosis.ability import Ability, State
from upheld.facts.releases import HOW_TO_FETCH_TAGS, releases
from upheld.run import Reading


def abilities(reading: Reading) -> Iterator[Ability]:
    """Yield what is known of the repository."""
    repository = reading.repository
    if not repository.has_git:
        why = repository.no_git_because or "this folder is no git repository"
        yield Ability(
            "history",
            State.NO,
            f"{why}: no tags, branches or commits can be seen",
            "install git where it is missing, and use a clone with its tags",
        )
    elif repository.is_shallow:
        lost = "secrets in old commits and the ages of lines cannot be told, nor releases without the network"
        yield Ability("history", State.PARTLY, f"this clone is shallow: {lost}", HOW_TO_FETCH_TAGS)
    elif repository.commit is None:
        yield Ability("history", State.NO, "there is no commit yet", "commit something")
    else:
        yield Ability("history", State.YES, "the whole history is here")
    if repository.has_git:
        yield _tags(reading)
    yield _policy(reading)


def _tags(reading: Reading) -> Ability:
    found = releases(reading.repository, reading.services)
    said = "; ".join(f"{each.source}: {each.text}" for each in found.evidence)
    if found.unknown_because:
        return Ability("releases", State.NO, f"{found.unknown_because}: {said}", found.how_to_know)
    if not found.latest:
        why = "supported versions can be held against branches only"
        return Ability("releases", State.PARTLY, f"{said}: {why}", "tag the releases, as in `v1.2.3`")
    return Ability("releases", State.YES, said)


def _policy(reading: Reading) -> Ability:
    itself, source = reading.policy.itself, reading.policy.source
    if itself.document is None:
        why = "; ".join(itself.unreadable) or "there is none"
        return Ability("policy", State.NO, f"no security policy could be read: {why}", "write one: `upheld init`")
    count = sum(promise.stated for promise in reading.promises)
    said = f"{source.path}: {count} promise{'' if count == 1 else 's'} read"
    if not count:
        return Ability("policy", State.NO, said, "`upheld promises --explain` tells why of each line")
    if itself.unreadable:
        return Ability("policy", State.PARTLY, f"{said}; {'; '.join(itself.unreadable)}")
    return Ability("policy", State.YES, said)
