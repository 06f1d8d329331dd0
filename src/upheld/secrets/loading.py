"""The rules that come with the program: YAML in `rules/`, a family each, and all gathered in one file that is quick."""

import json
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from upheld.secrets.hit import Category, Confidence
from upheld.secrets.rule import Rule, Rules

FOLDER = Path(__file__).with_name("rules")
GATHERED = FOLDER / "gathered.json"
_LEAST_ENTROPY = 3.0
_LEAST_OF_ASSIGNED = 2.7


@cache
def all_rules() -> Rules:
    """Return every rule, in the order of the files and of their lines."""
    return Rules(_rule(stated) for stated in _gathered() or read(FOLDER))


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what the files of a folder state of each rule."""
    import yaml  # noqa: PLC0415 - slow, and not needed where the rules are gathered

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in _files(folder):
        document = yaml.load(file.read_bytes(), loader)  # noqa: S506 - one of the safe loaders
        yield from document.get("rules", ())
        for names, title, value in document.get("assigned", ()):
            yield _assigned(names.split(), title, value)


def digest(folder: Path) -> str:
    """Return what tells one state of the files of a folder from another."""
    contents = b"\0".join(file.read_bytes() for file in _files(folder))
    return f"{len(contents)}-{zlib.crc32(contents):08x}"


def gather() -> None:
    """Write the gathered rules anew: `python -m upheld.secrets.gathering`, after a change of the files."""
    lines = ",\n".join(json.dumps(stated) for stated in read(FOLDER))
    GATHERED.write_text(f'{{"of": "{digest(FOLDER)}", "rules": [\n{lines}\n]}}\n', encoding="utf-8")


def _gathered() -> list[dict[str, Any]] | None:
    """Return the gathered rules; None where they are of another state of the files."""
    try:
        gathered = json.loads(GATHERED.read_bytes())
    except (OSError, ValueError):
        return None
    return gathered["rules"] if gathered["of"] == digest(FOLDER) else None


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _rule(stated: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {"entropy": _LEAST_ENTROPY} | stated
    values["category"] = Category(stated.get("category", Category.API_KEYS))
    values["confidence"] = Confidence(stated.get("confidence", Confidence.HIGH))
    values["keywords"] = tuple(stated["keywords"])
    return Rule(**values)


def _assigned(names: list[str], title: str, value: str) -> dict[str, Any]:
    """Return the rule of values that are told by the name of their issuer: never sure."""
    return {
        "id": f"{'-'.join(title.lower().replace('.', ' ').replace('&', 'and').split())}-by-name",
        "title": title,
        "confidence": Confidence.MEDIUM,
        "keywords": names,
        "pattern": value,
        "assigned": True,
        "entropy": _LEAST_OF_ASSIGNED,
        "verified": "assigned-token",
    }
