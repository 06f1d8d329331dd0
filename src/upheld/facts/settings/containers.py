"""What compose files and Dockerfiles give to containers and builds."""

import re
import shlex
from collections.abc import Iterator
from pathlib import PurePosixPath

from upheld.facts.settings.giving import given, setting
from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.setting import Given, Setting, Value
from upheld.items import Item
from upheld.lines import split_lines
from upheld.model import Location

_COMPOSE = re.compile(r"(?:[\w.-]{1,60}[.-])?compose(?:[.-][\w.-]{1,60})?\.ya?ml", re.IGNORECASE)
_DOCKERFILE = re.compile(
    r"(?:Docker|Container)file(?:[.-][\w.-]{1,60})?|[\w.-]{1,60}\.(?:docker|container)file", re.IGNORECASE
)
_INSTRUCTION = re.compile(r"\s{0,40}(?P<word>ENV|ARG)\s{1,40}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_OLD_FORM = re.compile(r"(?P<name>[A-Za-z_]\w{0,120})\s{1,40}(?P<value>[^=].*)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,120}")
_MOST_LINES, _LONGEST = 5_000, 20_000


def is_compose_file(path: str) -> bool:
    """Tell whether a file describes services for `docker compose`."""
    return _COMPOSE.fullmatch(PurePosixPath(path).name) is not None


def is_dockerfile(path: str) -> bool:
    """Tell whether a file is a recipe for a container image."""
    return _DOCKERFILE.fullmatch(PurePosixPath(path).name) is not None


def compose_settings(path: str, root: Item) -> Iterator[Setting]:
    """Yield what each service is given: variables, arguments of its build, files of variables, secrets."""
    services = root.get("services")
    for service in services.pairs if services else ():
        for pair in service.item.pairs:
            if pair.key == "environment":
                yield from given(path, pair.item)
            elif pair.key == "build" and (arguments := pair.item.get("args")):
                yield from given(path, arguments)
            elif pair.key in {"env_file", "secrets"} and (pair.item.items or pair.item.value):
                place = Location(path, pair.line, pair.column)
                yield Setting(pair.key, Value(Given.REFERENCE), place, is_secret=True)


def dockerfile_settings(path: str, text: str) -> Iterator[Setting]:
    """Yield each variable and argument; an argument without a default is asked of whoever builds."""
    for number, instruction in _instructions(text):
        match = _INSTRUCTION.fullmatch(instruction)
        if match is None:
            continue
        place = Location(path, number)
        old = _OLD_FORM.fullmatch(match["rest"].strip()) if match["word"].upper() == "ENV" else None
        if old:
            yield setting(old["name"], old["value"], place)
            continue
        for word in _words(match["rest"]):
            name, equals, value = word.partition("=")
            if _NAME.fullmatch(name):
                asked = Setting(name, Value(Given.REFERENCE), place, is_secret=is_secret_name(name))
                yield setting(name, value, place) if equals else asked


def _instructions(text: str) -> Iterator[tuple[int, str]]:
    """Yield each instruction with its first line; a backslash at the end of a line joins the next one."""
    parts: list[str] = []
    first = 1
    for number, line in enumerate(split_lines(text)[:_MOST_LINES], start=1):
        if line.lstrip().startswith("#"):
            continue
        first = first if parts else number
        joined = line.rstrip().endswith("\\")
        parts.append(line.rstrip()[:-1] if joined else line)
        if not joined:
            yield first, " ".join(parts)[:_LONGEST]
            parts = []


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()
