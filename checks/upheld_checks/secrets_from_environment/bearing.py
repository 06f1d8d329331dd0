"""What bears the promise out: configurations that take secrets by reference, templates without values, code that reads variables."""

import re
from collections.abc import Iterator

from upheld.check import Evidence
from upheld.facts.client_configs import client_configs
from upheld.facts.settings import Given, Kind, Setting, settings_files
from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.paths import is_of_tests
from upheld.facts.settings.reads import secret_reads
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository

_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}\b")
_SAY_HOW = {Kind.COMPOSE, Kind.KUBERNETES}
"""Files whose references show that the program takes the secret from its environment; a CI file may publish with it."""
_TO_FILL_IN = {Given.EMPTY, Given.PLACEHOLDER, Given.REFERENCE}


@dataclass(frozen=True)
class Bearing:
    """A secret's name that is taken from the environment."""

    name: str
    source: str
    place: Location

    @property
    def evidence(self) -> Evidence:
        """What a report shows of it."""
        said = {"code": "is read from the environment", Kind.TEMPLATE: "is left to be filled in"}
        return Evidence(self.source, f"{self.name} {said.get(self.source, 'is given by reference')}", self.place)


def variables_in(quote: str) -> tuple[str, ...]:
    """Return the secrets' variables that a sentence names."""
    return tuple(dict.fromkeys(name for name in _VARIABLE.findall(quote) if is_secret_name(name)))


def bearings(repository: Repository) -> Iterator[Bearing]:
    """Yield whatever bears the promise out, the program itself first."""
    yield from (Bearing(read.name, "code", read.location) for read in secret_reads(repository))
    for config in client_configs(repository):
        yield from _of(config.settings, config.client, {Given.REFERENCE})
    for file in settings_files(repository):
        if file.kind is Kind.TEMPLATE:
            yield from _of(file.settings, file.kind, _TO_FILL_IN)
        elif file.kind in _SAY_HOW:
            yield from _of(file.settings, file.kind, {Given.REFERENCE})


def foreign(repository: Repository) -> Iterator[Evidence]:
    """Yield the references that the client of a configuration does not expand."""
    for config in client_configs(repository):
        for setting in config.settings:
            if setting.is_secret and setting.given is Given.FOREIGN:
                said = f"{setting.name} is a reference that {config.client} does not expand: it is sent as it stands"
                yield Evidence("client configuration", said, setting.location)


def guessable(repository: Repository) -> Iterator[Evidence]:
    """Yield values that keep nobody out, such as `postgres`: they are no secrets."""
    for file in settings_files(repository):
        for setting in file.settings:
            if setting.is_secret and setting.given is Given.GUESSABLE and not is_of_tests(file.path):
                yield Evidence(
                    file.kind, f"{setting.name} has a value that is no secret, as for trials", setting.location
                )


def problems(repository: Repository) -> Iterator[tuple[str, Location]]:
    """Yield why a file that may hold a value could not be read."""
    for config in client_configs(repository):
        if config.problem and not is_of_tests(config.path):
            yield config.problem, Location(config.path, config.line)
    for file in settings_files(repository):
        if file.problem and file.kind in {Kind.ENV, Kind.COMPOSE} and not is_of_tests(file.path):
            yield file.problem, Location(file.path, file.line)


def _of(settings: tuple[Setting, ...], source: str, wanted: set[Given]) -> Iterator[Bearing]:
    for setting in settings:
        if setting.is_secret and setting.given in wanted and not is_of_tests(setting.location.path):
            yield Bearing(setting.name, source, setting.location)
