"""Running the server of a repository: how it is started is what the configuration says, else what is found."""

from functools import lru_cache
from pathlib import Path

from upheld.config import NetworkSettings
from upheld.exposure import Start
from upheld.probing.observation import Observation, ProbeSettings
from upheld.repository import Repository


def starts_of(repository: Repository, settings: NetworkSettings) -> tuple[Start, ...]:
    """Return how the server is started: as the configuration says, else as a manifest tells first.

    Where a manifest adds arguments, such as `--stdio`, to a command that another one runs without, it is both: what holds
    by default is what the bare command does.
    """
    if settings.command:
        return (Start(settings.command, settings.location, dict(settings.environment), settings.folder),)
    from upheld.facts.exposure.starts import starts  # noqa: PLC0415 - reads many manifests

    first, *others = starts(repository) or (None,)
    if first is None:
        return ()
    bare = next((each for each in others if each.folder == first.folder and _is_barer(each, first)), None)
    return (first, bare) if bare else (first,)


def _is_barer(one: Start, other: Start) -> bool:
    return len(one.command) < len(other.command) and one.command == other.command[: len(one.command)]


def observed(repository: Repository, settings: NetworkSettings, how: ProbeSettings) -> Observation | None:
    """Start the server and return what was seen, of two starts the one that listened; None where nothing tells how."""
    seen: Observation | None = None
    for start in starts_of(repository, settings):
        latest = _observed(_Once(start), repository.root, how)
        seen = seen if seen and not latest.network else latest
        if seen.network:
            break
    return seen


class _Once:
    """A start that is the same as another of the same command, so that one run serves every promise."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self._same = (start.command, tuple(sorted(start.environment.items())), start.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)


@lru_cache(maxsize=4)
def _observed(once: _Once, root: Path, how: ProbeSettings) -> Observation:
    from upheld.probing.probe import probe  # noqa: PLC0415 - few runs start anything

    return probe(once.start, root, settle=how.settle, deadline=how.deadline, trace=how.trace, contain=how.contain)
