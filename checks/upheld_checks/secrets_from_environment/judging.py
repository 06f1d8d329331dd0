"""How sure it is that a value is a secret, and how much it weighs where it stands."""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from upheld.check import Level
from upheld.facts.client_configs import ClientConfig, Server, client_configs
from upheld.facts.settings import By, Given, Kind, Setting, Value, is_real, settings_files
from upheld.facts.settings.paths import is_for_trial, is_of_tests
from upheld.facts.settings.reads import is_comment, sources
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.secrets import Confidence, Hit, all_rules, scan

CLIENT, SOURCE = "client configuration", "source"
_LEAST = 16
"""Characters of a secret that stands without a name."""
_FOR_TRIAL = {Kind.TEMPLATE, Kind.PIPELINE}
_TOLD = {CLIENT, Kind.ENV, Kind.DOCKERFILE, Kind.KUBERNETES}
"""Where a value that is neither drawn nor guessable is told as a warning."""


class Sureness(StrEnum):
    """How sure it is that a value is a secret."""

    SURE = "has the form of a real one"
    DRAWN = "looks drawn by chance"
    DOUBTFUL = "may be one for trials"


@dataclass(frozen=True)
class Literal:
    """A secret's name that a file gives a value of its own."""

    setting: Setting
    where: str
    """The kind of the file."""
    sureness: Sureness
    level: Level | None
    """None where it can not be told whether it matters."""
    client: str | None = None

    @property
    def place(self) -> Location:
        """Where the value stands."""
        return self.setting.location


@lru_cache(maxsize=4)
def literals(repository: Repository) -> tuple[Literal, ...]:
    """Return every value of its own that files give to a secret's name, in their order."""
    found: dict[tuple[str, str, int], Literal] = {}
    for literal in (*_of_clients(repository), *_of_files(repository)):
        found.setdefault((literal.place.path, literal.setting.name, literal.place.line), literal)
    return tuple(sorted(found.values(), key=lambda each: (each.place.path, each.place.line)))


def is_sure(name: str, text: str) -> bool:
    """Tell whether the rules for secrets are sure of a value."""
    hits = scan(f'{name}="{text}"\n'.encode("utf-8", "replace"), all_rules())
    return any(map(_counts, hits))


def _counts(hit: Hit) -> bool:
    """Tell whether a hit is surely a secret; the id of a key opens nothing alone."""
    return hit.confidence is Confidence.HIGH and not hit.title.endswith(" id")


def hardcoded(repository: Repository) -> Iterator[Literal]:
    """Yield the first secret in each source that the rules are sure of."""
    for path, text in sources(repository):
        hits = (hit for hit in scan(text.encode("utf-8", "replace"), all_rules(), path=path) if _counts(hit))
        if hit := next((hit for hit in hits if not is_comment(text, hit.line)), None):
            setting = Setting(hit.title, Value(Given.LITERAL), Location(path, hit.line, hit.column), is_secret=True)
            yield Literal(setting, SOURCE, Sureness.SURE, Level.WARNING if is_for_trial(path) else Level.ERROR)


def _of_files(repository: Repository) -> Iterator[Literal]:
    for file in settings_files(repository):
        trial = file.kind in _FOR_TRIAL or is_for_trial(file.path)
        for setting in file.settings:
            if literal := _judged(setting, file.kind, trial=trial):
                yield literal


def _of_clients(repository: Repository) -> Iterator[Literal]:
    for config in client_configs(repository):
        trial = config.in_documentation or is_for_trial(config.path)
        for setting in (*config.settings, *_words(config)):
            if literal := _judged(setting, CLIENT, trial=trial, client=config.client):
                yield literal


def _words(config: ClientConfig) -> Iterator[Setting]:
    """Yield the words of each command, which may be secrets without a name."""
    for server in config.servers:
        place = Location(config.path, server.line_of("args", "command"))
        yield from (_word(server, word, place) for word in (server.command or "", *server.args) if len(word) >= _LEAST)


def _word(server: Server, word: str, place: Location) -> Setting:
    return Setting(f"an argument of {server.name}", Value(Given.LITERAL, word), place, By.ARGUMENT)


def _judged(setting: Setting, where: str, *, trial: bool, client: str | None = None) -> Literal | None:
    """Weigh a value: what is for tests weighs less, and so does what is there to try things out."""
    if setting.given is not Given.LITERAL:
        return None
    tests = is_of_tests(setting.location.path)
    if is_sure(setting.name, setting.value.text):
        return Literal(setting, where, Sureness.SURE, Level.WARNING if tests else Level.ERROR, client)
    if tests or not setting.is_secret:
        return None
    if is_real(setting.value):
        return Literal(setting, where, Sureness.DRAWN, Level.WARNING if trial else Level.ERROR, client)
    if trial:
        return None
    return Literal(setting, where, Sureness.DOUBTFUL, Level.WARNING if where in _TOLD else None, client)
