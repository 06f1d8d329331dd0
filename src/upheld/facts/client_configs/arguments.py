"""The secrets in arguments and addresses of a server: `--api-key=...`, `-e NAME=...`, `--header "Name: ..."`, `?key=...`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.references import Form
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.facts.settings.values import value_of
from upheld.model import Location

_LONGEST = 4_000
_OPTION = re.compile(r"--?(?P<name>[A-Za-z][\w.-]{0,80})(?:=(?P<value>.*))?", re.DOTALL)
_ASSIGNED = re.compile(r"(?P<name>[A-Za-z_][\w.-]{0,80})=(?P<value>.*)", re.DOTALL)
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]{0,80}):(?P<value>.*)", re.DOTALL)
_ENVIRONMENT = frozenset({"e", "env", "environment"})
_HEADERS = frozenset({"H", "header", "headers"})
_QUERY = re.compile(r"[?&](?P<name>[\w.-]{1,80})=(?P<value>[^&#\s]*)")
_ACCOUNT = re.compile(r"[A-Za-z][\w+.-]{1,30}://[^\s/?#@:]{0,200}:[^\s/?#]{1,200}@")


def settings_in_arguments(args: tuple[tuple[str, Location], ...], expands: frozenset[Form]) -> Iterator[Setting]:
    """Yield what arguments give: options with a secret's name, variables of a container, headers, addresses."""
    taken = False
    for (whole, place), (following, next_place) in pairwise((*args, ("--", Location("")))):
        arg = whole[:_LONGEST]
        option = _OPTION.fullmatch(arg)
        if taken or option is None:
            yield from () if taken else _assigned(arg, place, expands)
            taken = False
            continue
        name, value = option["name"], option["value"]
        given, at = (following[:_LONGEST], next_place) if value is None else (value, place)
        found = tuple(_of_option(name, given, at, expands)) if value is not None or given[:1] != "-" else ()
        yield from found
        # Whether an option without a value is a switch is not known: what follows may be an argument of its own.
        taken = bool(found) and value is None


def _of_option(name: str, given: str, place: Location, expands: frozenset[Form]) -> Iterator[Setting]:
    if name in _ENVIRONMENT:
        yield from _variable(given, place, expands)
    elif name in _HEADERS and (header := _HEADER.fullmatch(given)):
        yield from _secret(header["name"], header["value"], place, By.HEADER, expands)
    else:
        yield from _secret(name, given, place, By.ARGUMENT, expands)


def settings_in_address(url: str, place: Location, expands: frozenset[Form]) -> Iterator[Setting]:
    """Yield what an address carries: a password before its host, and parameters with a secret's name."""
    url = url[:_LONGEST]
    if _ACCOUNT.match(url):
        yield Setting("the password in the address", value_of(url, expands=expands), place, By.ADDRESS, is_secret=True)
    for parameter in _QUERY.finditer(url):
        yield from _secret(parameter["name"], parameter["value"], place, By.ADDRESS, expands)


def _assigned(arg: str, place: Location, expands: frozenset[Form]) -> Iterator[Setting]:
    if _ACCOUNT.match(arg) or arg.startswith(("http://", "https://")):
        yield from settings_in_address(arg, place, expands)
    elif assigned := _ASSIGNED.fullmatch(arg):
        yield from _secret(assigned["name"], assigned["value"], place, By.ENVIRONMENT, expands)


def _variable(text: str, place: Location, expands: frozenset[Form]) -> Iterator[Setting]:
    name, equals, value = text.partition("=")
    if equals:
        yield from _secret(name, value, place, By.ENVIRONMENT, expands)
    elif is_secret_name(name) and name.isidentifier():
        # `docker run -e NAME` passes on what the caller has.
        yield Setting(name, Value(Given.REFERENCE), place, By.ENVIRONMENT, is_secret=True)


def _secret(name: str, value: str, place: Location, by: By, expands: frozenset[Form]) -> Iterator[Setting]:
    if is_secret_name(name) or _ACCOUNT.match(value):
        yield Setting(name, value_of(value, expands=expands, name=name), place, by, is_secret=True)
