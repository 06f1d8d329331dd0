"""Examples of secrets and of look-alikes in the rules of other scanners; read where these keep them, never kept."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml


class Example(NamedTuple):
    """A text of a rule's tests."""

    rule: str
    text: str
    secret: bool
    """Whether the rule is meant to find something in it."""


class Skipped(NamedTuple):
    """A place whose examples could not be read, and why."""

    place: str
    why: str


_NAME_OF_FILE = re.compile(rb"rules/[\w.-]{1,80}\.yml")


def kingfisher(place: Path) -> Iterator[Example | Skipped]:
    """Read the `examples` and `negative_examples` of Kingfisher's rules: of a checkout, or of a wheel of its program."""
    for name, text in _in_wheel(place) if place.suffix == ".whl" else _in_checkout(place):
        try:
            document: Any = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            yield Skipped(name, type(error).__name__)
            continue
        for rule in cast("dict[str, Any]", document).get("rules", ()) if isinstance(document, dict) else ():
            yield from _of_rule(rule)


def _in_checkout(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.yml")):
        if "rules" in path.relative_to(folder).parts:
            yield path.name, path.read_bytes()


def _in_wheel(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the rules that the program holds as they are, each before the name of its file."""
    with zipfile.ZipFile(file) as wheel:
        program = wheel.read(next(name for name in wheel.namelist() if name.endswith("bin/kingfisher")))
    end = 0
    for match in _NAME_OF_FILE.finditer(program):
        start = program.find(b"rules:\n  - name:", end, match.start())
        if start >= 0:
            yield match[0].decode(), program[start : match.start()]
        end = match.end()


def _of_rule(rule: dict[str, Any]) -> Iterator[Example]:
    for key, secret in (("examples", True), ("negative_examples", False)):
        for text in rule.get(key) or ():
            yield Example(str(rule.get("id")), str(text), secret)
