"""The configuration: `.upheld.yml` at the root or in `.github/`, or `[tool.upheld]` in pyproject.toml; all of it optional."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from upheld.config.problems import ConfigError, Problem
from upheld.model import Location, Waiver
from upheld.repository import Repository, UnreadableFileError

if TYPE_CHECKING:
    from upheld.config.stated import Stated

__all__ = ["PATHS", "Config", "ConfigError", "DependencySettings", "KeySettings", "NetworkSettings", "read_config"]

PATHS = (".upheld.yml", ".github/.upheld.yml")
_PYPROJECT = "pyproject.toml"


class DependencySettings(NamedTuple):
    """How dependencies are held against the fix times that are promised."""

    clock: str = "advisory"
    """When the time to fix begins: `advisory`, `fix` or `locked`."""
    due_soon: int = 14
    """In days."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Compromise(NamedTuple):
    """A key that was compromised, or may have been."""

    key: str
    """Its name or id, or its name after its source and a slash."""
    date: date
    reason: str
    location: Location


class KeySettings(NamedTuple):
    """How keys are held against the rotation that is promised; all in days."""

    unused: int = 45
    expires_soon: int = 14
    overlap: int = 7
    evidence_age: int = 7
    compromises: tuple[Compromise, ...] = ()


class Acknowledged(NamedTuple):
    """A network capability that somebody reviewed and wants."""

    capability: str
    """The id of the rule that finds it."""
    file: str
    reason: str
    owner: str
    location: Location


class NetworkSettings(NamedTuple):
    """How the software is held against what is promised of the network."""

    command: tuple[str, ...] = ()
    """What starts the server; found when empty."""
    folder: str = "."
    environment: tuple[tuple[str, str], ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    location: Location | None = None


class Config(NamedTuple):
    """What the repository's owners have set."""

    policy: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    dependencies: DependencySettings = DependencySettings()
    keys: KeySettings = KeySettings()
    network: NetworkSettings = NetworkSettings()
    evidence: tuple[str, ...] = ()
    """Reports of other scanners, by their paths."""
    promises: "tuple[Stated, ...]" = ()
    attestations: "tuple[Stated, ...]" = ()
    corrections: "tuple[Stated, ...]" = ()

    @property
    def speaks_of_promises(self) -> bool:
        """Whether it says anything of promises but which are excused."""
        return bool(self.promises or self.attestations or self.corrections)


def read_config(repository: Repository, revision: str | None = None) -> Config:
    """Read the configuration of the checkout, or of a commit.

    Raises:
        ConfigError: with every mistake in the file, each with its line and column.
    """
    for path in (*PATHS, _PYPROJECT):
        try:
            text = repository.read_at(revision, path) if revision else repository.read_text(path)
        except UnreadableFileError as error:
            if path == _PYPROJECT:
                continue
            raise ConfigError([Problem(path, 1, 1, str(error))]) from error
        if text is None:
            continue
        from upheld.config.reading import config_in  # noqa: PLC0415 - see there

        if config := config_in(path, text):
            return config
    return Config()
