"""What is stated outside the policy, in the configuration: promises, corrections of misread lines, attestations."""

from collections.abc import Iterable, Mapping
from datetime import date

from upheld.attestations import Attestations
from upheld.config import Config, ConfigError
from upheld.config.attesting import attestation_in, mistakes_in
from upheld.config.claims import promise_of
from upheld.config.problems import Problem
from upheld.corrections import Corrected, corrected
from upheld.model import Notification, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document
from upheld.repository import Repository


@dataclass(frozen=True)
class Outside:
    """All promises, those of the configuration last; who attests which; what is told of corrections."""

    promises: tuple[Promise, ...]
    attestations: Attestations
    notifications: tuple[Notification, ...]


def stated_outside(
    config: Config,
    read: tuple[Promise, ...],
    kinds: Iterable[type[Promise]],
    *,
    document: Document | None,
    repository: Repository,
    today: date,
) -> Outside:
    """Join what was read from the policy with what the configuration states.

    Raises:
        ConfigError: with every mistake that only the kinds, the repository and the day of the run show.
    """
    known = {kind.kind: kind for kind in kinds if getattr(kind, "kind", None)}
    problems = [each for stated in config.attestations for each in mistakes_in(stated, known, repository, today)]
    stated = _promises(config, known, problems)
    try:
        result = corrected(config.corrections, document, read, known)
    except ConfigError as error:
        problems += error.problems
        result = Corrected((), ())
    if problems:
        raise ConfigError(problems)
    attestations = Attestations(tuple(map(attestation_in, config.attestations)), document)
    return Outside((*result.promises, *stated), attestations, result.notifications)


def _promises(config: Config, kinds: Mapping[str, type[Promise]], problems: list[Problem]) -> list[Promise]:
    promises: list[Promise] = []
    for each in config.promises:
        try:
            promises.append(promise_of(each.path, each.item, kinds, location=each.location, quote=each.quote))
        except ConfigError as error:
            problems += error.problems
    return promises
