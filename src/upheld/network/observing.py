"""Running the server of a repository once: how it is started is what the configuration says, else what is found."""

from functools import lru_cache
from pathlib import Path

from upheld.config import NetworkSettings
from upheld.exposure import Start
from upheld.probing.observation import Observation, ProbeSettings
from upheld.repository import Repository


def start_of(repository: Repository, settings: NetworkSettings) -> Start | None:
    """Return how the server is started: as the configuration says, else the first way that a manifest tells."""
    if settings.command:
        return Start(settings.command, settings.location, dict(settings.environment), settings.folder)
    from upheld.facts.exposure.starts import starts  # noqa: PLC0415 - reads many manifests

    return next(iter(starts(repository)), None)


def observed(repository: Repository, settings: NetworkSettings, how: ProbeSettings) -> Observation | None:
    """Start the server and return what was seen; None where nothing tells how it is started."""
    start = start_of(repository, settings)
    return _observed(_Once(start), repository.root, how) if start else None


class _Once:
    """A start that is the same as another of the same command, so that one run serves every promise."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self._same = (start.command, tuple(sorted(start.environment.items())), start.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)


@lru_cache(maxsize=1)
def _observed(once: _Once, root: Path, how: ProbeSettings) -> Observation:
    from upheld.probing.probe import probe  # noqa: PLC0415 - few runs start anything

    return probe(once.start, root, settle=how.settle, deadline=how.deadline, trace=how.trace, contain=how.contain)
