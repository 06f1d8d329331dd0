"""What may be shown and handed on of a start: never a secret."""

import re
from collections.abc import Sequence

from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.references import references_in
from upheld.facts.settings.setting import Given
from upheld.facts.settings.values import has_password, is_real, value_of

STAND_IN = "upheld"
"""Stands where a secret, or a value that only the user knows, would."""
_SWITCHES = frozenset({"true", "false", "yes", "no", "on", "off", "0", "1"})
_ADDRESS_NAME = re.compile(r"(?:^|[_-])(?:URL|URI|ENDPOINT)$", re.IGNORECASE)
_OPTION = re.compile(r"--?(?P<name>[A-Za-z][\w.-]{0,80})(?:=(?P<value>.*))?", re.DOTALL)
_ASSIGNED = re.compile(r"(?P<name>[A-Za-z_]\w{0,120})=(?P<value>.*)", re.DOTALL)
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]{0,80})\s{0,5}:\s{0,5}(?P<value>\S.*)", re.DOTALL)


def shareable(name: str, value: str, *, expands: bool = False) -> bool:
    """Tell whether a variable's value may be shown and handed on as it stands; references only where they are expanded."""
    if value.lower() in _SWITCHES:
        return True
    if is_secret_name(name) or has_password(value) or (references_in(value) and not expands):
        return False
    found = value_of(value, name=name)
    return not (found.given is Given.LITERAL and is_real(found))


def stand_in(name: str) -> str:
    """Return a value for a variable that has none here: one that leads nowhere."""
    return "http://127.0.0.1:9" if _ADDRESS_NAME.search(name) else STAND_IN


def words_to_share(words: Sequence[str], *, expands: bool = False) -> tuple[str, ...]:
    """Return the words of a command with a stand-in for every secret and every value that comes from elsewhere."""
    found: list[str] = []
    waiting: str | None = None
    for word in words:
        if waiting is not None and not word.startswith("-"):
            found.append(_shared(word, None, expands=expands) if shareable(waiting, "") else STAND_IN)
            waiting = None
            continue
        option = _OPTION.fullmatch(word)
        waiting = option["name"] if option and option["value"] is None else None
        found.append(_shared(word, option, expands=expands))
    return tuple(found)


def _shared(word: str, option: "re.Match[str] | None", *, expands: bool) -> str:
    given = option if option and option["value"] is not None else None
    match = given or (None if option else _ASSIGNED.fullmatch(word) or _HEADER.fullmatch(word))
    if match is not None and not shareable(match["name"], match["value"], expands=expands):
        return f"{word[: match.start('value')]}{STAND_IN}"
    return word if option or match or shareable("", word, expands=expands) else STAND_IN
