"""A name that a file gives a value: an environment variable, a header, an argument, a part of an address."""

from dataclasses import field
from enum import StrEnum

from upheld.model import Location
from upheld.nouns import dataclass


class Given(StrEnum):
    """What stands where a value does."""

    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    """Something to be replaced: `your-token`, `<token>`, `changeme`."""
    REFERENCE = "reference"
    """The value comes from elsewhere: `${TOKEN}`, `${input:token}`, `${{ secrets.TOKEN }}`."""
    FOREIGN = "foreign reference"
    """A reference in a spelling that the reader of this file does not expand: it is taken as it stands."""
    PLAIN = "plain"
    """A switch, a number, a file or an address: nothing that could be a secret."""
    GUESSABLE = "guessable"
    """A word that keeps nobody out, as for trials: `postgres`, `test-secret`."""
    LITERAL = "literal"


class By(StrEnum):
    """What carries the value."""

    ENVIRONMENT = "environment"
    HEADER = "header"
    ARGUMENT = "argument"
    ADDRESS = "address"
    INPUT = "input"


@dataclass(frozen=True)
class Value:
    """What a setting is given; the text of a literal is for rules to look at, and never shown."""

    given: Given
    text: str = field(default="", repr=False)
    """Of a literal: without quotes and without what only leads to it, such as `Bearer`."""


@dataclass(frozen=True)
class Setting:
    """A name with what it is given, and where."""

    name: str
    value: Value
    location: Location
    by: By = By.ENVIRONMENT
    is_secret: bool = False
    """Whether its name, or what the file says of it, is that of a secret."""

    @property
    def given(self) -> Given:
        """What stands where its value does."""
        return self.value.given
