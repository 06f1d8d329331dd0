"""The rules that come with the program: YAML in `rules/`, one file a language, and all gathered in one that is quick."""

import json
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from upheld.exposure.capability import Reach, Strength
from upheld.exposure.source.languages import family_of
from upheld.exposure.source.rule import Binding, Condition, Loosely, Place, Rule, Rules

FOLDER = Path(__file__).with_name("rules")
GATHERED = FOLDER / "gathered.json"
_EXAMPLES = frozenset({"positive", "negative"})
_STRENGTHS = {
    "listens": Strength.LISTENS,
    "transport": Strength.TRANSPORT,
    "can": Strength.CAN,
    "binds": Strength.BINDS,
}
_REACHES = {"all": Reach.ALL, "loopback": Reach.LOOPBACK, "unknown": Reach.UNKNOWN}
_TEXTS = ("calls", "anywhere", "imports", "words", "yields_to", "unless_calls")


@cache
def rules(language: str) -> Rules:
    """Return the rules of a language, in the order of their file."""
    family = family_of(language)
    return _rules(family) if family == language else rules(family)


def _rules(language: str) -> Rules:
    return Rules(language, tuple(map(made, _gathered().get(language) or read(language))))


def read(language: str) -> list[dict[str, Any]]:
    """Return what the file of a language states of each rule, without the examples: those are read by tests alone."""
    import yaml  # noqa: PLC0415 - slow, and not needed where the rules are gathered

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load((FOLDER / f"{language}.yaml").read_bytes(), loader)  # noqa: S506 - one of the safe loaders
    return [{name: of for name, of in rule.items() if name not in _EXAMPLES} for rule in document["rules"]]


def digest() -> str:
    """Return what tells one state of the files from another."""
    contents = b"\0".join(file.read_bytes() for file in _files())
    return f"{len(contents)}-{zlib.crc32(contents):08x}"


def gather() -> None:
    """Write the gathered rules anew: `python -m upheld.exposure.source.gathering`, after a change of the files."""
    parts = [f'"of": "{digest()}"']
    for file in _files():
        lines = ",\n".join(json.dumps(rule) for rule in read(file.stem))
        parts.append(f'"{file.stem}": [\n{lines}\n]')
    GATHERED.write_text(f"{{{', '.join(parts)}}}\n", encoding="utf-8")


@cache
def _gathered() -> dict[str, Any]:
    """Return the gathered rules of each language; none where they are of another state of the files."""
    try:
        gathered: dict[str, Any] = json.loads(GATHERED.read_bytes())
    except (OSError, ValueError):
        return {}
    return gathered if gathered["of"] == digest() else {}


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def made(stated: Mapping[str, Any]) -> Rule:
    """Return a rule as it is stated."""
    values: dict[str, Any] = dict(stated)
    values["strength"] = _STRENGTHS[stated["strength"]]
    for name in _TEXTS:
        values[name] = tuple(stated.get(name, ()))
    for name in ("where", "unless"):
        values[name] = tuple(map(_condition, stated.get(name, ())))
    if "loosely" in stated:
        values["loosely"] = Loosely(**_texts(stated["loosely"]))
    if "bind" in stated:
        values["bind"] = _binding(stated["bind"])
    return Rule(**values)


def _texts(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stated, with tuples for lists."""
    return {name: tuple(cast("list[str]", of)) if isinstance(of, list) else of for name, of in stated.items()}


def _condition(stated: Mapping[str, Any]) -> Condition:
    values = _texts(stated)
    return Condition(_place(values.pop("argument")), **values)


def _binding(stated: Mapping[str, Any]) -> Binding:
    places = {name: _place(stated[name]) for name in ("host", "port", "address") if name in stated}
    return Binding(**places, absent=_REACHES[stated.get("absent", "unknown")], beside=stated.get("beside"))


def _place(stated: int | str | Mapping[str, Any]) -> Place:
    """Return a place: a position, a name, or a mapping with both."""
    if isinstance(stated, int):
        return Place(at=stated)
    if isinstance(stated, str):
        return Place(of="any") if stated == "any" else Place(named=(stated,))
    named = stated.get("named", ())
    return Place((named,) if isinstance(named, str) else tuple(named), stated.get("at"), stated.get("of", "call"))
