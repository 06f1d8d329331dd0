"""Settings out of the values of a document: a mapping of names and values, or a list of `NAME=value`."""

import re
from collections.abc import Iterator

from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.references import EVERY, Form
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.facts.settings.values import has_password, value_of
from upheld.items import Item
from upheld.model import Location

_OF_A_WAY = re.compile(r"(?:auth|credentials?|creds)$", re.IGNORECASE)
"""Names that may also say how somebody signs in, or where the secrets are."""
_WORDS = re.compile(r"[A-Za-z]+(?:[_. -][A-Za-z]+)*")
MOST_BYTES = 1_000_000
"""Files that hold settings are smaller; others are not read."""


def given(path: str, item: Item, *, expands: frozenset[Form] = EVERY, by: By = By.ENVIRONMENT) -> Iterator[Setting]:
    """Yield what a mapping or a list gives; a name without a value is passed on from the environment of the caller."""
    for pair in item.pairs:
        if pair.item.kind == "text":
            place = Location(path, pair.item.line, pair.item.column)
            yield setting(pair.key, pair.item.value, place, expands=expands, by=by)
        elif pair.item.kind == "other":
            passed_on = pair.item.value.lower() in {"", "~", "null"}
            value = Value(Given.REFERENCE if passed_on else Given.PLAIN)
            yield Setting(pair.key, value, Location(path, pair.line, pair.column), by, is_secret_name(pair.key))
    for each in item.items:
        if each.kind == "text":
            name, equals, text = each.value.partition("=")
            place = Location(path, each.line, each.column)
            if equals:
                yield setting(name.strip(), text, place, expands=expands, by=by)
            else:
                yield Setting(name, Value(Given.REFERENCE), place, by, is_secret_name(name))


def setting(
    name: str,
    text: str | None,
    place: Location,
    *,
    expands: frozenset[Form] = EVERY,
    by: By = By.ENVIRONMENT,
    is_secret: bool = False,
) -> Setting:
    """Return a setting; an address with a password in it is a secret under any name."""
    secret = is_secret or is_secret_name(name) or has_password(text or "")
    value = value_of(text, expands=expands, name=name)
    if value.given is Given.LITERAL and _OF_A_WAY.search(name) and _WORDS.fullmatch(value.text):
        value = Value(Given.PLAIN)
    return Setting(name, value, place, by, secret)
