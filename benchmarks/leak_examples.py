"""Examples of secrets and of look-alikes in the rules of other scanners; read from their repositories, never kept."""

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


def kingfisher(folder: Path) -> Iterator[Example | Skipped]:
    """Read the `examples` and `negative_examples` of Kingfisher's rules."""
    for path in sorted(folder.rglob("*.yml")):
        if "rules" not in path.relative_to(folder).parts:
            continue
        try:
            document: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            yield Skipped(path.name, type(error).__name__)
            continue
        for rule in cast("dict[str, Any]", document).get("rules", ()) if isinstance(document, dict) else ():
            yield from _of_rule(rule)


def _of_rule(rule: dict[str, Any]) -> Iterator[Example]:
    for key, secret in (("examples", True), ("negative_examples", False)):
        for text in rule.get(key) or ():
            yield Example(str(rule.get("id")), str(text), secret)
